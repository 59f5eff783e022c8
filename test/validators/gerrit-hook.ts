// Gerrit's commit-msg hook, out of the server that the forge tests run.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { cached } from '../gerrit/cache';
import { classPath } from '../gerrit/jars';
import { findJdk } from '../gerrit/java';
import { older } from '../gerrit/versions';

const HOOK = 'com/google/gerrit/server/tools/root/hooks/commit-msg';

/** Path of the hook. */
export async function commitMsgHook(): Promise<string> {
  const folder = await cached(`${older.gerrit}-hook`, async (scratch) => {
    const jdk = findJdk(older.java);
    if (!jdk) throw new Error(`Gerrit ${older.gerrit} needs a JDK ${older.java} or newer.`);
    const jars = (await classPath(older.gerrit, jdk)).split(':').at(-1)?.replace(/\*$/, '') ?? '';
    mkdirSync(scratch, { recursive: true });
    execFileSync(join(jdk.home, 'bin/jar'), ['-xf', join(jars, `gerrit-plugin-api-${older.gerrit}.jar`), HOOK], {
      cwd: scratch,
    });
  });
  const path = join(folder, HOOK);
  if (!existsSync(path)) throw new Error(`There is no commit-msg hook in Gerrit ${older.gerrit}.`);
  return path;
}
