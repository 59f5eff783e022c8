// Tells what two texts have in common by comparing large parts at once, which is much faster than sign by sign.
import type { Bytes } from '../base/bytes';

/** The largest part of a text that is compared at once, in signs; a power of two. */
const LARGEST = 2 ** 14;

/**
 * The lines from `start` to `end` of a text, as offsets, and to `oldEnd` of its older form, outside of which both are the same; the start
 * is the same in both.
 */
export function middleOf(old: Bytes, now: Bytes): { start: number; end: number; oldEnd: number } {
  const most = Math.min(old.length, now.length);
  const alike = reach(most, (from, to) => old.slice(from, to) === now.slice(from, to));
  const start = alike === 0 ? 0 : now.lastIndexOf('\n', alike - 1) + 1;
  const fromEnd = (text: Bytes, from: number, to: number) => text.slice(text.length - to, text.length - from);
  const tail = reach(most - start, (from, to) => fromEnd(old, from, to) === fromEnd(now, from, to));
  const line = tail === 0 ? -1 : now.indexOf('\n', now.length - tail);
  const kept = line < 0 ? 0 : now.length - line - 1;
  return { start, end: now.length - kept, oldEnd: old.length - kept };
}

/** How many signs of both texts are alike from these places to these ends, in whole lines. */
export function alikeLines(
  old: Bytes,
  now: Bytes,
  oldAt: number,
  at: number,
  oldEnd = old.length,
  end = now.length,
): number {
  const most = Math.min(oldEnd - oldAt, end - at);
  const alike = reach(most, (from, to) => old.slice(oldAt + from, oldAt + to) === now.slice(at + from, at + to));
  if (alike === end - at && alike === oldEnd - oldAt) return alike;
  return alike === 0 ? 0 : Math.max(0, now.lastIndexOf('\n', at + alike - 1) + 1 - at);
}

/** How far, up to `most`, something holds; it is asked for large parts first. */
function reach(most: number, holds: (from: number, to: number) => boolean): number {
  let done = 0;
  for (let step = LARGEST; step >= 1; ) {
    if (done + step <= most && holds(done, done + step)) done += step;
    else step /= 2;
  }
  return done;
}
