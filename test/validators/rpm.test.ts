// Patches exported to an RPM package, as rpm and rpmlint take them.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEPLOYED } from '../demo/repository';
import { expectDone, markTaken, NAME, type Ported, portFor, TAKEN } from './community';
import { judge, openFolder } from './tool';

/** A spec in which patches are applied by `prep`. */
const spec = (prep: string) => `Name:           shoal
Version:        ${DEPLOYED}
Release:        1%{?dist}
Summary:        Small block-storage service
License:        Apache-2.0
URL:            https://shoal.example.org/
Source0:        shoal-%{version}.tar.gz
BuildArch:      noarch

%description
It attaches volumes to hosts, and keeps count of what is attached.

%prep
${prep}

%build

%install

%files

%changelog
* Wed Oct 01 2025 Maya Lindqvist <maya@example.org> - ${DEPLOYED}-1
- Initial package
`;

for (const [what, prep] of [
  ['%autosetup', '%autosetup -p1'],
  ['%patch', '%setup -q'],
] as const)
  suite(`rpm: a package with ${what}`, () => {
    const { folder, dispose } = openFolder();
    const top = ['--define', `_topdir ${folder}`];
    const path = join(folder, 'SPECS/shoal.spec');
    let ported: Ported;
    suiteSetup(async () => {
      ported = await portFor('rpm');
      await markTaken(ported);
      for (const name of ['SPECS', 'SOURCES', 'BUILD']) mkdirSync(join(folder, name));
      const tarball = join(folder, 'SOURCES', `shoal-${DEPLOYED}.tar.gz`);
      ported.scene.git('archive', '--format=tar.gz', `--prefix=shoal-${DEPLOYED}/`, `--output=${tarball}`, DEPLOYED);
      writeFileSync(path, spec(prep));
      await expectDone(ported.scene, 'export', NAME, TAKEN, '--to', 'rpm', folder, '--changelog');
    });
    suiteTeardown(() => {
      ported.dispose();
      dispose();
    });

    test('rpmspec reads it, with both patches', () => {
      const read = judge(folder, ['rpmspec', ...top, '-P', path]);
      assert.equal(read.code, 0, read.out);
      assert.doesNotMatch(read.out, /warning|error/);
      const patches = judge(folder, ['rpmspec', ...top, '-q', '--srpm', '--qf', '[%{PATCH}\\n]', path]).out;
      assert.deepEqual(patches.trim().split('\n').sort(), [`${TAKEN}.patch`, `${NAME}.patch`].sort());
    });

    test('rpmbuild -bp applies them without fuzz', () => {
      const build = judge(folder, ['rpmbuild', ...top, '--nodeps', '--define', '_default_patch_fuzz 0', '-bp', path]);
      assert.equal(build.code, 0, build.out);
      assert.doesNotMatch(build.out, /fuzz \d|offset/);
      const built = join(folder, 'BUILD', `shoal-${DEPLOYED}`);
      assert.match(readFileSync(join(built, 'README.rst'), 'utf8'), /20 requests/);
      assert.ok(existsSync(join(built, 'shoal/volume/manager.py')));
      assert.match(readFileSync(join(built, 'shoal/volume/manager.py'), 'utf8'), /self\.attachments\.pop\(volume_id\)/);
    });

    test('rpmlint has nothing against the patches, and would', () => {
      const lint = judge(folder, ['rpmlint', path]);
      assert.equal(lint.code, 0, lint.out);
      assert.doesNotMatch(lint.out, /patch|changelog/i);
      const lost = join(folder, 'SPECS/lost.spec');
      writeFileSync(lost, spec('%setup -q').replace('BuildArch', 'Patch7: lost.patch\nBuildArch'));
      assert.match(judge(folder, ['rpmlint', lost]).out, /patch-not-applied/);
    });
  });
