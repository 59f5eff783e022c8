// Makes a column of records of fixed width searchable, all in bytes.

/** A column that can be searched. What is all zero is not found. */
export interface Column {
  /** The number of the first record with these bytes, as many as the column has; -1 where there is none. */
  first(wanted: Buffer, at: number): number;
  /** The numbers of all records that have these bytes (as hex), in order; fewer than the column has may be asked for, but four at least. */
  all(hex: string): number[];
}

/** Indexes the `length` bytes from `column` on of records of `width` bytes by their first four. */
export function columnOf(records: Buffer, width: number, column: number, length: number): Column {
  const count = records.length / width;
  const bits = Math.max(4, Math.ceil(Math.log2(count + 1)) + 1);
  const firsts = new Int32Array(2 ** bits).fill(-1);
  const next = new Int32Array(count);
  const slotOf = (bytes: Buffer, at: number) => (Math.imul(bytes.readInt32LE(at), 0x9e3779b1) >>> (32 - bits)) | 0;
  for (let record = count - 1; record >= 0; record--) {
    const at = record * width + column;
    if (records.readInt32LE(at) === 0 && records.subarray(at, at + length).every((byte) => byte === 0)) continue;
    const slot = slotOf(records, at);
    next[record] = firsts[slot]!;
    firsts[slot] = record;
  }
  const has = (record: number, wanted: Buffer, from: number, size: number) => {
    const at = record * width + column;
    return records.compare(wanted, from, from + size, at, at + size) === 0;
  };
  return {
    first(wanted, at) {
      let record = firsts[slotOf(wanted, at)]!;
      while (record >= 0 && !has(record, wanted, at, length)) record = next[record]!;
      return record;
    },
    all(hex) {
      const wanted = Buffer.from(hex, 'hex');
      const found: number[] = [];
      if (wanted.length > length) return found;
      for (let record = firsts[slotOf(wanted, 0)]!; record >= 0; record = next[record]!)
        if (has(record, wanted, 0, wanted.length)) found.push(record);
      return found;
    },
  };
}
