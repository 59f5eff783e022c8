// Fetches source packages of Debian with an apt configuration of its own; this machine's stays as it is.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const HOME = join(homedir(), '.cache/fishladder-corpus');
const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';
/** A package comes from the first suite that has all of its files; mirrors lose some that a newer version has replaced. */
const SUITES = ['bookworm', 'trixie'];
const MINUTES = 60_000;

/** Path of a package's .dsc file, with the tarballs beside it; undefined, with a notice, where no suite gives it. */
export function fetchSource(name: string): string | undefined {
  const folder = join(HOME, 'sources', name);
  if (!existsSync(folder) && !SUITES.some((suite) => download(name, suite, folder))) return undefined;
  const dsc = readdirSync(folder).find((file) => file.endsWith('.dsc'));
  return dsc === undefined ? undefined : join(folder, dsc);
}

function download(name: string, suite: string, folder: string): boolean {
  const work = join(HOME, 'work', `${name}.${process.pid}`);
  mkdirSync(work, { recursive: true });
  try {
    openLists();
    apt(['-q', 'source', '--download-only', `${name}/${suite}`], work);
    mkdirSync(join(folder, '..'), { recursive: true });
    renameSync(work, folder);
    return true;
  } catch (error) {
    const words = error instanceof Error && 'stderr' in error ? `${error.stderr}` : `${error}`;
    console.log(`      ${name}: not to be had from ${suite}: ${words.trim().split('\n')[0]}`);
    return false;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

let listed = false;

/** Reads the archive's list of sources, once a run. Throws with apt's words. */
function openLists(): void {
  if (listed) return;
  const apt_ = join(HOME, 'apt');
  for (const part of ['lists/partial', 'cache/archives/partial']) mkdirSync(join(apt_, part), { recursive: true });
  const lines = SUITES.map((suite) => `deb-src [signed-by=${KEYRING}] http://deb.debian.org/debian ${suite} main\n`);
  writeFileSync(join(apt_, 'sources.list'), lines.join(''));
  const settings = {
    'Dir::State::lists': join(apt_, 'lists'),
    'Dir::Cache': join(apt_, 'cache'),
    'Dir::Etc::sourcelist': join(apt_, 'sources.list'),
    'Dir::Etc::sourceparts': '-',
    'APT::Sandbox::User': '',
    'Acquire::Languages': 'none',
    'Acquire::Retries': '3',
  };
  const text = Object.entries(settings).map(([key, value]) => `${key} "${value}";\n`);
  writeFileSync(join(apt_, 'apt.conf'), text.join(''));
  apt(['-q', 'update'], apt_);
  listed = true;
}

function apt(args: readonly string[], folder: string): void {
  const env = { ...process.env, APT_CONFIG: join(HOME, 'apt/apt.conf'), LC_ALL: 'C' };
  execFileSync('apt-get', args, { cwd: folder, env, stdio: 'pipe', timeout: 10 * MINUTES, maxBuffer: 2 ** 26 });
}
