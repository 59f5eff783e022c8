// Who a commit or a sign-off names.

/** A person as commits name them. */
export interface Person {
  name: string;
  email: string;
}
