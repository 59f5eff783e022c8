// Who a commit or a sign-off names.

/** A person as commits name them. */
export interface Person {
  name: string;
  email: string;
  /** What colleagues call them, where that is known; else it is made from the name. */
  nick?: string;
}

/** What a note by this person is signed with, such as `maya`. */
export function nickOf({ name, nick }: Person): string {
  return nick ?? name.trim().split(/\s+/)[0]?.toLowerCase() ?? '';
}
