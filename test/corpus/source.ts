// A source package on disk: its files without the patches, and the patches as its packagers wrote them.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bytes, fromBuffer, toBuffer } from '../../src/base/bytes';
import { parseSeries, type SeriesEntry, seriesEntries } from '../../src/fix/series';
import type { FileBlob, Snapshot } from '../../src/port/types';

/** A patch file; `name` is its path from `debian/patches`. */
export interface PatchFile {
  name: string;
  text: Bytes;
}

/** An unpacked package. */
export interface Source {
  name: string;
  dsc: string;
  /** Where its files are, with `debian/`; no patch is applied. */
  folder: string;
  /** All patch files that lie in `debian/patches`. */
  patches: readonly PatchFile[];
  /** The text of the series; undefined where the package makes it while it is built. */
  series: Bytes | undefined;
  /** The patches that the series names and that are there, in order. */
  queue: readonly (PatchFile & SeriesEntry)[];
  dispose(): void;
}

/** Unpacks a package, by its .dsc file, into a folder of its own. */
export function openSource(name: string, dsc: string): Source {
  const home = mkdtempSync(join(tmpdir(), 'fishladder-source-'));
  const folder = join(home, 'source');
  execFileSync('dpkg-source', ['-q', '--no-check', '--skip-patches', '--extract', dsc, folder], { stdio: 'pipe' });
  const place = join(folder, 'debian/patches');
  const files = existsSync(place) ? readdirSync(place, { recursive: true, withFileTypes: true }) : [];
  const series = existsSync(join(place, 'series')) ? fromBuffer(readFileSync(join(place, 'series'))) : undefined;
  const entries = seriesEntries(parseSeries(series ?? ''));
  const isNamed = (path: string) => entries.some(({ file }) => file === path);
  const patches = files
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(place.length + 1))
    .filter((path) => isNamed(path) || /\.(?:patch|diff|dpatch)$/.test(path))
    .sort()
    .map((path) => ({ name: path, text: fromBuffer(readFileSync(join(place, path))) }));
  const queue = entries.flatMap((entry) => {
    const found = patches.find((patch) => patch.name === entry.file);
    return found ? [{ ...found, ...entry }] : [];
  });
  const dispose = () => rmSync(home, { recursive: true, force: true });
  return { name, dsc, folder, patches, series, queue, dispose };
}

/** The files of a folder as the ports read them. */
export function folderSnapshot(folder: string): Snapshot {
  const at = (path: Bytes) => Buffer.concat([Buffer.from(`${folder}/`), toBuffer(path)]);
  const stat = (path: Bytes) => lstatSync(at(path), { throwIfNoEntry: false });
  const mode = (path: Bytes) => {
    const found = stat(path);
    if (found?.isSymbolicLink()) return '120000';
    if (found?.isDirectory()) return '40000';
    return found && (found.mode & 0o100 ? '100755' : '100644');
  };
  const file = async (path: Bytes): Promise<FileBlob | undefined> => {
    const found = mode(path);
    if (found === undefined || found === '40000') return undefined;
    const bytes = found === '120000' ? readlinkSync(at(path), 'buffer') : readFileSync(at(path));
    return { mode: found, id: contentId(fromBuffer(bytes)), content: fromBuffer(bytes) };
  };
  return {
    file,
    entry: async (path) => {
      const found = mode(path);
      return found === undefined ? undefined : { mode: found, id: '' };
    },
    list: async (path) => {
      if (mode(path) !== '40000') return new Map();
      const names = readdirSync(at(path), 'buffer').map(fromBuffer);
      return new Map(names.map((name) => [name, mode(`${path}/${name}`) ?? '']));
    },
  };
}

/** An id for a content, as stable as git's. */
export function contentId(content: Bytes): string {
  return createHash('sha1').update(toBuffer(content)).digest('hex');
}
