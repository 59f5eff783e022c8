// Measures and prints: `node test/bench/run.mjs [name…]` takes all measurements, or the named ones.
import { boot } from '../boot.mjs';

await boot('test/bench/main.ts');
