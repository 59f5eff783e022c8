// Semantic tokens of a quilt series: patches that are there or not, their options, comments.
import { type Bytes, decode } from '../base/bytes';
import { parseSeries } from '../fix/series';
import { isUsualOption, type SeriesFolder } from './check-series';
import type { Token } from './token';

/** The tokens of a series, in order; whether a patch is there is told where the folder is known. */
export function seriesTokens(text: Bytes, folder: SeriesFolder | undefined): Token[] {
  return parseSeries(text).lines.flatMap(({ text: row, entry }, line): Token[] => {
    const shown = decode(row).trimEnd();
    const comment = /(?<=^|[ \t])#.*$/.exec(shown);
    const words = [...shown.slice(0, comment?.index).matchAll(/[^ \t\r]+/g)];
    const tokens = words.map(({ index, 0: word }, at): Token => {
      const place = { line, from: index, to: index + word.length };
      if (at > 0) return { ...place, type: 'parameter', modifier: isUsualOption(word) ? undefined : 'deprecated' };
      const isThere = entry && folder?.has(entry.file);
      return { ...place, type: 'function', modifier: isThere ? 'definition' : folder ? 'deprecated' : undefined };
    });
    if (comment) tokens.push({ line, from: comment.index, to: shown.length, type: 'comment' });
    return tokens;
  });
}
