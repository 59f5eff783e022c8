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
  return remembering(new Map<K, { value: T }>(), find);
}

/** As `onceEach`, for objects; an answer is kept as long as its object is. */
export function onceFor<K extends object, T>(find: (key: K) => T): (key: K) => T {
  return remembering(new WeakMap<K, { value: T }>(), find);
}

interface Memory<K, T> {
  get(key: K): { value: T } | undefined;
  set(key: K, answer: { value: T }): unknown;
}

function remembering<K, T>(found: Memory<K, T>, find: (key: K) => T): (key: K) => T {
  return (key) => {
    let answer = found.get(key);
    if (!answer) {
      answer = { value: find(key) };
      found.set(key, answer);
    }
    return answer.value;
  };
}
