// The npm packages of VS Code's server build: a part of its own locked list, with stand-ins for what would need a compiler.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packages, ripgrep } from './recipe';
import { shell, unpackPackage } from './shell';
import { standIns } from './stand-ins';

const platform = `${process.platform}-${process.arch}`;

/** Fills `node_modules` of an unpacked server build. */
export function installPackages(vscode: string): void {
  const path = join(vscode, 'package.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as { dependencies: Record<string, string> };
  const wanted = Object.entries(manifest.dependencies).filter(([name]) => packages.includes(name));
  const trimmed = { dependencies: Object.fromEntries(wanted), devDependencies: {}, scripts: {}, allowScripts: {} };
  writeFileSync(path, JSON.stringify({ ...manifest, ...trimmed }, null, 2));
  shell(
    'npm',
    ['install', '--omit=dev', '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund', '--loglevel=error'],
    vscode,
  );
  const modules = join(vscode, 'node_modules');
  if (manifest.dependencies['@vscode/ripgrep']) addRipgrep(join(modules, '@vscode/ripgrep/bin'));
  dropOtherPlatforms(join(modules, '@vscode/ripgrep-universal/bin'));
  dropOtherPlatforms(join(modules, 'node-pty/prebuilds'));
  for (const [name, source] of Object.entries(standIns)) addStandIn(join(modules, name), name, source);
}

function addRipgrep(bin: string): void {
  mkdirSync(bin, { recursive: true });
  unpackPackage(ripgrep, `package/bin/${platform}`, bin, 3);
}

function dropOtherPlatforms(folder: string): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    if (name !== platform) rmSync(join(folder, name), { recursive: true });
  }
}

function addStandIn(folder: string, name: string, source: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'index.js'), source);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, version: '0.0.0', main: 'index.js' }));
}
