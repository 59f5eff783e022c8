// Writes a fitted judge as the source file that the engine reads.
import { writeTree } from '../../../src/port/adapt/forest';
import type { Judge } from '../../../src/port/adapt/judge';

/** The text of a file that exports a judge under this name; `what` is what it judges. */
export function weightsSource(name: string, what: string, { names, trees }: Judge): string {
  return `// What the judge of ${what} knows. Fitted by \`npm run bench:port -- --fit\`; do not edit by hand.
import type { Written } from './forest';

/** The trees and what they ask for. */
export const ${name}: Written = {
  names: [
${names.map((measure) => `    '${measure}',\n`).join('')}  ],
  trees: \`
${trees.map((tree) => `${writeTree(tree)}\n`).join('')}\`,
};
`;
}
