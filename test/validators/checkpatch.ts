// The kernel's checkpatch.pl, out of Debian's package of its sources.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const HOME = join(homedir(), '.cache/fishladder-checkpatch');
const FILES = ['checkpatch.pl', 'spelling.txt', 'const_structs.checkpatch'];

/** Path of checkpatch.pl; the first time its package is downloaded (140 MB) and these files are taken out of it (20 s together). */
export function checkpatch(): string {
  const path = join(HOME, FILES[0] as string);
  if (!existsSync(path)) fetchScripts();
  return path;
}

function fetchScripts(): void {
  mkdirSync(HOME, { recursive: true });
  const scratch = mkdtempSync(join(HOME, 'work-'));
  try {
    const pull = ['-c', `apt-get download "$(apt-cache depends linux-source | sed -n 's/.*Depends: //p' | head -1)"`];
    const isThere = () => readdirSync(scratch).some((name) => name.endsWith('.deb'));
    spawnSync('sh', pull, { cwd: scratch, stdio: 'pipe' });
    if (!isThere()) {
      spawnSync('apt-get', ['update'], { stdio: 'pipe' });
      execFileSync('sh', pull, { cwd: scratch, stdio: 'pipe' });
    }
    const names = FILES.map((name) => `'*/scripts/${name}'`).join(' ');
    const take = `dpkg-deb --fsys-tarfile *.deb | tar -xO --wildcards './usr/src/linux-source-*.tar.xz' | tar -xJ --wildcards --strip-components=2 ${names}`;
    execFileSync('sh', ['-c', take], { cwd: scratch, stdio: 'pipe' });
    for (const name of [...FILES].reverse()) renameSync(join(scratch, name), join(HOME, name));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
