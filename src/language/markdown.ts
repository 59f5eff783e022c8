// Words of files and of servers as they may stand in markdown.

/** Text in which markdown sees no sign of its own. */
export function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]<>|~#]/g, '\\$&');
}
