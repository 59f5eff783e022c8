// Finds what a command is about: from where it was called, else by asking.
import * as vscode from 'vscode';
import { Fault } from '../../base/fault';
import type { StatusRow } from '../../flow/status';
import { look } from '../../review/look';
import { plainText } from '../plain-text';
import { rowWords } from '../row-words';
import type { Session } from '../session/session';
import type { Sessions } from '../session/sessions';
import type { FixView } from '../session/view';
import { summarize } from '../summary';
import { readTarget } from '../target';

/** A fix with the repository that it is of, and the branch if one was named. */
export interface Chosen {
  session: Session;
  fix: FixView;
  branch?: string;
}

/**
 * The fix that the argument names, else one that the operator picks, among those with a row that fits where there are such. Throws
 * `CancellationError` when none is picked, and `no-fixes`.
 */
export async function chooseFix(
  sessions: Sessions,
  argument: unknown,
  title: string,
  fits: (row: StatusRow) => boolean = () => false,
): Promise<Chosen> {
  const target = readTarget(argument);
  const session = target ? sessions.at(target.root) : undefined;
  const fix = session?.view.fixes.find(({ name }) => name === target?.fix);
  if (session && fix) return { session, fix, ...(target?.branch === undefined ? {} : { branch: target.branch }) };
  if (target)
    throw new Fault(
      'no-such-fix',
      vscode.l10n.t("There is no fix named '{0}' any more.", target.fix),
      vscode.l10n.t('Choose one that the Fishladder view shows.'),
    );
  const items = await fixItems(sessions);
  const fitting = items.filter((item) => item.fix.rows.some(fits));
  return pick(fitting.length > 0 ? fitting : items, title);
}

/** All fixes to choose from, those of the active repository first. Throws `no-fixes`. */
export async function fixItems(sessions: Sessions): Promise<(vscode.QuickPickItem & Chosen)[]> {
  await sessions.openFolders();
  const active = sessions.active();
  const all = [...(active ? [active] : []), ...sessions.all().filter((session) => session !== active)];
  const items = all.flatMap((session) => session.view.fixes.map((fix) => ({ ...fixItem(fix), session, fix })));
  if (items.length > 0) return items;
  throw new Fault(
    'no-fixes',
    vscode.l10n.t('No fix is marked yet.'),
    vscode.l10n.t('Select lines that you changed in the deployed release, and run Mark Fix from Selection.'),
  );
}

/**
 * The row of a fix that a command is about: the named branch's, else the one that the operator picks among those that fit. `none`
 * is the fault to throw when there is none. Throws `CancellationError`.
 */
export async function chooseRow(
  { fix, branch }: Chosen,
  fits: (row: StatusRow) => boolean,
  title: string,
  none: () => Fault,
): Promise<StatusRow> {
  const rows = fix.rows.filter((row) => fits(row) && (branch === undefined || row.cell.branch === branch));
  if (rows.length === 0) throw none();
  const items = rows.map((row) => ({ label: row.cell.branch, description: plainText(rowWords(row)), row }));
  return (await pick(items, title)).row;
}

/** Lets the operator pick one; a single one is taken at once. Throws `CancellationError`. */
async function pick<T extends vscode.QuickPickItem>(items: readonly T[], title: string): Promise<T> {
  const [only, ...others] = items;
  if (only && others.length === 0) return only;
  const picked = await vscode.window.showQuickPick(items, { title, matchOnDescription: true, matchOnDetail: true });
  if (!picked) throw new vscode.CancellationError();
  return picked;
}

/** Lets the operator pick several; at first all of them are but those that say otherwise. Throws `CancellationError` when none are left. */
export async function pickMany<T extends vscode.QuickPickItem>(items: readonly T[], title: string): Promise<T[]> {
  const chosen = items.map((item) => ({ picked: true, ...item }));
  const picked = await vscode.window.showQuickPick(chosen, { title, canPickMany: true, matchOnDescription: true });
  if (!picked || picked.length === 0) throw new vscode.CancellationError();
  return picked;
}

function fixItem(fix: FixView): vscode.QuickPickItem {
  const { row, merged, total } = summarize(fix.rows);
  const detail = row ? `$(${look(row.standing).icon}) ${plainText(`${row.cell.branch} ${rowWords(row)}`)}` : '';
  return {
    label: plainText(fix.title || fix.name),
    description: total > 0 ? vscode.l10n.t('{0} of {1} merged', merged, total) : '',
    detail,
  };
}

/** The folder of the queue to take a fix's patch from: the named branch, else the one that the operator picks. */
export async function chooseFolder({ fix, branch }: Chosen, title: string): Promise<string> {
  if (branch !== undefined && fix.folders.includes(branch)) return branch;
  if (branch !== undefined) {
    throw new Fault(
      'no-such-patch',
      vscode.l10n.t('{0} has no patch for {1} yet.', fix.name, branch),
      vscode.l10n.t('Port the fix to that branch first.'),
    );
  }
  const rowOf = (folder: string) => fix.rows.find(({ cell }) => cell.branch === folder);
  const items = fix.folders.map((folder) => {
    const row = rowOf(folder);
    return { label: folder, description: row ? plainText(rowWords(row)) : vscode.l10n.t('as it was marked') };
  });
  return (await pick(items, title)).label;
}

/** The row of a fix that has a review, chosen as `chooseRow` does. Throws `no-review`, or `CancellationError`. */
export function chooseReviewed(chosen: Chosen, title: string): Promise<StatusRow> {
  return chooseRow(
    chosen,
    ({ review }) => review.review !== undefined,
    title,
    () => noReview(chosen.fix.name),
  );
}

/** The fault of a fix that no review is known of. */
export function noReview(fix: string): Fault {
  return new Fault(
    'no-review',
    vscode.l10n.t('No review of {0} is known.', fix),
    vscode.l10n.t('Refresh the reviews, or submit the patch first.'),
  );
}
