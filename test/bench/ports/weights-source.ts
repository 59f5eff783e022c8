// Writes fitted weights as the source file that the engine reads.

/** The text of `src/port/adapt/weights.ts`; weights of 0 are left out. */
export function weightsSource(weights: Readonly<Record<string, number>>): string {
  const rows = Object.entries(weights).filter(([, weight]) => weight !== 0);
  const lines = rows.map(([name, weight]) => `  ${/^[a-z]\w*$/i.test(name) ? name : `'${name}'`}: ${weight},\n`);
  return `// What each measure of a candidate weighs. Fitted by \`npm run bench:port -- --fit\`; do not edit by hand.

/** Weight of each measure by name, on the scale of a logarithm; \`bias\` is every candidate's. */
export const weights: Readonly<Record<string, number>> = {
${lines.join('')}};
`;
}
