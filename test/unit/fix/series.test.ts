// Series files keep every line, and only name patches where quilt would see one.
import assert from 'node:assert/strict';
import { appendPatch, formatSeries, parseSeries, seriesEntries } from '../../../src/fix/series';

suite('series', () => {
  const text = '# ours\n\nfix-a.patch\nfix-b.patch -p0 # upstream soon\n  # indented\nsub/fix-c.patch\n';

  test('gives back what was read', () => {
    assert.equal(formatSeries(parseSeries(text)), text);
  });

  test('names the patches in order, options and comments apart', () => {
    const series = parseSeries(text);
    assert.deepEqual(
      seriesEntries(series).map(({ file }) => file),
      ['fix-a.patch', 'fix-b.patch', 'sub/fix-c.patch'],
    );
    assert.deepEqual(series.lines[3]?.entry?.options, ['-p0']);
  });

  test('appends a patch once, also where the last line had no newline', () => {
    const once = appendPatch(parseSeries('a.patch'), 'b.patch');
    assert.equal(formatSeries(once), 'a.patch\nb.patch\n');
    assert.equal(appendPatch(once, 'a.patch'), once);
  });
});
