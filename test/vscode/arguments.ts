// Desktop VS Code's command line, as far as extension tests use it.
import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What a command line asks for; paths are absolute. `tests` is absent when VS Code is only to be opened. */
export interface CodeArguments {
  extensions: string[];
  tests?: string;
  workspace?: string;
  file?: string;
  userDataDir?: string;
  extensionsDir?: string;
  /** Arguments of VS Code's command line (`--install-extension` and the like), as given; empty when there is none. */
  manage: string[];
}

const withValue = new Set([
  'user-data-dir',
  'extensions-dir',
  'extensionDevelopmentPath',
  'extensionTestsPath',
  'folder-uri',
  'file-uri',
  'install-extension',
  'uninstall-extension',
  'log',
  'locale',
  'profile',
  'disable-extension',
  'crash-reporter-directory',
]);

const manages = new Set(['install-extension', 'uninstall-extension', 'list-extensions', 'show-versions', 'version']);

/** Reads `--name=value`, `--name value` and paths; options that mean nothing without a desktop are passed over. */
export function parseCodeArguments(argv: readonly string[]): CodeArguments {
  const options: [name: string, value: string][] = [];
  const paths: string[] = [];
  for (let i = 0; i < argv.length; i++) {
    const arg = argv[i] as string;
    const option = /^--([^=]+)(?:=(.*))?$/s.exec(arg);
    if (!option) paths.push(arg);
    else
      options.push([option[1] as string, option[2] ?? (withValue.has(option[1] as string) ? (argv[++i] ?? '') : '')]);
  }
  const all = (name: string) => options.flatMap(([key, value]) => (key === name ? [absolute(value)] : []));
  const last = <K extends string>(key: K, name: string) => {
    const value = all(name).at(-1);
    return value === undefined ? {} : ({ [key]: value } as Record<K, string>);
  };
  const opened = [...all('folder-uri'), ...all('file-uri'), ...paths.map(absolute)];
  const workspace = opened.find((path) => path.endsWith('.code-workspace') || isFolder(path));
  const file = opened.find((path) => path !== workspace && existsSync(path));
  return {
    extensions: all('extensionDevelopmentPath'),
    ...last('tests', 'extensionTestsPath'),
    ...last('userDataDir', 'user-data-dir'),
    ...last('extensionsDir', 'extensions-dir'),
    ...(workspace === undefined ? {} : { workspace }),
    ...(file === undefined ? {} : { file }),
    manage: options.flatMap(([name, value]) => {
      if (!manages.has(name)) return [];
      return value === '' ? [`--${name}`] : [`--${name}`, value];
    }),
  };
}

const absolute = (path: string) => resolve(path.startsWith('file:') ? fileURLToPath(path) : path);

const isFolder = (path: string) => existsSync(path) && statSync(path).isDirectory();
