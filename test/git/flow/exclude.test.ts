// The private exclude file is written where it is: behind a link, into the file that the link names.
import assert from 'node:assert/strict';
import { lstatSync, symlinkSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { MANAGER } from '../../demo/repository';
import { openScene } from '../scene';

suite('the exclude file', () => {
  test('a link to a file of the operator’s stays a link', async () => {
    const scene = openScene();
    try {
      scene.fixBug();
      scene.write('.git/my-excludes', '*.swp\n');
      const link = join(scene.folder, '.git/info/exclude');
      unlinkSync(link);
      symlinkSync('../my-excludes', link);
      assert.equal((await scene.run('mark', MANAGER, '--title', 'First', '--name', 'first')).code, 0);
      assert.ok(lstatSync(link).isSymbolicLink());
      assert.match(scene.read('.git/my-excludes'), /^\*\.swp\n.*fishladder.*\n$/);
    } finally {
      scene.dispose();
    }
  });
});
