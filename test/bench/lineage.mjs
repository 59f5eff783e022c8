// Measures what is told of a repository's history: `node test/bench/lineage.mjs --repo PATH`; without arguments it says how.
import { boot } from '../boot.mjs';

await boot('test/bench/lineage/main.ts');
