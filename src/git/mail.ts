// The verb that sends a commit as a mail, as the person's `git send-email` does.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunGit } from './command';
import { GitError } from './error';
import type { GitLetter, GitLetterAnswer } from './git';
import { plainLines } from './network';

const ANY_FAILURE = Array.from({ length: 255 }, (_, n) => n + 1);

/** What settings of the person's would add to the mail or to whom it goes, without having been agreed to. */
const PLAIN_PATCH = ['--no-attach', '--no-cover-letter', '--no-thread', '--no-to', '--no-cc', '--no-add-header'];
const PLAIN_SENDING = [
  '--no-to',
  '--no-cc',
  '--no-bcc',
  '--suppress-cc=all',
  '--no-thread',
  '--no-annotate',
  '--no-validate',
];

/** The mail verb of `Git`, run by the given runner. */
export function mailVerb(run: RunGit) {
  return async (letter: GitLetter, signal: AbortSignal): Promise<GitLetterAnswer> => {
    for (const text of [
      letter.prefix,
      letter.messageId,
      letter.inReplyTo ?? '',
      letter.from,
      ...letter.to,
      ...letter.cc,
    ])
      if (/[\u0000-\u001f\u007f]/.test(text)) throw unfit(text);
    const programs = await run(
      ['config', '--name-only', '--get-regexp', String.raw`^sendemail\.(.*\.)?(to|cc|header)cmd$`],
      [1],
    );
    if (programs.code === 0)
      return { kind: 'refused', words: [`${programs.out.trim()} is set, which may add recipients`] };
    const folder = await mkdtemp(join(tmpdir(), 'fishladder-mail-'));
    try {
      const prefix = `--subject-prefix=${letter.prefix}`;
      const plain = [...PLAIN_PATCH, '--no-numbered', '--no-signature', '--no-notes', '--no-base'];
      await run(['format-patch', '-1', `--output-directory=${folder}`, prefix, ...plain, letter.commit]);
      const [name] = await readdir(folder);
      if (name === undefined) throw unfit(letter.commit);
      const file = join(folder, name);
      await writeFile(file, withIds(await readFile(file, 'latin1'), letter), 'latin1');
      signal.throwIfAborted();
      const who = [
        `--from=${letter.from}`,
        ...letter.to.map((to) => `--to=${to}`),
        ...letter.cc.map((cc) => `--cc=${cc}`),
      ];
      const args = ['send-email', '--confirm=never', '--8bit-encoding=UTF-8', ...PLAIN_SENDING, ...who, file];
      const { code, out, words } = await run(args, ANY_FAILURE);
      return code === 0 ? { kind: 'done' } : { kind: 'refused', words: plainLines(words === '' ? out : words) };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };
}

/** The mail with its own id, below the line `From <commit>` that git am wants first. */
function withIds(mail: string, { messageId, inReplyTo }: GitLetter): string {
  const above = inReplyTo === undefined ? '' : `In-Reply-To: <${inReplyTo}>\nReferences: <${inReplyTo}>\n`;
  return mail.replace(/^From [0-9a-f]+ .*\n/, (line) => `${line}Message-ID: <${messageId}>\n${above}`);
}

function unfit(text: string): GitError {
  return new GitError(
    'git-failed',
    `This cannot be part of a mail: ${JSON.stringify(text).slice(0, 100)}.`,
    'Check the addresses of the reviewers, and git config user.email.',
    ['send-email'],
    '',
  );
}
