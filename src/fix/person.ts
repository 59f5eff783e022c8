// Who a header field names.

/** The first person that a value names, also where the last bracket is missing; what it does not say is empty. */
export function readPerson(value: string): { name: string; email: string } {
  const [, name = '', email = ''] = /^([^<>]*)<([^<>]*)/.exec(value) ?? [];
  return { name: name.trim(), email };
}

/** True when a value is one person's name and address, and nothing else. */
export function isPerson(value: string): boolean {
  const [, name = '', email = ''] = /^([^<>]*)<([^<>]*)>$/.exec(value.trim()) ?? [];
  return name.trim() !== '' && email.trim() !== '';
}
