// Which VS Code is under test, and where its files are kept.
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Version of the npm package code-server, which carries VS Code's server build: 4.139.1 has VS Code 1.139.1. */
export const serverVersion = process.env.FISHLADDER_TEST_VSCODE_VERSION ?? '4.139.1';

/** The node that server builds of today are made for; older ones name a major version that npm resolves. */
export const newestNode = '24.21.0';

/** Raised whenever the install recipe changes, so that an older install is not taken for a new one. */
const recipe = 2;

/** The folder for all that is downloaded: `~/.cache/fishladder-vscode`, or below `XDG_CACHE_HOME`. */
export function cacheFolder(): string {
  return join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'fishladder-vscode');
}

/** The folder of one install of VS Code's server build. */
export function installFolder(): string {
  return join(cacheFolder(), `${serverVersion}-r${recipe}-${process.platform}-${process.arch}`);
}
