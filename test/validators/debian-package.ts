// A Debian source package of the demo's deployed release, unpacked and ready for patches.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DEPLOYED } from '../demo/repository';
import type { Scene } from '../git/scene';
import { judge } from './tool';

const FILES = {
  'debian/source/format': '3.0 (quilt)\n',
  'debian/changelog': `shoal (${DEPLOYED}-1) unstable; urgency=medium

  * Initial release. (Closes: #1012345)

 -- Maya Lindqvist <maya@example.org>  Wed, 01 Oct 2025 12:00:00 +0000
`,
  'debian/control': `Source: shoal
Section: net
Priority: optional
Maintainer: Maya Lindqvist <maya@example.org>
Build-Depends: debhelper-compat (= 13)
Standards-Version: 4.6.2
Rules-Requires-Root: no

Package: shoal
Architecture: all
Depends: \${misc:Depends}
Description: small block-storage service
 It attaches volumes to hosts, and keeps count of what is attached.
`,
  'debian/rules': '#!/usr/bin/make -f\n%:\n\tdh $@\n',
};

/** Makes it below a folder that exists; gives the path of the package's tree, beside which its tarball is. */
export function makeDebianPackage(scene: Scene, folder: string): string {
  const top = `shoal-${DEPLOYED}`;
  const tarball = join(folder, `shoal_${DEPLOYED}.orig.tar.gz`);
  scene.git('archive', '--format=tar.gz', `--prefix=${top}/`, `--output=${tarball}`, DEPLOYED);
  judge(folder, ['tar', '-xzf', tarball]);
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(folder, top, path)), { recursive: true });
    writeFileSync(join(folder, top, path), text, { mode: path === 'debian/rules' ? 0o755 : 0o644 });
  }
  return join(folder, top);
}
