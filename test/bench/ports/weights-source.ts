// Writes a fitted judge as the source file that the engine reads.
import { writeTree } from '../../../src/port/adapt/forest';
import type { Judge } from '../../../src/port/adapt/judge';

/** The text of `src/port/adapt/weights.ts`. */
export function weightsSource({ names, trees }: Judge): string {
  return `// What the judge knows. Fitted by \`npm run bench:port -- --fit\`; do not edit by hand.

/** The measures that the trees ask for, by their numbers. */
export const names: readonly string[] = [
${names.map((name) => `  '${name}',\n`).join('')}];

/** The trees, one a line, as \`writeTree\` writes them. */
export const trees = \`
${trees.map((tree) => `${writeTree(tree)}\n`).join('')}\`;
`;
}
