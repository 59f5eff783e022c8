// Bytes that arrive in pieces of any size are taken off whole.
import assert from 'node:assert/strict';
import { byteQueue } from '../../../src/git/byte-queue';

suite('byteQueue', () => {
  test('takes lines and counted bytes, however they arrive', () => {
    const stream = Buffer.from('one\n\n12345two\n');
    for (let size = 1; size <= stream.length; size++) {
      const queue = byteQueue();
      const taken: (string | undefined)[] = [];
      const steps = [
        () => queue.takeUntil(0x0a),
        () => queue.takeUntil(0x0a),
        () => queue.take(5),
        () => queue.takeUntil(0x0a),
      ];
      for (let at = 0; at < stream.length; at += size) {
        queue.push(stream.subarray(at, at + size));
        for (let part = steps[0]?.(); part; part = steps[0]?.()) {
          taken.push(part.toString());
          steps.shift();
        }
      }
      assert.deepEqual(taken, ['one', '', '12345', 'two'], `in pieces of ${size}`);
      assert.equal(queue.peek(), undefined);
    }
  });

  test('leaves what is not complete', () => {
    const queue = byteQueue();
    assert.equal(queue.takeUntil(0), undefined);
    queue.push(Buffer.from('ab'));
    assert.equal(queue.take(3), undefined);
    assert.equal(queue.takeUntil(0), undefined);
    assert.equal(queue.peek(), 0x61);
    assert.equal(queue.take(2)?.toString(), 'ab');
    assert.equal(queue.take(0)?.length, 0);
  });
});
