// Settles what is open on a branch in the merge editor: begins, goes on after a restart, and takes the result when the person says so.
import { sep } from 'node:path';
import * as vscode from 'vscode';
import { decode } from '../../base/bytes';
import type { Disposable } from '../../base/disposable';
import { Fault } from '../../base/fault';
import type { Lost } from '../../flow/lost-words';
import type { OpenPort } from '../../flow/open-port';
import { withCancel } from '../progress';
import { save } from '../save';
import type { Session } from '../session/session';
import type { BranchTarget } from '../target';
import { checkEditable, isResultTab, openMergeEditors, resultTabs } from './open';
import type { MergeRecord, Merging } from './record';

/** Everything that is being settled. */
export interface Merges extends Disposable {
  /** What is being settled of a fix on a branch. */
  find(target: BranchTarget): Merging | undefined;
  /** What a file of a scratch folder belongs to. */
  of(file: vscode.Uri): Merging | undefined;
  /** Makes a scratch folder and opens its files. Throws what `openPort` and `makeScratch` throw, and `not-editable`. */
  begin(session: Session, target: BranchTarget): Promise<void>;
  /** Opens the files again. Throws `no-scratch` when the folder is gone, `ground-changed` when it fits no more. */
  goOn(session: Session, merging: Merging): Promise<void>;
  /**
   * Saves the files and makes them the branch's patch; tells what they take from the branch though nothing asked for that. Throws
   * `not-saved` and what `takeResult` throws; the folder then stays.
   */
  take(session: Session, merging: Merging): Promise<Lost[]>;
  /** Forgets it, and removes its folder. */
  drop(merging: Merging): Promise<void>;
}

/** What is being settled; scratch folders lie below `parent`, and `closed` is told when the last file of one was closed. */
export function createMerges(record: MergeRecord, parent: vscode.Uri, closed: (merging: Merging) => void): Merges {
  const done = new Set<string>();
  const listening = vscode.window.tabGroups.onDidChangeTabs((change) => {
    for (const merging of change.closed.length > 0 ? record.all() : []) {
      const { folder } = merging;
      const wasOpen = change.closed.some((tab) => isResultTab(tab, folder));
      if (wasOpen && !done.has(folder) && resultTabs(folder).length === 0) closed(merging);
    }
  });

  async function drop(merging: Merging): Promise<void> {
    done.add(merging.folder);
    await vscode.window.tabGroups.close(resultTabs(merging.folder));
    await record.remove(merging.folder);
    const { removeScratch } = await import('../../flow/scratch');
    await removeScratch(merging.folder);
  }

  return {
    find: (target) => record.find(target),
    of: (file) => record.all().find(({ folder }) => file.fsPath.startsWith(folder + sep)),
    async begin(session, target) {
      const { makeScratch } = await import('../../flow/scratch');
      const open = await portOf(session, target);
      checkEditable(open);
      await vscode.workspace.fs.createDirectory(parent);
      const merging = { ...target, folder: await makeScratch(parent.fsPath, open) };
      await record.add(merging);
      await openAll(merging, open);
    },
    async goOn(session, merging) {
      const { readGround } = await import('../../flow/scratch');
      const ground = await readGround(merging.folder);
      const open = await portOf(session, merging);
      if (ground !== open.ground) throw outdated(merging);
      await openAll(merging, open);
    },
    async take(session, merging) {
      const { fix, branch, folder } = merging;
      for (const document of vscode.workspace.textDocuments)
        if (document.uri.fsPath.startsWith(folder + sep)) await save(document);
      const { ladder } = await session.works();
      const { takeResult } = await import('../../flow/resolve');
      const { readAnswersForm, readGround, readResult } = await import('../../flow/scratch');
      const read = (path: string) => readResult(folder, path);
      const answers = await readAnswersForm(folder);
      const { lost } = await takeResult(ladder, { fix, branch, ground: await readGround(folder), read, answers });
      await drop(merging);
      await session.reread();
      return lost;
    },
    drop,
    dispose: () => listening.dispose(),
  };
}

async function portOf(session: Session, { fix, branch }: BranchTarget): Promise<OpenPort> {
  const { ladder } = await session.works();
  const { openPort } = await import('../../flow/open-port');
  return withCancel(vscode.l10n.t('Porting'), (signal) => openPort(ladder, fix, branch, signal));
}

/** Opens the files, and the form of what is to be answered. */
async function openAll(merging: Merging, { files, questions }: OpenPort): Promise<void> {
  await openMergeEditors(
    merging,
    files.map(({ outcome }) => decode(outcome.path)),
  );
  if (questions.length === 0) return;
  const { answersPath } = await import('../../flow/scratch');
  await vscode.window.showTextDocument(vscode.Uri.file(answersPath(merging.folder)), { preview: false });
}

function outdated({ fix, branch }: Merging): Fault {
  return new Fault(
    'ground-changed',
    vscode.l10n.t('{0} or {1} is not what it was when this was begun.', fix, branch),
    vscode.l10n.t('Begin again, and copy over what still holds.'),
  );
}
