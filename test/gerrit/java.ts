// Finds a JDK on this machine.
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

/** A JDK: its folder and its major version. */
export interface Jdk {
  home: string;
  version: number;
}

/** The oldest JDK of at least this major version: of JAVA_HOME, PATH and /usr/lib/jvm; undefined where there is none. */
export function findJdk(atLeast: number): Jdk | undefined {
  const jvm = '/usr/lib/jvm';
  const inPath = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'javac'));
  const homes = [
    ...(process.env.JAVA_HOME ? [process.env.JAVA_HOME] : []),
    ...inPath.filter(existsSync).map((path) => dirname(dirname(realpathSync(path)))),
    ...(existsSync(jvm) ? readdirSync(jvm).map((name) => join(jvm, name)) : []),
  ];
  return homes
    .flatMap((home) => readJdk(home) ?? [])
    .filter(({ version }) => version >= atLeast)
    .sort((a, b) => a.version - b.version)[0];
}

/** Reads the `release` file, which every JDK since 9 has; undefined for a runtime without compiler. */
function readJdk(home: string): Jdk | undefined {
  const release = join(home, 'release');
  if (!existsSync(release) || !existsSync(join(home, 'bin', 'javac'))) return undefined;
  const version = Number(/^JAVA_VERSION="(\d+)/m.exec(readFileSync(release, 'utf8'))?.[1]);
  return version > 0 ? { home, version } : undefined;
}
