// Damaged patches: whatever is done to a real one, no feature of the language throws, hangs or points outside of the text.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromBuffer } from '../../../src/base/bytes';
import { examineDamaged } from './damage';

const FOLDER = 'test/fixtures/patches';
/** How many damaged patches are tried: few with every run, as many as the environment variable says otherwise. */
const RUNS = Number(process.env.FISHLADDER_TEST_FUZZ ?? 100);

const texts = readdirSync(FOLDER)
  .filter((name) => name !== 'README.md')
  .map((name) => fromBuffer(readFileSync(join(FOLDER, name))));

suite('fuzz', () => {
  test(`${RUNS} damaged patches`, function () {
    this.timeout(Math.max(2_000, RUNS * 100));
    examineDamaged(texts, RUNS);
  });
});
