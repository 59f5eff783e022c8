// Addresses of the documents that Fishladder makes up: a file before or after a fix or a proposal, and the text of a conflict.
import * as vscode from 'vscode';
import { type BranchTarget, readTarget } from './target';

/** The scheme of these documents. */
export const SCHEME = 'fishladder';

/** What a made-up document shows; `reviewed` is a file of a patch set as reviewers see it, or without a path its message. */
export type MadeUp =
  | { kind: 'side' | 'proposal'; target: BranchTarget; path: string; side: 'before' | 'after' }
  | { kind: 'reviewed'; target: BranchTarget; path: string; thread: string; side: 'before' | 'after' }
  | { kind: 'patch-set'; target: BranchTarget; path: string; commit: string; side: 'before' | 'after' }
  | { kind: 'conflict'; target: BranchTarget };

/** The address of a file (path with `/` from the repository's top) before or after a fix. */
export function sideUri(target: BranchTarget, path: string, side: 'before' | 'after'): vscode.Uri {
  return uri(`/${target.branch}/${side}/${path}`, { ...target, path, side });
}

/** The address of a file as a branch has it, or as is proposed for it. */
export function proposalUri(target: BranchTarget, path: string, side: 'before' | 'after'): vscode.Uri {
  return uri(`/${target.branch}/${side}/${path}`, { ...target, path, side, kind: 'proposal' });
}

/** The address of the file of a patch set that a thread is in, on the side that it is on; without a path, of the patch set's message. */
export function reviewedUri(
  target: BranchTarget,
  patchSet: number,
  thread: string,
  path: string,
  side: 'before' | 'after',
): vscode.Uri {
  return uri(`/${target.branch}/patch set ${patchSet}/${path || 'message'}`, { ...target, path, side, thread });
}

/** The address of a file before or after the patch set that a commit is. */
export function patchSetUri(target: BranchTarget, commit: string, path: string, side: 'before' | 'after'): vscode.Uri {
  return uri(`/${target.branch}/${commit.slice(0, 12)}/${path}`, { ...target, path, side, commit });
}

/** The address of a fix's conflict with a branch. */
export function conflictUri(target: BranchTarget): vscode.Uri {
  return uri(`/${target.branch}/${target.fix}.conflict.txt`, target);
}

/** Reads an address back; undefined when it is none of ours. */
export function readUri({ scheme, query }: vscode.Uri): MadeUp | undefined {
  if (scheme !== SCHEME) return undefined;
  const value: unknown = parse(query);
  const named = readTarget(value);
  if (named?.branch === undefined) return undefined;
  const target = { ...named, branch: named.branch };
  const { path, side: half, kind, thread, commit } = value as Record<string, unknown>;
  if (typeof path !== 'string') return { kind: 'conflict', target };
  const side = half === 'before' ? 'before' : 'after';
  if (typeof thread === 'string') return { kind: 'reviewed', target, path, thread, side };
  if (typeof commit === 'string' && /^[0-9a-f]{40,64}$/.test(commit))
    return { kind: 'patch-set', target, path, commit, side };
  return { kind: kind === 'proposal' ? 'proposal' : 'side', target, path, side };
}

function uri(path: string, query: object): vscode.Uri {
  return vscode.Uri.from({ scheme: SCHEME, path, query: JSON.stringify(query) });
}

function parse(query: string): unknown {
  try {
    return JSON.parse(query);
  } catch {
    return undefined;
  }
}
