// Finds whole words in texts.

/** The names in a line of code, and no words of prose: four signs or more, where code has a name, not in quotes or its comment. */
export function namesIn(line: string): string[] {
  const code = line.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '""').replace(/(^|\s)(#|\/\/).*$/, '');
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
    if (!isWordSign(text[at - 1]) && !isWordSign(text[at + word.length])) return true;
  return false;
}

function isWordSign(sign: string | undefined): boolean {
  return sign !== undefined && /\w/.test(sign);
}
