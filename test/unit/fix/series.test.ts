// Series files keep every line, and only name patches where quilt would see one.
import assert from 'node:assert/strict';
import { formatSeries, parseSeries, seriesEntries, withPatch } from '../../../src/fix/series';

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
    const once = withPatch(parseSeries('a.patch'), 'b.patch');
    assert.equal(formatSeries(once), 'a.patch\nb.patch\n');
    assert.equal(withPatch(once, 'a.patch'), once);
  });

  test('puts a patch before another one, and at the end where that one is not there', () => {
    const series = parseSeries('# ours\na.patch\nb.patch -p1\n');
    assert.equal(formatSeries(withPatch(series, 'c.patch', 'b.patch')), '# ours\na.patch\nc.patch\nb.patch -p1\n');
    assert.equal(formatSeries(withPatch(series, 'c.patch', 'd.patch')), '# ours\na.patch\nb.patch -p1\nc.patch\n');
  });
});
