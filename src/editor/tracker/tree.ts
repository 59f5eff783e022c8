// The tracker: the tree of fixes, branches and reviews, with its badge, its message and its welcome state.
import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../base/disposable';
import type { Event } from '../../base/event';
import { Fault, logText } from '../../base/fault';
import { debounce } from '../debounce';
import { asOfWords } from '../row-words';
import type { Sessions } from '../session/sessions';
import { needsYou } from '../summary';
import type { Target } from '../target';
import { itemOf } from './items';
import { childNodes, findNode, type Node, parentNode, topNodes } from './nodes';
import { faultOf, staleness, treeState } from './state';

/** The tree's data, for VS Code and for tests. */
export interface TreeData extends vscode.TreeDataProvider<Node>, Disposable {
  getChildren(node?: Node): Node[];
  getTreeItem(node: Node): vscode.TreeItem;
}

/** The tracker's view. */
export interface Tracker extends Disposable {
  isVisible(): boolean;
  readonly onDidChangeVisibility: Event<unknown>;
  /** Shows a fix, or a branch of it, in the tree. */
  reveal(target: Target): Promise<void>;
}

/** Writes down what nobody is told of at once. */
type Log = (text: string) => void;

const VIEW = 'fishladder.tracker';
/** Milliseconds in which changes of several repositories become one change of the tree. */
const QUIET = 50;
/** How long reading a review may take, in milliseconds. */
const LIMIT = 60_000;

/** The rows of all sessions. */
export function treeData(sessions: Sessions, now: () => number): TreeData {
  const changed = new vscode.EventEmitter<undefined>();
  const later = debounce(QUIET, () => changed.fire(undefined));
  const listening = sessions.onDidChange(later);
  return {
    onDidChangeTreeData: changed.event,
    getChildren: (node) => (node ? childNodes(node) : topNodes(sessions.all())),
    getTreeItem: (node) => itemOf(node, now()),
    getParent: (node) => parentNode(node, sessions.all()),
    dispose: () => {
      listening.dispose();
      later.dispose();
      changed.dispose();
    },
  };
}

/** Puts the tree into its view. Repositories of the workspace are looked for when the view is first seen. */
export function showTracker(sessions: Sessions, now: () => number, log: Log): Tracker {
  const store = new DisposableStore();
  const data = store.add(treeData(sessions, now));
  const tree = store.add(vscode.window.createTreeView(VIEW, { treeDataProvider: data, showCollapseAll: true }));
  let looked = false;
  let shown = '';

  const look = async () => {
    await vscode.window.withProgress({ location: { viewId: VIEW } }, () => sessions.openFolders());
    looked = true;
    update();
  };
  const update = () => {
    const views = sessions.all().map(({ view }) => view);
    const folders = vscode.workspace.workspaceFolders ?? [];
    const onDisk = folders.filter(({ uri }) => uri.scheme === 'file').length;
    const state = treeState(views, { count: folders.length, onDisk }, looked);
    if (state !== shown) void vscode.commands.executeCommand('setContext', 'fishladder.state', state);
    shown = state;
    const count = views.flatMap(({ fixes }) => fixes.flatMap((fix) => fix.rows)).filter(needsYou).length;
    tree.badge = count > 0 ? { value: count, tooltip: badgeWords(count) } : undefined;
    tree.message = message(sessions, now());
  };
  const seen = () => {
    if (tree.visible && !looked) void look();
  };
  store.add(sessions.onDidChange(update));
  store.add(tree.onDidChangeVisibility(seen));
  store.add(tree.onDidExpandElement(({ element }) => lookAt(sessions, element, log)));
  store.add(
    vscode.workspace.onDidChangeWorkspaceFolders(() => {
      looked = false;
      seen();
    }),
  );
  seen();
  return {
    isVisible: () => tree.visible,
    onDidChangeVisibility: tree.onDidChangeVisibility,
    reveal: async ({ root, fix, branch }) => {
      const node = findNode(sessions.all(), root, fix, branch);
      if (node) await tree.reveal(node, { focus: true, expand: true });
    },
    dispose: () => store.dispose(),
  };
}

/** What is said on a review is read when its row, or that of its branch, is opened; what failed before is tried again. */
function lookAt(sessions: Sessions, node: Node, log: Log): void {
  if (node.kind !== 'branch' && node.kind !== 'review') return;
  const { review } = node.row.review;
  const session = sessions.at(node.root);
  if (!review || !session || !vscode.workspace.isTrusted) return;
  const anew = session.view.details.get(review.url)?.fault ? 'anew' : undefined;
  session.look(review, AbortSignal.timeout(LIMIT), anew).catch((error: unknown) => log(logText(error)));
}

function badgeWords(count: number): string {
  return count === 1 ? vscode.l10n.t('1 branch needs you') : vscode.l10n.t('{0} branches need you', count);
}

/** What stands above the rows; empty when there is nothing to say, and above the welcome texts, which it would hide. */
function message(sessions: Sessions, now: number): string {
  const views = sessions.all().map(({ view }) => view);
  if (!views.some(({ fixes }) => fixes.length > 0)) return '';
  const stale = staleness(views);
  const parts = [
    views.some(({ condition }) => condition.kind === 'restricted') &&
      vscode.l10n.t('Restricted Mode: read from files alone.'),
    faultWords(faultOf(views)),
    stale &&
      [stale.offline ? vscode.l10n.t('Offline') : stale.message, asOfWords(stale.asOf, now)].filter(Boolean).join(', '),
    ...views.flatMap(({ notes }) => notes),
  ];
  return parts.filter(Boolean).join('\n');
}

function faultWords(fault: unknown): string | undefined {
  if (fault === undefined) return undefined;
  return fault instanceof Fault
    ? `${fault.message} ${fault.next}`
    : vscode.l10n.t('The repository could not be read; see the log.');
}
