// The fixed environment in which git runs: its own words, no questions, no pager, no locks taken for reading, no network.

/** Variables that git honours for the person and date it records, and for finding its configuration. */
const KEPT = [
  'GIT_AUTHOR_NAME',
  'GIT_AUTHOR_EMAIL',
  'GIT_AUTHOR_DATE',
  'GIT_COMMITTER_NAME',
  'GIT_COMMITTER_EMAIL',
  'GIT_COMMITTER_DATE',
  'GIT_CONFIG_GLOBAL',
  'GIT_CONFIG_SYSTEM',
  'GIT_CONFIG_NOSYSTEM',
  'GIT_CEILING_DIRECTORIES',
];

/** GIT_NO_LAZY_FETCH is known from git 2.45 on (and to older ones that were mended); no protocol at all stops the others. */
const FIXED = {
  LC_ALL: 'C',
  GIT_TERMINAL_PROMPT: '0',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_NO_LAZY_FETCH: '1',
  GIT_ALLOW_PROTOCOL: 'none',
};

/** Names of the variables that may reach git although they begin with `GIT_`. */
export const GIT_VARIABLES: readonly string[] = [
  ...KEPT,
  ...Object.keys(FIXED).filter((name) => name.startsWith('GIT_')),
];

/** The environment for every git process: the user's own without foreign `GIT_` variables (a `GIT_DIR`, say) and our secrets, and ours. */
export function gitEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...without(environment, /^(GIT_|FISHLADDER_|PAGER$|EDITOR$|VISUAL$|SSH_ASKPASS$)/, KEPT), ...FIXED };
}

/** The environment for a git that a person works with: their own language and editor, without foreign `GIT_` variables and our secrets. */
export function personEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return without(environment, /^(GIT_|FISHLADDER_)/, [...KEPT, 'GIT_EDITOR']);
}

function without(environment: NodeJS.ProcessEnv, foreign: RegExp, kept: readonly string[]): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !foreign.test(name) || kept.includes(name)));
}
