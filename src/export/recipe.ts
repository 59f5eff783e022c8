// Reads and changes a BitBake recipe or bbappend as far as its patches go. Nothing of it is run.
import { type Bytes, splitLines, trimBytesEnd } from '../base/bytes';

/** A patch that `SRC_URI` names: its path as written, how many folders it strips, and whether it is applied. */
export interface RecipePatch {
  file: Bytes;
  strip: number;
  applied: boolean;
}

/** A statement: its lines (0-based, half-open), and its text on one line. */
interface Statement {
  start: number;
  end: number;
  text: Bytes;
}

/** The patches of all `SRC_URI` statements, in order (BitBake User Manual, "Syntax and Operators" and "Local file fetcher"). */
export function recipePatches(text: Bytes): RecipePatch[] {
  return statements(text)
    .filter(({ text }) => /^SRC_URI/.test(text) && !/^SRC_URI\S*[:_]remove\b/.test(text))
    .flatMap(({ text }) => text.match(/\bfile:\/\/[^ \t-\r"']+/g) ?? [])
    .flatMap((uri): RecipePatch[] => {
      const [file = '', ...parameters] = uri.slice('file://'.length).split(';');
      const given = new Map(parameters.map((each) => [each.split('=')[0], each.split('=')[1]]));
      const isPatch = given.get('apply') === 'yes' || /\.(?:patch|diff)$/.test(file);
      if (!isPatch) return [];
      return [{ file, strip: Number(given.get('striplevel') ?? '1'), applied: given.get('apply') !== 'no' }];
    });
}

/** The recipe with a `SRC_URI += "file://…"` behind the last statement about `SRC_URI`, else at its end; unchanged where it names the patch. */
export function addToRecipe(text: Bytes, files: readonly string[]): Bytes {
  const known = new Set(recipePatches(text).map(({ file }) => file.split('/').at(-1)));
  const added = files.filter((file) => !known.has(file)).map((file) => `SRC_URI += "file://${file}"\n`);
  return insertAfterLast(text, /^SRC_URI(?!\[)/, added);
}

/** The folders beside the file that it searches first, as `FILESEXTRAPATHS` names them; `variables` are put in. */
export function extraFolders(text: Bytes, variables: ReadonlyMap<string, string>): string[] {
  return statements(text)
    .filter(({ text }) => /^FILESEXTRAPATHS/.test(text))
    .flatMap(({ text }) => [...text.matchAll(/\$\{THISDIR\}((?:\/[\w.+-]+|\/\$\{\w+\})*)/g)])
    .map(([, path = '']) =>
      path.replace(/^\//, '').replace(/\$\{(\w+)\}/g, (whole, name) => variables.get(name) ?? whole),
    );
}

/** The bbappend with a line that has a folder beside it searched. */
export function addFolder(text: Bytes, folder: string): Bytes {
  const line = `FILESEXTRAPATHS:prepend := "\${THISDIR}/${folder}:"\n`;
  const first = splitLines(text).findIndex((each) => /^[A-Za-z]/.test(each));
  const lines = splitLines(text);
  return first < 0 ? `${text}${line}\n` : [...lines.slice(0, first), line, '\n', ...lines.slice(first)].join('');
}

function insertAfterLast(text: Bytes, pattern: RegExp, added: readonly Bytes[]): Bytes {
  if (added.length === 0) return text;
  const whole = text === '' || text.endsWith('\n') ? text : `${text}\n`;
  const lines = splitLines(whole);
  const at = statements(whole).findLast((statement) => pattern.test(statement.text))?.end ?? lines.length;
  return [...lines.slice(0, at), ...added, ...lines.slice(at)].join('');
}

/** The statements at the file's own level; the bodies of functions, comments and blank lines are none. */
function statements(text: Bytes): Statement[] {
  const lines = splitLines(text);
  const found: Statement[] = [];
  let inFunction = false;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] as Bytes;
    if (inFunction) inFunction = !/^\}/.test(line);
    else if (/^(?:python|fakeroot|[\w:.${}+-]+\s*\(\))[^=]*\{\s*$/.test(line)) inFunction = true;
    else if (/^\S/.test(line) && !line.startsWith('#') && !/^def\s/.test(line)) {
      const start = at;
      while (trimBytesEnd(lines[at] ?? '').endsWith('\\') && at + 1 < lines.length) at++;
      const whole = lines.slice(start, at + 1).map((each) => `${trimBytesEnd(each).replace(/\\$/, '')} `);
      found.push({ start, end: at + 1, text: whole.join('') });
    }
  }
  return found;
}
