// Patches exported to a Debian package, as the archive's own tools take them.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expectDone, markTaken, NAME, type Ported, portFor, TAKEN } from './community';
import { makeDebianPackage } from './debian-package';
import { judge, openFolder } from './tool';

const QUILT = { QUILT_PATCHES: 'debian/patches' };
const patches = [NAME, TAKEN].map((name) => `${name}.patch`);

for (const id of ['debian', 'ubuntu', 'openstack'] as const)
  suite(`${id}: a Debian package`, () => {
    const { folder, dispose } = openFolder();
    let ported: Ported;
    let place: string;
    suiteSetup(async () => {
      ported = await portFor(id);
      await markTaken(ported);
      place = makeDebianPackage(ported.scene, folder);
      await expectDone(ported.scene, 'export', NAME, TAKEN, '--to', 'debian', place);
    });
    suiteTeardown(() => {
      ported.dispose();
      dispose();
    });

    test('quilt pushes the series without fuzz', () => {
      const push = judge(place, ['quilt', '--quiltrc', '-', 'push', '-a', '--fuzz=0'], QUILT);
      assert.equal(push.code, 0, push.out);
      assert.doesNotMatch(push.out, /fuzz|offset/);
      assert.equal(judge(place, ['quilt', '--quiltrc', '-', 'pop', '-a'], QUILT).code, 0);
    });

    test('dpkg-source builds it; lintian says only what is true: a fix made here was not forwarded', () => {
      const build = judge(dirname(place), ['dpkg-source', '--build', place]);
      assert.equal(build.code, 0, build.out);
      assert.doesNotMatch(build.out, /fuzz|offset|warning: .*patch/);
      const dsc = readdirSync(dirname(place)).find((name) => name.endsWith('.dsc')) ?? '';
      const lintian = judge(dirname(place), ['lintian', '--allow-root', '--display-info', '--pedantic', dsc]);
      assert.deepEqual(
        lintian.out.split('\n').filter((line) => line.includes('patch')),
        [`I: shoal source: patch-not-forwarded-upstream [debian/patches/${NAME}.patch]`],
      );
    });

    test('patchedit and cme find nothing wrong, and would', () => {
      const says = (patch: string) =>
        judge(place, ['patchedit', 'check', `debian/patches/${patch}`]).out +
        judge(place, ['cme', 'check', 'dpkg-patch', patch]).out;
      for (const patch of patches) {
        assert.match(says(patch), /^ok 2 - has Origin or Author$/m);
        assert.doesNotMatch(says(patch), /^not ok|Warning|[Ee]rror/m);
      }
      const path = join(place, 'debian/patches', patches[0] as string);
      const text = readFileSync(path, 'latin1');
      writeFileSync(path, text.replace(/^Description: .*\n(?: .*\n)*/m, 'Bug-Debian: 12\n'), 'latin1');
      assert.match(says(patches[0] as string), /^not ok 1 - has Description or Subject$/m);
      assert.match(says(patches[0] as string), /Warning in 'Bug-Debian:0'/);
      writeFileSync(path, text, 'latin1');
    });
  });
