// Measures the porting engine on real history: `node test/bench/ports.mjs --repo PATH`; without arguments it says how.
import { boot } from '../boot.mjs';

await boot('test/bench/ports/main.ts');
