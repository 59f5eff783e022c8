// Lines that stand under a bracket, where that bracket has moved.
import assert from 'node:assert/strict';
import { splitLines } from '../../../../src/base/bytes';
import { realigned } from '../../../../src/port/adapt/realign';

/** The answer's lines put under their brackets again, where all but `kept` is new. */
function again(text: string, theirs: string, kept: readonly string[] = []): string | undefined {
  return realigned(splitLines(text), (line) => !kept.includes(line), splitLines(theirs))?.join('');
}

suite('port/adapt/realign', () => {
  test('what stands under a bracket moves with it, and so does what follows as deep', () => {
    const theirs = "show(server, {'status': 1,\n              'host': {\n                  'a': 2}})\n";
    const answer = "show(api, server, {'status': 1,\n              'host': {\n                  'a': 2}})\n";
    assert.equal(
      again(answer, theirs),
      "show(api, server, {'status': 1,\n                   'host': {\n                       'a': 2}})\n",
    );
  });

  test('it moves to the left as well', () => {
    assert.equal(again('f(a,\n       b)\n', 'long_f(a,\n       b)\n'), 'f(a,\n  b)\n');
  });

  test('what stands no deeper than the statement, stands right, or is not new stays', () => {
    assert.equal(again('call(one,\n    two)\n', 'recall(one,\n    two)\n'), undefined);
    assert.equal(again('call(one,\n     two)\n', 'call(one,\n     two)\n'), undefined);
    assert.equal(again('f(a,\n       b)\n', 'long_f(a,\n       b)\n', ['       b)\n']), undefined);
    assert.equal(again('f(\n       b)\n', 'long_f(a,\n       b)\n'), undefined);
    assert.equal(again('', 'long_f(a,\n       b)\n'), undefined);
  });
});
