// Installs VS Code's server build from the npm registry into the cache: no compiler, no install scripts, no root.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keptExtensions } from './recipe';
import { installPackages } from './server-packages';
import { shell, unpackPackage } from './shell';
import { installFolder, newestNode, serverVersion } from './versions';

/** An installed server build. `node` is the program that runs it, `vscode` the folder of its files. */
export interface Install {
  folder: string;
  vscode: string;
  node: string;
}

interface Manifest {
  engines?: { node?: string };
  main?: string;
  browser?: string;
}

const readManifest = (folder: string) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;

/** The server build of the version under test, installed first if need be (about 15 s, 250 MB). `log` gets progress. */
export function install(log: (message: string) => void = console.error): Install {
  const folder = installFolder();
  if (!existsSync(join(folder, 'complete'))) installInto(folder, log);
  return { folder, vscode: join(folder, 'vscode'), node: readFileSync(join(folder, 'node-path'), 'utf8') };
}

function installInto(folder: string, log: (message: string) => void): void {
  const start = Date.now();
  const step = (message: string) => log(`[VS Code ${((Date.now() - start) / 1000).toFixed(1)} s] ${message}`);
  const work = `${folder}.${process.pid}`;
  const vscode = join(work, 'vscode');
  mkdirSync(work, { recursive: true });
  try {
    step(`downloading code-server@${serverVersion} from the npm registry`);
    unpackPackage(`code-server@${serverVersion}`, 'package/lib/vscode', work, 2);
    dropExtensions(join(vscode, 'extensions'));
    dropWebExtensions(join(vscode, 'out/vs/code/browser/workbench/workbench.js'));
    step('installing its packages');
    const nodeMajor = /\d+/.exec(readManifest(vscode).engines?.node ?? engineOfServer())?.[0];
    installPackages(vscode);
    installNode(work, folder, nodeMajor ?? newestNode, step);
    writeFileSync(join(work, 'complete'), '');
    moveInPlace(work, folder);
    step(`ready in ${folder}`);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Removes built-in extensions that have code, but for those a test needs. */
function dropExtensions(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (keptExtensions.includes(name)) continue;
    const path = join(folder, name);
    const manifest = existsSync(join(path, 'package.json')) ? readManifest(path) : undefined;
    if (!manifest || manifest.main || manifest.browser) rmSync(path, { recursive: true });
  }
}

/** The workbench lists web builds of built-in extensions and would wait for their files for ever: switches the list off. */
function dropWebExtensions(workbench: string): void {
  const source = readFileSync(workbench, 'utf8');
  writeFileSync(workbench, source.replace(/(if\(\w+\.isBuilt)(\)\w+=\[\{extensionPath:")/, '$1&&false$2'));
}

/** Which node a server build is made for, as the registry has it. */
function engineOfServer(): string {
  return shell('npm', ['view', `code-server@${serverVersion}`, 'engines.node', '--silent']);
}

/** Notes the node that fits, and downloads it when this process is another one. */
function installNode(work: string, folder: string, version: string, step: (message: string) => void): void {
  const major = version.split('.')[0] as string;
  let path = process.execPath;
  if (process.versions.node.split('.')[0] !== major) {
    const spec = `node-${process.platform}-${process.arch}@${newestNode.startsWith(`${major}.`) ? newestNode : major}`;
    step(`downloading ${spec}`);
    unpackPackage(spec, 'package/bin/node', work, 1);
    path = join(folder, 'bin/node');
  }
  writeFileSync(join(work, 'node-path'), path);
}

/** Another run may have been first; then its install is as good as this one. */
function moveInPlace(work: string, folder: string): void {
  try {
    renameSync(work, folder);
  } catch (error) {
    if (!existsSync(join(folder, 'complete'))) throw error;
  }
}
