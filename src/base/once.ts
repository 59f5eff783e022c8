// Finds something when it is first asked for, and then never again.

/** The same answer at every call; `find` runs at the first one. */
export function once<T>(find: () => T): () => T {
  let found: { value: T } | undefined;
  return () => {
    found ??= { value: find() };
    return found.value;
  };
}

/** As `once`, for each key by itself. */
export function onceEach<K, T>(find: (key: K) => T): (key: K) => T {
  const found = new Map<K, { value: T }>();
  return (key) => {
    let answer = found.get(key);
    if (!answer) {
      answer = { value: find(key) };
      found.set(key, answer);
    }
    return answer.value;
  };
}
