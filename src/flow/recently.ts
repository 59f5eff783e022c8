// Remembers answers for a few seconds, so that many questions at once are asked of git only once.

/** How long an answer counts, in milliseconds. */
const COUNTS = 5_000;

/** Answers with what was asked under the same key lately, else asks; a failure is not remembered. `now` is in milliseconds. */
export function recently<T>(now: () => number): (key: string, ask: () => Promise<T>) => Promise<T> {
  const known = new Map<string, { answer: Promise<T>; asked: number }>();
  return (key, ask) => {
    const found = known.get(key);
    if (found && now() - found.asked < COUNTS) return found.answer;
    const answer = ask();
    known.set(key, { answer, asked: now() });
    answer.catch(() => known.delete(key));
    return answer;
  };
}
