// The hover over a line of a marked fix: the fix, its bugs, and a line for each branch.
import * as vscode from 'vscode';
import type { Disposable } from '../../base/disposable';
import type { StatusRow } from '../../flow/status';
import { bugStates } from '../../review/bugs';
import { look } from '../../review/look';
import { plainMarkdown } from '../plain-text';
import { asOfWords, rowWords } from '../row-words';
import type { FixBug, FixView } from '../session/view';
import { commandLink, type Target } from '../target';
import type { MarkTracker } from './tracker';

const LINKS = [
  'fishladder.showDiff',
  'fishladder.port',
  'fishladder.openPatch',
  'fishladder.openReview',
  'fishladder.reveal',
];

/** Registers the hover; it reads what is known and asks nobody. */
export function registerHover(tracker: MarkTracker, now: () => number): Disposable {
  return vscode.languages.registerHoverProvider(
    { scheme: 'file' },
    {
      provideHover(document, position) {
        const found = tracker.read(document);
        const here = found?.marks.filter(({ ranges }) =>
          ranges.some(({ start, end }) => position.line >= start && position.line < end),
        );
        if (!found || !here?.length) return undefined;
        return new vscode.Hover(here.map(({ fix }) => fixMarkdown(found.session.root, fix, now())));
      },
    },
  );
}

/** A fix in Markdown. All that comes from outside is escaped; only our own commands can be called from it. */
export function fixMarkdown(root: string, fix: FixView, now: number): vscode.MarkdownString {
  const text = new vscode.MarkdownString('', true);
  text.supportHtml = true;
  text.isTrusted = { enabledCommands: LINKS };
  const target: Target = { root, fix: fix.name };
  text.appendMarkdown(`**${plainMarkdown(fix.title)}**\n\n`);
  for (const bug of fix.bugs) text.appendMarkdown(`${bugMarkdown(bug)}\n\n`);
  text.appendMarkdown(fix.rows.map((row) => rowMarkdown(target, row)).join('  \n'));
  const asOf = asOfWords(Math.max(...fix.rows.map(({ review }) => review.asOf ?? 0)) || undefined, now);
  const links = [
    link(vscode.l10n.t('Show Diff'), 'fishladder.showDiff', target),
    link(vscode.l10n.t('Port'), 'fishladder.port', target),
    link(vscode.l10n.t('Open Patch'), 'fishladder.openPatch', target),
    link(vscode.l10n.t('Show in Tree'), 'fishladder.reveal', target),
    asOf && plainMarkdown(vscode.l10n.t('reviews {0}', asOf)),
  ];
  return text.appendMarkdown(`\n\n${links.filter(Boolean).join(' · ')}`);
}

/** `○ **master** in review · reviewers: waits for Code-Review · Open Review`. */
function rowMarkdown(target: Target, row: StatusRow): string {
  const { branch } = row.cell;
  const { icon, colour } = look(row.standing);
  const parts = [
    `<span style="color:var(--vscode-${colour.replace('.', '-')});">$(${icon})</span> **${plainMarkdown(branch)}** ${plainMarkdown(rowWords(row))}`,
    row.review.review && link(vscode.l10n.t('Open Review'), 'fishladder.openReview', { ...target, branch }),
  ];
  return parts.filter(Boolean).join(' · ');
}

/** Its address, and its title and state where they are known. */
function bugMarkdown({ address, known }: FixBug): string {
  const words = /^https?:\/\/[^\s<>()]+$/.test(address) ? `<${address}>` : plainMarkdown(address);
  return known ? `${words} ${plainMarkdown(`${known.title} (${bugStates(known)})`)}` : words;
}

function link(words: string, command: string, target: Target): string {
  return `[${words}](${commandLink(command, target)})`;
}
