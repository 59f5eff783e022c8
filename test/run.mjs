// The test ladder: `node test/run.mjs [tier…] [--grep TEXT]` runs all tiers, or the named ones, and sums up.
import { boot } from './boot.mjs';

await boot('test/ladder/main.ts');
