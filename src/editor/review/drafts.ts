// Answers that were written and not yet taken by the server; they outlive the window.
import type * as vscode from 'vscode';
import { Emitter, type Event } from '../../base/event';

/** An answer to a thread, and whether the thread is settled with it. */
export interface Draft {
  text: string;
  resolved: boolean;
}

/** All drafts of a workspace, by the thread's key. */
export interface Drafts {
  get(key: string): Draft | undefined;
  /** Keeps a draft in place of an earlier one; resolves when it is safe. */
  keep(key: string, draft: Draft): Promise<void>;
  drop(key: string): Promise<void>;
  readonly onDidChange: Event<void>;
}

const KEY = 'fishladder.drafts';

/** The drafts, kept in the workspace's own state; what cannot be read there counts as none. */
export function createDrafts(state: vscode.Memento): Drafts {
  const changed = new Emitter<void>();
  const all = () => ({ ...state.get<Record<string, unknown>>(KEY) });
  const write = async (drafts: Record<string, unknown>) => {
    await state.update(KEY, drafts);
    changed.fire();
  };
  return {
    get: (key) => readDraft(all()[key]),
    keep: (key, draft) => write({ ...all(), [key]: draft }),
    drop: async (key) => {
      const { [key]: gone, ...rest } = all();
      if (gone !== undefined) await write(rest);
    },
    onDidChange: changed.event,
  };
}

function readDraft(value: unknown): Draft | undefined {
  const { text, resolved } = (value ?? {}) as Record<string, unknown>;
  return typeof text === 'string' && typeof resolved === 'boolean' ? { text, resolved } : undefined;
}
