// Reads the command line.
import { parseArgs } from 'node:util';
import { usageFault } from './usage';

const OPTIONS = {
  json: { type: 'boolean' },
  release: { type: 'string' },
  folder: { type: 'string', short: 'C' },
  commit: { type: 'string' },
  staged: { type: 'boolean' },
  title: { type: 'string' },
  description: { type: 'string' },
  bug: { type: 'string', multiple: true },
  name: { type: 'string' },
  amend: { type: 'string' },
  to: { type: 'string', multiple: true },
  'dry-run': { type: 'boolean' },
  force: { type: 'boolean' },
  yes: { type: 'boolean', short: 'y' },
  from: { type: 'string' },
  tool: { type: 'boolean' },
  edit: { type: 'boolean' },
  explain: { type: 'boolean' },
  'with-prerequisites': { type: 'boolean' },
  batch: { type: 'boolean' },
  'write-tree': { type: 'boolean' },
  offline: { type: 'boolean' },
  bugs: { type: 'boolean' },
  wip: { type: 'boolean' },
  reviewer: { type: 'string', multiple: true },
  topic: { type: 'string' },
  hashtag: { type: 'string', multiple: true },
  now: { type: 'boolean' },
  'no-verify': { type: 'boolean' },
  vote: { type: 'string', multiple: true },
  comment: { type: 'string' },
  reply: { type: 'string' },
  resolve: { type: 'boolean' },
  ready: { type: 'boolean' },
  recheck: { type: 'boolean' },
  abandon: { type: 'string' },
  restore: { type: 'boolean' },
  track: { type: 'boolean' },
  all: { type: 'boolean' },
  branch: { type: 'string' },
  changelog: { type: 'boolean' },
  prefix: { type: 'string' },
  recipe: { type: 'string' },
  format: { type: 'string' },
  'fail-on': { type: 'string' },
  only: { type: 'string', multiple: true },
  header: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const;

type Option = keyof typeof OPTIONS;

const EVERYWHERE: readonly Option[] = ['json', 'release', 'folder', 'help'];

/** Which options each command takes besides those that all take, and how many words. */
const COMMANDS: Record<string, { options: readonly Option[]; words: [number, number] }> = {
  mark: { options: ['commit', 'staged', 'title', 'description', 'bug', 'name', 'amend'], words: [0, Infinity] },
  drop: { options: ['force', 'yes'], words: [1, 1] },
  port: {
    options: ['to', 'dry-run', 'force', 'explain', 'with-prerequisites', 'batch', 'write-tree'],
    words: [0, Infinity],
  },
  accept: { options: ['yes'], words: [2, 2] },
  resolve: { options: ['from', 'tool', 'edit'], words: [2, 2] },
  submit: {
    options: ['to', 'wip', 'reviewer', 'topic', 'hashtag', 'now', 'no-verify', 'force', 'dry-run', 'yes'],
    words: [1, Infinity],
  },
  sync: { options: ['dry-run', 'offline'], words: [0, Infinity] },
  adopt: { options: ['dry-run', 'force', 'yes'], words: [2, 2] },
  review: {
    options: ['vote', 'comment', 'reply', 'resolve', 'ready', 'recheck', 'abandon', 'restore', 'yes'],
    words: [2, 2],
  },
  status: { options: ['offline', 'bugs'], words: [0, Infinity] },
  show: { options: [], words: [1, 2] },
  export: {
    options: ['to', 'all', 'branch', 'changelog', 'prefix', 'recipe', 'force', 'dry-run'],
    words: [1, Infinity],
  },
  import: { options: ['from', 'recipe', 'dry-run'], words: [1, Infinity] },
  init: { options: ['track'], words: [0, 0] },
  doctor: { options: [], words: [0, 0] },
  lint: { options: ['format', 'fail-on'], words: [1, Infinity] },
  fix: { options: ['only', 'header', 'dry-run', 'fail-on'], words: [1, Infinity] },
  lsp: { options: [], words: [0, 0] },
  help: { options: [], words: [0, Infinity] },
  version: { options: [], words: [0, 0] },
};

/** A command line that fits the manual. */
export interface Call {
  command: string;
  words: string[];
  options: ReturnType<typeof parse>['values'];
}

/** Reads the arguments after the program's name. Throws `usage`. */
export function readCall(argv: readonly string[]): Call {
  const { values, positionals } = parse(argv);
  const [first, ...rest] = positionals;
  if (values.version) return { command: 'version', words: [], options: values };
  if (values.help || first === undefined) return { command: 'help', words: [], options: values };
  const known = Object.hasOwn(COMMANDS, first) ? COMMANDS[first] : undefined;
  if (!known) throw usageFault(`There is no command '${first}'.`);
  const strange = Object.keys(values).find((key) => ![...EVERYWHERE, ...known.options].includes(key as Option));
  if (strange) throw usageFault(`'${first}' does not take --${strange}.`);
  const [least, most] = known.words;
  if (rest.length < least && (first === 'lint' || first === 'fix'))
    throw usageFault(`'${first}' needs a patch file, a series, or a folder of them.`);
  if (rest.length < least) throw usageFault(`'${first}' needs the name of a fix${least > 1 ? ' and a branch' : ''}.`);
  if (rest.length > most) throw usageFault(`'${first}' does not take '${rest[most]}'.`);
  return { command: first, words: rest, options: values };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw usageFault(error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error));
  }
}
