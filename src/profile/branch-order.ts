// Putting names of branches in order.

/** The names that match, by the number that `pattern`'s first group finds in them, newest first; others are left out. */
export function newestFirst(names: readonly string[], pattern: RegExp): string[] {
  return names
    .flatMap((name) => {
      const number = pattern.exec(name)?.[1];
      return number === undefined ? [] : [{ name, number }];
    })
    .sort((a, b) => b.number.localeCompare(a.number, 'en', { numeric: true }))
    .map(({ name }) => name);
}

/** Those of `wanted` that are there, in the order of `wanted`. */
export function present(names: readonly string[], wanted: readonly string[]): string[] {
  return wanted.filter((name) => names.includes(name));
}

/** The first of `wanted` that is there, as a list. */
export function firstOf(names: readonly string[], wanted: readonly string[]): string[] {
  return present(names, wanted).slice(0, 1);
}
