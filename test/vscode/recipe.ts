// What of VS Code's server build a test needs; the rest (chat, remote tunnels, notebooks, language servers) is left out.

/** Packages that the server, the extension host and the workbench load; versions are those that VS Code itself pins. */
export const packages = [
  '@microsoft/1ds-core-js',
  '@microsoft/1ds-post-js',
  '@parcel/watcher',
  '@vscode/iconv-lite-umd',
  '@vscode/proxy-agent',
  '@vscode/ripgrep',
  '@vscode/ripgrep-universal',
  '@vscode/tree-sitter-wasm',
  '@vscode/vscode-languagedetection',
  '@xterm/addon-serialize',
  '@xterm/addon-unicode11',
  '@xterm/headless',
  '@xterm/xterm',
  'cookie',
  'graceful-fs',
  'http-proxy-agent',
  'https-proxy-agent',
  'jschardet',
  'minimist',
  'native-is-elevated',
  'node-pty',
  'tas-client',
  'tas-client-umd',
  'vscode-oniguruma',
  'vscode-regexpp',
  'vscode-textmate',
  'ws',
  'yauzl',
  'yazl',
];

/** Built-in extensions with code that stay; grammars, themes and language configurations stay anyway. */
export const keptExtensions = ['git', 'git-base', 'merge-conflict', 'configuration-editing'];

/** Carries the `rg` binary that versions up to 2025 download in an install script. */
export const ripgrep = '@vscode/ripgrep-universal@1.18.0';
