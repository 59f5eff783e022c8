// Programs that tests need beyond npm's packages: found on this machine, or installed from Debian.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { execute } from './execute';
import type { Tool } from './tiers';

/** Each tool's packages in Debian, and then the names that its program may have if they are not the package's. */
const known: Record<Tool, readonly [debian: string, ...programs: string[]]> = {
  git: ['git'],
  quilt: ['quilt'],
  chromium: ['chromium', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'],
  maven: ['maven', 'mvn'],
  jdk: ['openjdk-17-jdk-headless', 'javac'],
  openssl: ['openssl'],
  ssh: ['openssh-client', 'ssh-keyscan'],
  dpkg: ['dpkg-dev', 'dpkg-source'],
  lintian: ['lintian'],
  b4: ['b4'],
  'git-email': ['git-email libmailtools-perl', 'git-send-email'],
  'public-inbox': [
    'public-inbox libdbd-sqlite3-perl libsearch-xapian-perl libplack-perl libemail-address-xs-perl',
    'public-inbox-mda',
  ],
  patchedit: ['pkg-perl-tools', 'patchedit'],
  cme: ['cme libconfig-model-dpkg-perl', 'cme'],
  rpm: ['rpm', 'rpmbuild'],
  rpmlint: ['rpmlint'],
  reno: ['python3-reno', 'reno'],
};

/** Absolute path of a tool; undefined when it is not installed. `FISHLADDER_TEST_CHROMIUM` may name the browser. */
export function findTool(tool: Tool): string | undefined {
  const given = tool === 'chromium' ? process.env.FISHLADDER_TEST_CHROMIUM : undefined;
  if (given) return given;
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/lib/git-core'];
  const endings = process.platform === 'win32' ? ['.exe', '.cmd'] : [''];
  const [debian, ...programs] = known[tool];
  const paths = (programs.length > 0 ? programs : [debian]).flatMap((name) =>
    folders.flatMap((folder) => endings.map((ending) => join(folder, name + ending))),
  );
  return paths.find((path) => existsSync(path));
}

/** Installs what is absent, as root on Debian; elsewhere throws with the command that a person can run. */
export async function installTools(tools: readonly Tool[]): Promise<void> {
  const absent = tools.filter((tool) => findTool(tool) === undefined).flatMap((tool) => known[tool][0].split(' '));
  if (absent.length === 0) return;
  const update = ['apt-get', 'update'];
  const install = ['apt-get', 'install', '-y', '--no-install-recommends', ...absent];
  const words = `${update.join(' ')} && ${install.join(' ')}`;
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) {
    throw new Error(`Not installed: ${absent.join(', ')}. On Debian or Ubuntu: sudo sh -c '${words}'`);
  }
  console.log(`Installing ${absent.join(', ')}: ${words}`);
  process.env.DEBIAN_FRONTEND = 'noninteractive';
  if ((await execute(update)) !== 0 || (await execute(install)) !== 0) {
    throw new Error(`Could not install ${absent.join(', ')}. Try by hand: ${words}`);
  }
}
