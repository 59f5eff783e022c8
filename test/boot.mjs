// Bundles one TypeScript program of the tests and loads it, so that plain node can start it.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Runs a program such as `test/ladder/main.ts`, with the repository's root as working directory. */
export async function boot(program) {
  process.chdir(root);
  process.setSourceMapsEnabled(true);
  await build({
    entryPoints: [program],
    outbase: '.',
    outdir: 'out',
    bundle: true,
    platform: 'node',
    format: 'cjs',
    packages: 'external',
    sourcemap: true,
    logLevel: 'warning',
  });
  createRequire(import.meta.url)(join(root, 'out', program.replace(/\.ts$/, '.js')));
}
