// Review threads find the lines of a live text that their reviewed lines became, or none.
import assert from 'node:assert/strict';
import { type LivePlace, placeThreads } from '../../../src/flow/place-comments';
import type { Place, Thread } from '../../../src/review/thread';

const reviewed = [
  'import os',
  '',
  'def open_volume(name):',
  '    path = os.path.join(root, name)',
  '    return path',
  '',
];
const live = [
  '# deployed',
  'import os',
  '',
  'def open_volume(name, mode):',
  '    path = os.path.join(root, name)',
  '    log(path)',
  '    return path',
  '',
];

function thread(place?: Place): Thread {
  return { id: 't', ...(place ? { place } : {}), patchSet: 1, commit: '', resolved: false, comments: [] };
}

function placed(
  place: Place,
  after = reviewed,
  onto = live,
  before: string[] | undefined = undefined,
): LivePlace | undefined {
  const texts = { before: before?.join('\n'), after: after.join('\n') };
  return placeThreads([thread(place)], texts, onto.join('\n'))[0]?.place;
}

const inAfter = (line: number): Place => ({ path: 'a.py', side: 'after', line });

suite('placeThreads', () => {
  test('follows a line that stands elsewhere, and covers the whole of it', () => {
    assert.deepEqual(placed(inAfter(4)), {
      kind: 'same',
      start: { line: 4, character: 0 },
      end: { line: 4, character: 35 },
    });
  });

  test('takes the line that it was changed into', () => {
    assert.deepEqual(placed(inAfter(3)), {
      kind: 'like',
      start: { line: 3, character: 0 },
      end: { line: 3, character: 28 },
    });
  });

  test('gives no place to a line that is not there', () => {
    const gone = [...reviewed.slice(0, 4), '    raise NotImplementedError("soon")', ...reviewed.slice(4)];
    assert.equal(placed(inAfter(5), gone), undefined);
  });

  test('keeps the characters of a range where its lines are the same', () => {
    const range = { startLine: 4, startCharacter: 4, endLine: 4, endCharacter: 8 };
    assert.deepEqual(placed({ path: 'a.py', side: 'after', range }), {
      kind: 'same',
      start: { line: 4, character: 4 },
      end: { line: 4, character: 8 },
    });
  });

  test('says that a range is alike when lines stand between its lines now', () => {
    const range = { startLine: 4, startCharacter: 4, endLine: 5, endCharacter: 10 };
    assert.deepEqual(placed({ path: 'a.py', side: 'after', range }), {
      kind: 'like',
      start: { line: 4, character: 4 },
      end: { line: 6, character: 10 },
    });
  });

  test('ends a range before the first character of a line with the line above', () => {
    const range = { startLine: 4, startCharacter: 0, endLine: 5, endCharacter: 0 };
    assert.deepEqual(placed({ path: 'a.py', side: 'after', range })?.kind, 'same');
    assert.deepEqual(placed({ path: 'a.py', side: 'after', range }), {
      kind: 'same',
      start: { line: 4, character: 0 },
      end: { line: 4, character: 35 },
    });
  });

  test('reads the lines of the file as it was for the side before', () => {
    const before = ['import os', '    return path', ''];
    const place: Place = { path: 'a.py', side: 'before', line: 2 };
    assert.deepEqual(placed(place, reviewed, live, before), {
      kind: 'same',
      start: { line: 6, character: 0 },
      end: { line: 6, character: 15 },
    });
    assert.equal(placed(place), undefined, 'the file was not there before');
  });

  test('knows a thread about the file, and one about no file', () => {
    assert.deepEqual(placed({ path: 'a.py', side: 'after' }), { kind: 'file' });
    assert.equal(placeThreads([thread()], { before: undefined, after: '' }, '')[0]?.place, undefined);
  });

  test('reads lines whatever their endings are', () => {
    const texts = { before: undefined, after: reviewed.join('\r\n') };
    assert.equal(placeThreads([thread(inAfter(4))], texts, live.join('\n'))[0]?.place?.kind, 'same');
  });

  test('gives no place to lines that no text has', () => {
    for (const line of [0, -5, 7, 1e12, Number.NaN]) assert.equal(placed(inAfter(line)), undefined, `${line}`);
    const range = { startLine: -3, startCharacter: 0, endLine: 1e12, endCharacter: 1 };
    assert.equal(placed({ path: 'a.py', side: 'after', range })?.kind, 'like');
  });
});
