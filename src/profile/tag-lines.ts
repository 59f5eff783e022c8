// `Name: value` lines anywhere above the diff, as checkers that read a patch line by line see them.
import { decode, splitLines } from '../base/bytes';
import type { LineRange } from '../patch/types';
import type { Reading } from './reading';

/** Such a line; `value` is unicode, and what stands on that line only. */
export interface TagLine extends LineRange {
  name: string;
  value: string;
}

/** All of them in the header, the message and the notes, in order. */
export function tagLines({ patch }: Reading): TagLine[] {
  return splitLines(patch.preamble).flatMap((line, start) => {
    const [, name, value = ''] = /^([^\s:]+):[ \t]*(.*?)[\r\n]*$/.exec(line) ?? [];
    return name === undefined ? [] : [{ name, value: decode(value), start, end: start + 1 }];
  });
}
