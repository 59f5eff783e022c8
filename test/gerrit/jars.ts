// Gets a Gerrit server from Maven Central: the parts of its release that are published there, and our small starter.
import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cached } from './cache';
import type { Jdk } from './java';

const run = promisify(execFile);

/** The class path of a server; downloaded (80 MB) and compiled when it is not in the cache. */
export async function classPath(version: string, jdk: Jdk): Promise<string> {
  const folder = await cached(`${version}-jars`, async (scratch) => {
    const pom = join(scratch, 'pom.xml');
    writeFileSync(pom, project(version));
    const goal = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.0:copy-dependencies';
    await run('mvn', ['-q', '-B', '-f', pom, goal, '-DexcludeTransitive=true', `-DoutputDirectory=${scratch}`]);
  });
  const classes = await cached(`${version}-run-${jdk.version}`, async (scratch) => {
    mkdirSync(join(scratch, 'source'));
    const source = join(scratch, 'source', 'Run.java');
    copyFileSync(join(process.cwd(), 'test/gerrit/Run.java'), source);
    await run(join(jdk.home, 'bin/javac'), ['-cp', join(folder, '*'), '-d', scratch, source]);
  });
  return `${classes}:${join(folder, '*')}`;
}

/** The two jars hold the server with most of what it needs; the last ones are the library for signatures that they leave out. */
function project(version: string): string {
  const signatures = ['bcprov', 'bcpkix', 'bcpg', 'bcutil'].map((name) => [
    'org.bouncycastle',
    `${name}-jdk18on`,
    '1.78.1',
  ]);
  const gerrit = ['gerrit-acceptance-framework', 'gerrit-plugin-api'].map((name) => [
    'com.google.gerrit',
    name,
    version,
  ]);
  const dependencies = [...gerrit, ...signatures].map(
    ([group, name, number]) =>
      `<dependency><groupId>${group}</groupId><artifactId>${name}</artifactId><version>${number}</version></dependency>`,
  );
  return `<project><modelVersion>4.0.0</modelVersion><groupId>fishladder</groupId><artifactId>gerrit</artifactId><version>1</version>
<packaging>pom</packaging><dependencies>${dependencies.join('')}</dependencies></project>`;
}
