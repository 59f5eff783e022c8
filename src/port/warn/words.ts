// Finds whole words in texts.

/** The names in a line of code, and no words of prose: four signs or more, where code has a name, not in quotes or its comment. */
export function namesIn(line: string): string[] {
  const code = line.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '""').replace(/(^|\s)(#|\/\/).*/, '');
  return [...code.matchAll(/(^|[^\w\s]?)([A-Za-z_]\w{3,})(?=(.?))/g)]
    .filter(
      ([, before = '', name = '', after = '']) =>
        /_|[a-z][A-Z]/.test(name) || /[.(=[]/.test(after) || /[.(=@]/.test(before),
    )
    .map(([, , name = '']) => name);
}

/** True when a text has this name as a whole word, in code or not. */
export function hasWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
    if (!isWordSign(text.charCodeAt(at - 1)) && !isWordSign(text.charCodeAt(at + word.length))) return true;
  return false;
}

/** Where a line has this name as a whole word; 0-based. */
export function placesOf(line: string, word: string): number[] {
  const places: number[] = [];
  for (let at = line.indexOf(word); at >= 0; at = line.indexOf(word, at + 1))
    if (!isWordSign(line.charCodeAt(at - 1)) && !isWordSign(line.charCodeAt(at + word.length))) places.push(at);
  return places;
}

/** The lines that hold a text, without their ends. */
export function linesWith(text: string, part: string): string[] {
  const lines: string[] = [];
  for (let at = text.indexOf(part); at >= 0; ) {
    const end = text.indexOf('\n', at);
    lines.push(text.slice(text.lastIndexOf('\n', at) + 1, end < 0 ? text.length : end));
    at = end < 0 ? -1 : text.indexOf(part, end);
  }
  return lines;
}

/** Letters, digits and the underscore of ASCII; false beyond the text's ends. */
function isWordSign(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || code === 95 || (code >= 97 && code <= 122);
}
