// How the rows of the tracker's tree look and read.

import { basename, dirname } from 'node:path';
import * as vscode from 'vscode';
import { decode } from '../../base/bytes';
import { adaptedFiles, isByHand, mayReopen, needsPerson } from '../../flow/cell';
import { fileWords, lifeWords, warningsOf, warningWords } from '../../flow/words';
import type { FileOutcome } from '../../port/types';
import { bugNumber, bugStates } from '../../review/bugs';
import { look } from '../../review/look';
import { plain, webAddress } from '../../review/text';
import { nextText } from '../../review/words';
import { proposalUri } from '../document-uri';
import { fixMarkdown } from '../mark/hover';
import { plainMarkdown } from '../plain-text';
import { saidKey } from '../review/said';
import { asOfWords, reviewWords, rowWords } from '../row-words';
import { needsYou, summarize } from '../summary';
import type { BranchTarget } from '../target';
import {
  type BranchNode,
  type BugNode,
  childNodes,
  type FileNode,
  type FixNode,
  type JobNode,
  type Node,
  nodeId,
  type ReviewNode,
  type ThreadNode,
} from './nodes';

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;

/** The item of a row; `now` in epoch milliseconds. */
export function itemOf(node: Node, now: number): vscode.TreeItem {
  const item = describe(node, now);
  item.id = nodeId(node);
  return item;
}

function describe(node: Node, now: number): vscode.TreeItem {
  switch (node.kind) {
    case 'repository':
      return repositoryItem(node.root);
    case 'fix':
      return fixItem(node, now);
    case 'branch':
      return branchItem(node, now);
    case 'review':
      return reviewItem(node, now);
    case 'file':
      return fileItem(node);
    case 'job':
      return jobItem(node);
    case 'thread':
      return threadItem(node, now);
    case 'bug':
      return bugItem(node, now);
  }
}

/** Named as in the Explorer; clones of one project often share a name, so the folder around it is said, too. */
function repositoryItem(root: string): vscode.TreeItem {
  const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(root));
  const item = new vscode.TreeItem(folder?.uri.fsPath === root ? folder.name : basename(root), Expanded);
  item.description = dirname(root);
  item.iconPath = new vscode.ThemeIcon('repo');
  item.tooltip = root;
  item.contextValue = 'repository';
  return item;
}

function fixItem({ root, view }: FixNode, now: number): vscode.TreeItem {
  const { row, merged, total, colour } = summarize(view.rows);
  const item = new vscode.TreeItem(view.title || view.name, view.rows.some(needsYou) ? Expanded : Collapsed);
  const icon = row ? look(row.standing).icon : total > 0 ? look('merged').icon : look('unknown').icon;
  item.iconPath = new vscode.ThemeIcon(icon, new vscode.ThemeColor(colour));
  item.description = total > 0 ? vscode.l10n.t('{0} of {1} merged', merged, total) : '';
  item.tooltip = fixMarkdown(root, view, now);
  item.contextValue = 'fix';
  item.accessibilityInformation = {
    label: [view.title, row && `${row.cell.branch} ${rowWords(row)}`, item.description].filter(Boolean).join(', '),
  };
  return item;
}

function branchItem(node: BranchNode, now: number): vscode.TreeItem {
  const { row, branch } = node;
  const { icon, colour, word, sentence } = look(row.standing);
  const doubts = [
    ...adaptedFiles(row.cell.outcome).map((file) => `${decode(file.path)}: ${fileWords(file)}`),
    ...warningsOf(row.cell.outcome).map(warningWords),
  ];
  const item = new vscode.TreeItem(branch, childNodes(node).length > 0 ? Collapsed : None);
  item.iconPath = new vscode.ThemeIcon(icon, new vscode.ThemeColor(colour));
  item.description = rowWords(row);
  item.tooltip = lines(
    [
      `${branch}: ${word}`,
      sentence,
      nextText(row.next),
      lifeWords(row.life),
      row.review.reason,
      asOfWords(row.review.asOf, now),
      ...doubts,
    ],
    `$(${icon}) `,
  );
  const marks = [
    'branch',
    row.cell.patch !== 'none' && 'patch',
    row.review.review && `review+is-${row.review.review.state}`,
    needsPerson(row.cell.outcome) && 'conflict',
    row.cell.outcome.kind === 'proposed' && 'proposed',
    mayReopen(row.cell.outcome) && 'settled',
  ];
  item.contextValue = marks.filter(Boolean).join('+');
  item.accessibilityInformation = {
    label: [`${branch}, ${word}. ${sentence} ${nextText(row.next)}`, ...doubts].join('. '),
  };
  return item;
}

function reviewItem(node: ReviewNode, now: number): vscode.TreeItem {
  const { root, fix, branch, row, review } = node;
  const words = [...reviewWords(review), asOfWords(row.review.asOf, now)].filter(Boolean);
  const isOpenable = childNodes(node).length > 0 || review.unresolved > 0;
  const item = new vscode.TreeItem(vscode.l10n.t('Review {0}', review.key.number), isOpenable ? Collapsed : None);
  item.iconPath = new vscode.ThemeIcon('comment-discussion');
  item.description = words.join(' · ');
  item.tooltip = lines([
    review.subject,
    vscode.l10n.t('Review {0} on {1}, patch set {2}', review.key.number, review.key.host, review.patchSet),
    ...words,
    ...(review.reviewers.length > 0 ? [vscode.l10n.t('Reviewers: {0}', review.reviewers.join(', '))] : []),
    nextText(review.next),
  ]);
  item.contextValue = `review+is-${review.state}`;
  item.command = {
    command: 'fishladder.openReview',
    title: vscode.l10n.t('Open Review'),
    arguments: [{ root, fix, branch }],
  };
  item.accessibilityInformation = { label: [item.label, ...words, nextText(review.next)].join(', ') };
  return item;
}

