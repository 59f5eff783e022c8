// Bundles test files and the programs they start into out/, one CommonJS file each.
import { chmodSync } from 'node:fs';
import { build } from 'esbuild';

/** Bundles entries (esbuild patterns, relative to the root) and gives the paths of what came out, relative to the root. */
export async function bundle(entries: readonly string[]): Promise<string[]> {
  const { metafile } = await build({
    entryPoints: [...entries],
    outbase: '.',
    outdir: 'out',
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: [
      'vscode',
      'mocha',
      'playwright-core',
      'esbuild',
      '@vscode/test-electron',
      '@octokit/graphql-schema',
      'vscode-oniguruma',
    ],
    sourcemap: true,
    metafile: true,
    logLevel: 'error',
  });
  const made = Object.entries(metafile.outputs).flatMap(([path, output]) => (output.entryPoint ? [path] : []));
  for (const path of made) chmodSync(path, 0o755);
  return made;
}
