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