function fileItem({ root, fix, branch, file }: FileNode): vscode.TreeItem {
  const path = decode(file.path);
  const item = new vscode.TreeItem(basename(path), None);
  item.iconPath = new vscode.ThemeIcon(
    look(file.kind === 'clean' || file.kind === 'already-there' ? 'conflict' : file.kind).icon,
  );
  item.description = trustText(file);
  item.tooltip = lines([`${path}: ${fileWords(file)}`]);
  item.contextValue = 'file';
  item.command =
    file.kind === 'adapted'
      ? adaptedCommand({ root, fix, branch }, path)
      : {
          command: 'fishladder.showConflict',
          title: vscode.l10n.t('Show Conflict'),
          arguments: [{ root, fix, branch }],
        };
  item.accessibilityInformation = { label: `${path}, ${fileWords(file)}` };
  return item;
}

/** What became of a file; how sure that is in few words, as a row cuts off longer ones. */
function trustText(file: FileOutcome): string {
  if (!('hunks' in file) || file.hunks.length === 0 || file.trust === undefined || isByHand(file))
    return fileWords(file);
  return vscode.l10n.t('{0} · {1} in 100 such files were right', file.kind, Math.round(100 * file.trust));
}

/** Shows the file of a branch beside what the port makes of it. */
function adaptedCommand(target: BranchTarget, path: string): vscode.Command {
  const title = vscode.l10n.t('{0} (adapted to {1})', basename(path), target.branch);
  const sides = [proposalUri(target, path, 'before'), proposalUri(target, path, 'after')];
  return {
    command: 'vscode.diff',
    title: vscode.l10n.t('Show What Was Adapted'),
    arguments: [...sides, title, { preview: true }],
  };
}

function jobItem({ job }: JobNode): vscode.TreeItem {
  const item = new vscode.TreeItem(plain(job.name), None);
  item.iconPath = new vscode.ThemeIcon('error', new vscode.ThemeColor('fishladder.needsYou'));
  item.description = plain(job.result);
  item.contextValue = 'job';
  const address = webAddress(job.url ?? '');
  item.tooltip = lines([`${job.name}: ${job.result}`, address && vscode.l10n.t('Opens {0}', address)]);
  if (address !== undefined)
    item.command = {
      command: 'vscode.open',
      title: vscode.l10n.t('Open Log'),
      arguments: [vscode.Uri.parse(address, true)],
    };
  item.accessibilityInformation = { label: `${plain(job.name)}, ${plain(job.result)}` };
  return item;
}

function threadItem({ said }: ThreadNode, now: number): vscode.TreeItem {
  const { thread } = said;
  const last = thread.comments.at(-1);
  const item = new vscode.TreeItem(plain(last?.text ?? '', 80), None);
  const where = thread.place ? basename(thread.place.path) : vscode.l10n.t('patch set {0}', thread.patchSet);
  item.iconPath = new vscode.ThemeIcon('comment-unresolved', new vscode.ThemeColor('fishladder.needsYou'));
  item.description = [plain(last?.author ?? '', 40), plain(where)].filter(Boolean).join(' · ');
  item.tooltip = lines([
    ...thread.comments.map(({ author, text }) => `${plain(author)}: ${plain(text, 2000)}`),
    asOfWords(said.asOf, now),
  ]);
  item.contextValue = 'thread';
  item.command = {
    command: 'fishladder.openThread',
    title: vscode.l10n.t('Show Thread'),
    arguments: [{ key: saidKey(said) }],
  };
  item.accessibilityInformation = { label: [item.label, item.description].join(', ') };
  return item;
}

function bugItem({ bug }: BugNode, now: number): vscode.TreeItem {
  const item = new vscode.TreeItem(plain(bug.title, 80), None);
  const words = vscode.l10n.t('bug {0} · {1}', plain(bugNumber(bug.address)), plain(bugStates(bug)));
  item.iconPath = new vscode.ThemeIcon('bug');
  item.description = words;
  item.tooltip = lines([bug.title, words, asOfWords(bug.asOf, now)]);
  item.contextValue = 'bug';
  const address = webAddress(bug.address);
  if (address !== undefined)
    item.command = {
      command: 'vscode.open',
      title: vscode.l10n.t('Open Bug'),
      arguments: [vscode.Uri.parse(address, true)],
    };
  item.accessibilityInformation = { label: `${plain(bug.title)}, ${words}` };
  return item;
}

/** A tooltip of paragraphs, all taken as plain text. */
function lines(parts: readonly (string | undefined)[], icon = ''): vscode.MarkdownString {
  const texts = parts.flatMap((part) => (part ? [plainMarkdown(part)] : []));
  return new vscode.MarkdownString(icon + texts.join('\n\n'), true);
}
