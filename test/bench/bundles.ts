// Sizes of the bundles that are shipped.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { execute } from '../ladder/execute';
import { printTable } from './table';

/** Builds the bundles and prints their sizes in KB (1000 bytes). */
export async function measureBundles(): Promise<void> {
  if ((await execute(['npm', 'run', '--silent', 'build'])) !== 0) throw new Error('The build failed.');
  const kilobytes = (size: number) => (size / 1000).toFixed(1);
  const files = readdirSync('dist', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'));
  const rows = files.map((name) => {
    const content = readFileSync(join('dist', name));
    return [name, kilobytes(content.length), kilobytes(gzipSync(content).length)];
  });
  printTable('Bundles', ['file', 'KB', 'KB gzip'], rows);
}
