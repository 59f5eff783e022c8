// Every patch of real source packages: read, written, applied, checked and turned into the other form, beside Debian's own tools.
import assert from 'node:assert/strict';
import { type Bytes, decode } from '../../src/base/bytes';
import { formatPatch } from '../../src/patch/format';
import { headerForm, toDep3, toGit } from '../../src/patch/header-form';
import { formatMail, parseMail } from '../../src/patch/mail';
import { parsePatch } from '../../src/patch/parse';
import { examineDamaged } from '../unit/language/damage';
import { fetchSource } from './archive';
import { type Disagreement, explainer } from './causes';
import { contentOf } from './content';
import { exchangeLosses } from './exchange';
import { countCause, describeFigures, figures } from './figures';
import { groundOf, problemsOf, seriesProblems, timing } from './opinions';
import { corpusOfRun } from './packages';
import { openSource, type Source } from './source';
import { differences, quiltPush, stackQueue } from './stack';
import { lintianTags, refusedByDpkg, TAGS } from './verdicts';

const { names, least, damages } = corpusOfRun();
/** Longer patches are not damaged, so that many can be. */
const LONGEST = 20_000;
const found = names.flatMap((name) => {
  const dsc = fetchSource(name);
  return dsc === undefined ? [] : [{ name, dsc }];
});

const texts: Bytes[] = [];

suite('corpus', () => {
  test(`at least ${least} packages are there`, () => assert.ok(found.length >= least, `${found.length} packages`));

  suiteTeardown(() => console.log(describeFigures()));

  for (const { name, dsc } of found)
    suite(name, () => {
      let source: Source;
      suiteSetup(() => {
        source = openSource(name, dsc);
        figures.packages++;
        figures.patches += source.patches.length;
        texts.push(...source.patches.flatMap(({ text }) => (text.length <= LONGEST ? [text] : [])));
      });
      suiteTeardown(() => source.dispose());

      test('every patch is read, and comes back byte for byte', () => {
        for (const { name: patch, text } of source.patches) {
          assert.equal(formatPatch(parsePatch(text)) === text, true, patch);
          figures.unchanged++;
        }
      });

      test('headers lose nothing between the forms', () => {
        for (const { name: patch, text } of source.patches) {
          const { preamble } = parsePatch(text);
          if (headerForm(parseMail(preamble)) === undefined) continue;
          const texts = [preamble];
          for (let turn = 0; turn < 6; turn++) texts.push(inOtherForm(texts[turn] as string));
          for (const each of texts) assert.deepEqual(contentOf(each), contentOf(preamble), patch);
          assert.equal(texts[6], texts[4], `${patch} does not settle`);
          figures.roundTrips++;
        }
      });

      test('patches come into a queue, leave it in every form and come back without a loss', async () => {
        assert.deepEqual(await exchangeLosses(source.patches), []);
      });

      test('no check takes longer than its budget', () => {
        for (const patch of source.patches) {
          const { lines, took, limit } = timing(patch);
          const { slowest } = figures;
          if (took / limit > slowest.took / slowest.limit)
            figures.slowest = { patch: `${name} ${patch.name}`, lines, took, limit };
          assert.ok(took <= limit, `${patch.name}: ${lines} lines, ${took.toFixed(1)} ms`);
        }
      });

      test("the checks say what lintian's and dpkg-source say, or it is known why not", () => {
        const explain = explainer(source);
        const unexplained = disagreements(source).filter((each) => {
          const cause = explain(each);
          if (cause !== undefined) countCause(cause);
          return cause === undefined;
        });
        assert.deepEqual(unexplained, []);
      });

      test('the queue applies in memory as with quilt, and the checks find nothing wrong there', async () => {
        const stacked = await stackQueue(source);
        assert.equal(stacked.at(-1)?.problem, undefined, stacked.at(-1)?.name);
        for (const patch of stacked) {
          const problems = problemsOf(patch, await groundOf(patch, source));
          const errors = problems.filter(({ code }) => /^(?:file-|context-|not-in-series)/.test(code));
          assert.deepEqual(
            errors.map(({ code, message }) => `${code} ${message}`),
            [],
            patch.name,
          );
        }
        assert.equal(source.queue.length === 0 ? undefined : quiltPush(source), undefined);
        assert.deepEqual(differences(source, stacked).map(decode), []);
        figures.queued += source.queue.length;
        figures.asQuilt += stacked.length;
      });
    });
});

suite('corpus, damaged', () => {
  test(`${damages} damages break nothing`, () => examineDamaged(texts, damages));
});

function inOtherForm(preamble: string): string {
  const mail = parseMail(preamble);
  return formatMail(headerForm(mail) === 'git' ? toDep3(mail) : toGit(mail));
}

/** What one of the tools says of a patch, and our checks do not, or the other way round. */
function disagreements(source: Source): Disagreement[] {
  const codes = new Set(Object.values(TAGS));
  const ours = new Map<string, Disagreement>();
  const theirs = new Map<string, Disagreement>();
  const note = (into: Map<string, Disagreement>, each: Disagreement) => into.set(`${each.code} ${each.about}`, each);
  for (const { code, about } of seriesProblems(source)) if (codes.has(code)) note(ours, { code, about, by: 'us' });
  for (const patch of source.patches)
    for (const { code, severity } of problemsOf(patch)) {
      if (codes.has(code)) note(ours, { code, about: patch.name, by: 'us' });
      if (severity === 'error' && /^(?:patch-syntax|hunk-count|blank-context)$/.test(code))
        note(ours, { code: 'unreadable', about: patch.name, by: 'us' });
    }
  for (const { tag, about } of lintianTags(source)) note(theirs, { code: TAGS[tag] ?? tag, about, by: 'lintian' });
  figures.lintianTags += theirs.size;
  for (const about of refusedByDpkg(source).keys()) note(theirs, { code: 'unreadable', about, by: 'dpkg-source' });
  figures.agreed += [...theirs].filter(([key, { by }]) => by === 'lintian' && ours.has(key)).length;
  const only = (these: Map<string, Disagreement>, those: Map<string, Disagreement>) =>
    [...these].flatMap(([key, each]) => (those.has(key) ? [] : [each]));
  return [...only(ours, theirs), ...only(theirs, ours)];
}
