// Makes text from outside harmless where VS Code would read icons, links or Markdown out of it.

const GAP = '\u200b';

/** Text for labels and messages: `$(icon)` and `[words](address)` stay what they are, with a space of no width inside. */
export function plainText(text: string): string {
  return text.replaceAll('$(', `$${GAP}(`).replaceAll('](', `]${GAP}(`);
}

/** Text for a Markdown string, on one line. Every character that Markdown could take for its own is escaped. */
export function plainMarkdown(text: string): string {
  return plainText(text)
    .replace(/[!-/:-@[-`{-~]/g, '\\$&')
    .replace(/\s+/g, ' ');
}

/** Text for a Markdown string that keeps its lines and the blanks that they begin with. */
export function plainMarkdownLines(text: string): string {
  const lines = text.split('\n').map((line) => {
    const [, blanks = '', rest = ''] = /^(\s*)(.*)$/.exec(line) ?? [];
    return '&nbsp;'.repeat(blanks.replaceAll('\t', '    ').length) + plainMarkdown(rest);
  });
  return lines.map((line) => line || '&nbsp;').join('  \n');
}
