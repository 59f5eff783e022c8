// Finds something when it is first asked for, and then never again.

/** The same answer at every call; `find` runs at the first one. */
export function once<T>(find: () => T): () => T {
  let found: { value: T } | undefined;
  return () => {
    found ??= { value: find() };
    return found.value;
  };
}
