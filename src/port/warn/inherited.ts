// Members of `self` that a Python file's new lines use, and that the ancestors of its classes had where the fix was made.
import { lostByAncestors } from './elsewhere';
import { defines } from './python';
import { hasWord } from './words';
import type { Changed, Warning, Worlds } from './worlds';

/** The members that no class of the target has any more. */
export async function missingInherited({ path, old, now, lines }: Changed, worlds: Worlds): Promise<Warning[]> {
  const added = lines.map(({ text }) => text).join('');
  const firsts = new Map<string, number>();
  for (const { line, text } of lines)
    for (const [, name = ''] of text.matchAll(/(?<![\w.])(?:self|cls|super\(\))\.([A-Za-z_]\w*)/g))
      if (!firsts.has(name) && !hasWord(old, name) && !defines(added, name)) firsts.set(name, line);
  const lost = await lostByAncestors([...firsts.keys()], now, worlds);
  return lost.map((name) => ({ path, line: firsts.get(name)!, kind: 'member', name: `self.${name}` }));
}
