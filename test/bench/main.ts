// Takes the measurements one after the other; each prints its own table.
import { measureActivation } from './activation';
import { measureBundles } from './bundles';
import { measureForge } from './forge';
import { measureLanguage } from './language';
import { measurePorts } from './port';

const measurements: Record<string, () => Promise<void>> = {
  bundles: measureBundles,
  port: measurePorts,
  language: measureLanguage,
  forge: measureForge,
  activation: measureActivation,
};

async function main(names: readonly string[]): Promise<void> {
  for (const name of names.length > 0 ? names : Object.keys(measurements)) {
    const measure = measurements[name];
    if (!measure) throw new Error(`No such measurement: ${name}. There are: ${Object.keys(measurements).join(', ')}.`);
    await measure();
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
