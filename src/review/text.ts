// Makes text and addresses from a forge safe to show: they are written by anyone on the internet.

/** Control characters, and the ones that reorder or hide text around them. */
const unsafe = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/g;

/** One line of plain text without control or direction characters, cut at `limit` characters. */
export function plain(text: string, limit = 300): string {
  const line = text.replace(unsafe, ' ').replace(/ {2,}/g, ' ').trim();
  return line.length > limit ? `${line.slice(0, limit - 1)}…` : line;
}

/** Plain text of several lines, cut at `limit` characters: line ends and tabs stay, other control and direction characters go. */
export function plainLines(text: string, limit = 20_000): string {
  const clean = text.replace(/\r\n?/g, '\n').replace(unsafe, (run) => run.replace(/[^\n\t]/g, ''));
  return clean.length > limit ? `${clean.slice(0, limit - 1)}…` : clean;
}

/** The address when it is one that may be opened in a browser (http or https, without a password); else undefined. */
export function webAddress(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const web = url.protocol === 'https:' || url.protocol === 'http:';
  return web && url.username === '' && url.password === '' ? url.href : undefined;
}

/** The full commit id that a forge names, in git's spelling; empty when it is something else, which must not get to git. */
export function commitId(text: string | undefined): string {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text ?? '') ? (text ?? '') : '';
}
