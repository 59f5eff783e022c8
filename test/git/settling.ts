// What tests that settle ports by hand share: a scene that keeps the scratch folders, and `fishladder resolve` in its two halves.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { openScene, type Run, type Scene } from './scene';

/** A scene beside whose clone the scratch folders are made, so that they go with it. */
export interface ScratchScene extends Scene {
  /** The names of the scratch folders that are there. */
  scratches(): string[];
  /** Begins to settle a fix on a branch: what `fishladder resolve --json` says. */
  begin(fix: string, branch: string): Promise<Begun>;
  /** Hands a scratch folder back. */
  take(fix: string, branch: string, folder: string): Promise<Run>;
}

/** What is to be settled, where. */
export interface Begun {
  folder: string;
  settled: boolean;
  accepted: boolean;
  adapted: boolean;
  files: { path: string; result: string; places: { line: number; filled: boolean; confidence?: number }[] }[];
  answers: string;
  questions: { path: string; answers: string[]; reason: string }[];
  left: { path: string }[];
}

/** A fresh clone at the deployed release. */
export function openScratchScene(): ScratchScene {
  const scene = openScene();
  const home = join(scene.folder, '..');
  const before = process.env.TMPDIR;
  process.env.TMPDIR = home;
  return {
    ...scene,
    scratches: () => readdirSync(home).filter((name) => name.startsWith('fishladder-resolve-')),
    async begin(fix, branch) {
      const { code, out, err } = await scene.run('resolve', fix, branch, '--json');
      assert.equal(code, 0, err);
      return JSON.parse(out);
    },
    take: (fix, branch, folder) => scene.run('resolve', fix, branch, '--from', folder, '--json'),
    dispose() {
      if (before === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = before;
      scene.dispose();
    },
  };
}
