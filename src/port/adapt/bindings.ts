// What a candidate does to the names that a file imports.
import { importsOf } from '../warn/python';
import type { Candidate } from './candidates';
import type { FileFacts } from './facts';
import { type Problem, within } from './problem';

/** Counts of imported names that a candidate leaves in disorder, by Python's one-line imports. */
export interface Bindings {
  /** Names that it no longer imports, that the rest of the file uses, and that nothing else there imports. */
  orphaned: number;
  /** Names that it imports and that neither the rest of the file nor what theirs adds there uses. */
  unused: number;
  /** Names that it imports and that the rest of the file imports as well. */
  twice: number;
  /** Names that it imports from modules that base has imports from, and ours none. */
  stray: number;
}

/** What a candidate does to imported names. */
export function bindingsOf({ ours }: Problem, candidate: Candidate, facts: FileFacts): Bindings {
  const [old, text] = [within(ours, candidate).join(''), candidate.lines.join('')];
  const [was, now] = [importsOf(old), importsOf(text)];
  const gone = [...was.keys()].filter((name) => !now.has(name));
  const fresh = [...now].filter(([name]) => !was.has(name));
  const isUsed = (name: string) => facts.uses(name) > count(old, name) || count(text, name) > (now.has(name) ? 1 : 0);
  const isElsewhere = (name: string) => facts.imports().has(name) && !was.has(name);
  return {
    orphaned: gone.filter((name) => isUsed(name) && !isElsewhere(name)).length,
    unused: fresh.filter(([name]) => !isUsed(name) && !facts.wanted(name)).length,
    twice: fresh.filter(([name]) => isElsewhere(name)).length,
    stray: fresh.filter(([, { module }]) => facts.lacksModule(module)).length,
  };
}

function count(text: string, name: string): number {
  return text.match(new RegExp(`(?<!\\w)${name.replaceAll('.', '\\.')}(?!\\w)`, 'g'))?.length ?? 0;
}
