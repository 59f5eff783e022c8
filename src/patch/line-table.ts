// Gives equal lines equal numbers, by a hash of a few of their signs: most lines differ in their last ones.
import type { Bytes } from '../base/bytes';

/** How many places are looked at for a line; lines that more others stand in the way of are kept in a map. */
const MOST_STEPS = 32;

/** Lines and their numbers, from 0 on in the order in which the lines come. */
export interface LineTable {
  /** The number of the line that stands from `start` to `end` of a text. */
  number(text: Bytes, start: number, end: number): number;
  size(): number;
}

/** An empty table; `expected` lines find room in it before it has to grow. */
export function lineTable(expected: number): LineTable {
  /** Of each line its hash and where it stands; cutting it out would cost more than most lines need. */
  const hashes: number[] = [];
  const texts: Bytes[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const lineOf = (id: number) => texts[id]!.slice(starts[id], ends[id]);
  const crowded = new Map<Bytes, number>();
  let bits = Math.max(4, 33 - Math.clz32(expected));
  /** The number of the line in each place, plus one; 0 where there is none. */
  let places = new Int32Array(2 ** bits);

  const add = (hash: number, id: number): void => {
    const mask = places.length - 1;
    let place = hash >>> (32 - bits);
    for (let steps = 0; steps < MOST_STEPS; steps++) {
      if (places[place] === 0) {
        places[place] = id + 1;
        return;
      }
      place = (place + 1) & mask;
    }
    crowded.set(lineOf(id), id);
  };
  const grow = (): void => {
    places = new Int32Array(2 ** ++bits);
    const known = new Set(crowded.values());
    for (let id = 0; id < hashes.length; id++) if (!known.has(id)) add(hashes[id]!, id);
  };

  return {
    size: () => hashes.length,
    number(text, start, end) {
      const hash = hashOf(text, start, end);
      const mask = places.length - 1;
      let place = hash >>> (32 - bits);
      for (let steps = 0; steps < MOST_STEPS; steps++) {
        const id = places[place]! - 1;
        if (id < 0) break;
        if (hashes[id] === hash && ends[id]! - starts[id]! === end - start && lineOf(id) === text.slice(start, end))
          return id;
        place = (place + 1) & mask;
      }
      const known = crowded.size > 0 ? crowded.get(text.slice(start, end)) : undefined;
      if (known !== undefined) return known;
      if (2 * hashes.length >= places.length) grow();
      const id = hashes.push(hash) - 1;
      texts.push(text);
      starts.push(start);
      ends.push(end);
      add(hash, id);
      return id;
    },
  };
}

/** Made of the length, the last signs and some before them; its first bits are the best. */
function hashOf(text: Bytes, start: number, end: number): number {
  const length = end - start;
  let hash = length;
  const last = Math.max(start, end - 9);
  for (let at = end - 2; at >= last; at--) hash = Math.imul(hash, 31) + text.charCodeAt(at);
  for (let part = 1; part < 4; part++) hash = Math.imul(hash, 31) + text.charCodeAt(start + ((length * part) >> 2));
  return Math.imul(hash, 0x9e3779b1);
}
