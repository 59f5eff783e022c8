// Bytes that arrive in pieces and are taken off in lines and counted lengths; each byte is copied once.

/** What has arrived and was not taken yet. */
export interface ByteQueue {
  /** Adds a piece at the end. */
  push(piece: Buffer): void;
  /** The next byte, which stays; undefined while nothing has arrived. */
  peek(): number | undefined;
  /** Takes everything before the next such byte and drops the byte; undefined while it has not arrived. */
  takeUntil(byte: number): Buffer | undefined;
  /** Takes exactly this many bytes; undefined while fewer have arrived. */
  take(count: number): Buffer | undefined;
}

/** An empty queue. */
export function byteQueue(): ByteQueue {
  let pieces: Buffer[] = [];
  let length = 0;
  const take = (count: number): Buffer | undefined => {
    if (count > length) return undefined;
    if (pieces.length > 1 && (pieces[0] as Buffer).length < count) pieces = [Buffer.concat(pieces)];
    const first = pieces[0] ?? Buffer.alloc(0);
    if (first.length > count) pieces[0] = first.subarray(count);
    else pieces.shift();
    length -= count;
    return first.subarray(0, count);
  };
  return {
    take,
    peek: () => pieces[0]?.[0],
    push(piece) {
      pieces.push(piece);
      length += piece.length;
    },
    takeUntil(byte) {
      let before = 0;
      for (const piece of pieces) {
        const at = piece.indexOf(byte);
        if (at >= 0) return take(before + at + 1)?.subarray(0, -1);
        before += piece.length;
      }
      return undefined;
    },
  };
}
