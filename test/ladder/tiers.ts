// The rungs of the test ladder, in the order in which they are run.

/** A program that Debian has in a package, and where to find it. */
export type Tool =
  | 'git'
  | 'quilt'
  | 'chromium'
  | 'maven'
  | 'jdk'
  | 'openssl'
  | 'ssh'
  | 'b4'
  | 'git-email'
  | 'public-inbox'
  | Validator;

/** A program with which a community checks its patches. */
type Validator = 'dpkg' | 'lintian' | 'patchedit' | 'cme' | 'rpm' | 'rpmlint' | 'reno';

/** A check by one program: it counts as one, passed when the program exits with 0. */
export interface CheckTier {
  kind: 'check';
  name: string;
  command: readonly string[];
}

/** A tier of mocha tests. `tests` are esbuild entry patterns; `helpers` are programs the tests start, bundled beside them. */
export interface MochaTier {
  kind: 'mocha';
  name: string;
  tests: readonly string[];
  helpers: readonly string[];
  tools: readonly Tool[];
  /** Limit of one test, in milliseconds. */
  timeout: number;
  /** The program, relative to `out/`, that gets the job file's path and runs the tests. */
  runner: string;
}

/** One rung. */
export type Tier = CheckTier | MochaTier;

const bin = (name: string) => `node_modules/.bin/${name}`;

const inNode = { kind: 'mocha', helpers: ['test/ladder/node.ts'], runner: 'test/ladder/node.js' } as const;

/** All rungs, quick ones first. */
export const tiers: readonly Tier[] = [
  { kind: 'check', name: 'types', command: [bin('tsc'), '--noEmit'] },
  { kind: 'check', name: 'lint', command: [bin('biome'), 'check', '.'] },
  { kind: 'check', name: 'knip', command: [bin('knip')] },
  { kind: 'check', name: 'build', command: ['npm', 'run', '--silent', 'build'] },
  {
    ...inNode,
    name: 'unit',
    tests: ['test/unit/**/*.test.ts', 'test/*.test.ts', 'test/ladder/*.test.ts', 'test/vscode/*.test.ts'],
    tools: [],
    timeout: 20_000,
  },
  {
    ...inNode,
    name: 'git',
    tests: ['test/git/**/*.test.ts'],
    helpers: [...inNode.helpers, 'src/cli.ts', 'src/thread.ts'],
    tools: ['git', 'quilt'],
    timeout: 60_000,
  },
  {
    ...inNode,
    name: 'forge',
    tests: ['test/forge/**/*.test.ts'],
    helpers: [...inNode.helpers, 'test/forge/ask.ts'],
    tools: ['git', 'maven', 'jdk', 'openssl', 'ssh', 'b4', 'git-email', 'public-inbox'],
    timeout: 60_000,
  },
  {
    ...inNode,
    name: 'validators',
    tests: ['test/validators/*.test.ts'],
    tools: ['git', 'quilt', 'dpkg', 'lintian', 'patchedit', 'cme', 'rpm', 'rpmlint', 'reno', 'maven', 'jdk'],
    timeout: 300_000,
  },
  {
    ...inNode,
    name: 'corpus',
    tests: ['test/corpus/*.test.ts'],
    tools: ['git', 'quilt', 'dpkg', 'lintian'],
    timeout: 1_800_000,
  },
  { ...inNode, name: 'package', tests: ['test/package/*.test.ts'], tools: [], timeout: 120_000 },
  {
    kind: 'mocha',
    name: 'host',
    tests: ['test/host/**/*.test.ts'],
    helpers: ['test/host/run.ts', 'test/host/index.ts', 'test/vscode/code.ts', 'test/vscode/in-host.ts'],
    runner: 'test/host/run.js',
    tools: ['git', 'chromium'],
    timeout: 60_000,
  },
  {
    ...inNode,
    name: 'ui',
    tests: ['test/ui/**/*.test.ts'],
    tools: ['git', 'chromium', 'maven', 'jdk'],
    timeout: 240_000,
  },
];
