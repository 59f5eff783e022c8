// Modules that a port's new lines import and the target lacks, and members of modules that they use.
import { importsOf, membersOf } from './python';
import { hasWord } from './words';
import { type Changed, lostWords, moduleFile, type Warning, type Worlds } from './worlds';

/** The modules and members that a Python file's new lines miss. */
export async function missingMembers(
  { path, lines, imports: importsHere }: Changed,
  worlds: Worlds,
): Promise<Warning[]> {
  const { base, result } = worlds;
  const imports = importsHere();
  const fresh = importsOf(lines.map(({ text }) => text).join(''));
  const found: Warning[] = [];
  for (const [alias, { module, name }] of imports) {
    const users = lines.filter(({ text }) => hasWord(text, alias));
    const [first] = users;
    if (!first || !(fresh.has(alias) || users.some(({ text }) => membersOf(text, alias).length > 0))) continue;
    const whole = name === undefined ? module : `${module}.${name}`;
    const [there, here] = await Promise.all([moduleFile(whole, base), moduleFile(whole, result)]);
    if (there && !here) found.push({ path, line: first.line, kind: 'module', name: whole });
    else if (there) {
      const uses = users.flatMap(({ line, text }) => membersOf(text, alias).map((member) => ({ line, member })));
      const lost = await lostWords(
        there,
        here,
        uses.map(({ member }) => member),
        worlds,
      );
      for (const { line, member } of uses)
        if (lost.has(member)) found.push({ path, line, kind: 'member', name: `${whole}.${member}` });
    } else if (name !== undefined && fresh.has(alias)) {
      const [holder, holderHere] = await Promise.all([moduleFile(module, base), moduleFile(module, result)]);
      if (holder && (await lostWords(holder, holderHere, [name], worlds)).has(name))
        found.push({ path, line: first.line, kind: 'member', name: whole });
    }
  }
  return found;
}
