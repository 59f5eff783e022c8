// Verbs about git's configuration, the person it records, and the private exclude file.
import { readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { encode, fromBuffer } from '../base/bytes';
import { writeAtomic } from '../base/files';
import { absent } from '../base/inside';
import type { RunGit } from './command';
import type { Identity } from './git';

/** The configuration verbs of `Git`, run by the given runner. */
export function configurationVerbs(run: RunGit, commonDir: string) {
  return {
    configuration: async () => {
      const entries = (await run(['config', '--list', '-z'])).out.split('\0').filter(Boolean);
      return new Map(
        entries.map((entry) => entry.split(/\n(.*)/s) as [string, string?]).map(([key, value = '']) => [key, value]),
      );
    },
    identity: async (who: 'author' | 'committer'): Promise<Identity | undefined> => {
      const parts = /^(.*) <(.*)> /.exec((await ident(run, who)) ?? '');
      return parts?.[1] && parts[2] ? { name: parts[1], email: parts[2] } : undefined;
    },
    committerLine: () => ident(run, 'committer'),
    exclude: async (pattern: string) => {
      const named = join(commonDir, 'info', 'exclude');
      const path = (await realpath(named).catch(absent)) ?? named;
      const before = (await readFile(path).then(fromBuffer, absent)) ?? '';
      const line = encode(pattern);
      if (before.split(/\r?\n/).includes(line)) return false;
      await writeAtomic(path, `${before}${before === '' || before.endsWith('\n') ? '' : '\n'}${line}\n`);
      return true;
    },
  };
}

async function ident(run: RunGit, who: 'author' | 'committer'): Promise<string | undefined> {
  const { code, out } = await run(['var', who === 'author' ? 'GIT_AUTHOR_IDENT' : 'GIT_COMMITTER_IDENT'], [1, 128]);
  return code === 0 ? out.replace(/\n$/, '') : undefined;
}
