// The demo: `node test/demo/run.mjs` plays it in the terminal, with `--editor` in VS Code.
import { boot } from '../boot.mjs';

await boot('test/demo/main.ts');
