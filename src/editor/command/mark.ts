// The commands that mark a fix, or add to one: from selected lines, or from changed files.
import * as vscode from 'vscode';
import { decode } from '../../base/bytes';
import { Fault } from '../../base/fault';
import type { Ladder } from '../../flow/ladder';
import type { MarkPlan } from '../../flow/mark';
import type { MarkSource, Selection } from '../../flow/mark-source';
import { plainText } from '../plain-text';
import { save } from '../save';
import { pathInRepository } from '../session/repository';
import type { Session } from '../session/session';
import type { Sessions } from '../session/sessions';
import type { FixView } from '../session/view';
import { askTitleAndBugs } from './ask';
import { pickMany } from './pick';
import { spansOf } from './spans';
import { offerNext } from './tell';

/** Marks the changes that touch the selected lines of the active editor. */
export async function markSelection(sessions: Sessions): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) {
    throw new Fault(
      'no-editor',
      vscode.l10n.t('No file is open.'),
      vscode.l10n.t('Open the file that you changed, and select the lines of the fix.'),
    );
  }
  const { document } = editor;
  const session = await sessionOf(sessions, document.uri);
  const saved = await save(document);
  const path = pathInRepository(session.root, document.uri.fsPath);
  await mark(session, [{ path, spans: spansOf(editor.selections) }], saved ? [document] : []);
}

/** Marks changed files as a whole: those that the Source Control view hands over, else those that the operator picks. */
export async function markChanges(sessions: Sessions, handed: readonly vscode.Uri[]): Promise<void> {
  const session = handed[0] ? await sessionOf(sessions, handed[0]) : await activeSession(sessions);
  const { ladder } = await session.works();
  const saved = await saveAll(sessions, session);
  const paths =
    handed.length > 0 ? handed.map((uri) => pathInRepository(session.root, uri.fsPath)) : await pickChanged(ladder);
  await mark(
    session,
    paths.map((path) => ({ path })),
    saved,
  );
}

/** The repository of the active editor's file, else the first of the workspace. */
async function activeSession(sessions: Sessions): Promise<Session> {
  const file = vscode.window.activeTextEditor?.document.uri;
  if (file) await sessions.open(file);
  if (!sessions.active()) await sessions.openFolders();
  const session = sessions.active();
  if (!session) throw outside(vscode.l10n.t('This window'));
  return session;
}

async function pickChanged({ git }: Ladder): Promise<string[]> {
  const changed = (await git.changedFiles('worktree')).map(({ path }) => decode(path));
  if (changed.length === 0) {
    throw new Fault(
      'nothing-to-mark',
      vscode.l10n.t('No file of {0} is changed.', git.root),
      vscode.l10n.t('Make the fix in the deployed release first, and save the file.'),
    );
  }
  if (changed.length === 1) return changed;
  const items = changed.map((path) => ({ label: plainText(path), path }));
  return (await pickMany(items, vscode.l10n.t('Which files belong to the fix?'))).map(({ path }) => path);
}

async function mark(
  session: Session,
  selections: readonly Selection[],
  saved: readonly vscode.TextDocument[],
): Promise<void> {
  const { ladder } = await session.works();
  const { planMark, carryOutMark } = await import('../../flow/mark');
  const source = { kind: 'worktree', selections } as const;
  // A change that cannot be marked says so before anything is asked.
  const { release, files } = await planMark(ladder, { source, title: 'fix', bugs: [] });
  const former = await chooseFormer(session, release.name, files);
  if (former) return amend(session, former, source, saved);
  const { title, bugs } = await askTitleAndBugs(ladder);
  const plan = await planMark(ladder, { source, title, bugs });
  await carryOutMark(ladder, plan);
  await session.reread();
  const words = vscode.l10n.t('Marked “{0}” in {1}.', title, plan.release.name);
  offerPort(session, plan, [words, savedWords(saved), ...plan.notes]);
}

/** The fix of the release that the changes are to join; undefined for a new one, which is all there is where none touches these files. */
async function chooseFormer(
  { view }: Session,
  release: string,
  files: readonly string[],
): Promise<FixView | undefined> {
  const touching = view.fixes.filter(
    ({ folders, patches }) =>
      folders[0] === release &&
      patches[0]?.some(({ newPath, oldPath }) => files.includes(decode(newPath ?? oldPath ?? ''))),
  );
  if (touching.length === 0) return undefined;
  const items: (vscode.QuickPickItem & { fix?: FixView })[] = [
    { label: vscode.l10n.t('Mark as a New Fix') },
    ...touching.map((fix) => ({ label: vscode.l10n.t('Add to “{0}”', plainText(fix.title || fix.name)), fix })),
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('A fix touches these files already'),
  });
  if (!picked) throw new vscode.CancellationError();
  return picked.fix;
}

async function amend(
  session: Session,
  fix: FixView,
  source: MarkSource,
  saved: readonly vscode.TextDocument[],
): Promise<void> {
  const { ladder } = await session.works();
  const { carryOutAmend, planAmend } = await import('../../flow/amend');
  const plan = await planAmend(ladder, fix.name, source);
  await carryOutAmend(ladder, plan);
  await session.reread();
  const words = vscode.l10n.t('Added to “{0}” in {1}.', fix.title || fix.name, plan.release.name);
  offerPort(session, plan, [words, savedWords(saved)]);
}

function offerPort({ root }: Session, { name, release }: Pick<MarkPlan, 'name' | 'release'>, words: string[]): void {
  const target = { root, fix: name };
  void offerNext(words.filter(Boolean).join(' '), [
    [vscode.l10n.t('Port Fix'), 'fishladder.port', target],
    [vscode.l10n.t('Open Patch'), 'fishladder.openPatch', { ...target, branch: release.name }],
  ]);
}

async function sessionOf(sessions: Sessions, file: vscode.Uri): Promise<Session> {
  if (file.scheme !== 'file') {
    throw new Fault(
      'not-a-file',
      vscode.l10n.t('{0} is not a file on disk.', file.path),
      vscode.l10n.t('Save it inside the repository that holds the deployed release.'),
    );
  }
  const session = await sessions.open(file);
  if (!session) throw outside(file.fsPath);
  await session.works();
  return session;
}

function outside(what: string): Fault {
  return new Fault(
    'outside-repository',
    vscode.l10n.t('{0} is in no git repository.', what),
    vscode.l10n.t('Open a file of the repository that holds the deployed release.'),
  );
}

async function saveAll(sessions: Sessions, session: Session): Promise<vscode.TextDocument[]> {
  const saved: vscode.TextDocument[] = [];
  for (const document of vscode.workspace.textDocuments) {
    if (
      document.uri.scheme === 'file' &&
      document.isDirty &&
      (await sessions.open(document.uri)) === session &&
      (await save(document))
    )
      saved.push(document);
  }
  return saved;
}

function savedWords(saved: readonly vscode.TextDocument[]): string {
  const names = saved.map(({ uri }) => vscode.workspace.asRelativePath(uri));
  return names.length === 0 ? '' : vscode.l10n.t('{0} was saved for it.', names.join(', '));
}
