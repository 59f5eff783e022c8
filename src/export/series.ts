// A folder with a quilt series: plain, of a Debian package, of site-packages, or of a kolla image.
import type { Bytes } from '../base/bytes';
import { formatSeries, insertPatch, parseSeries, seriesEntries } from '../fix/series';
import { placePatches, rewrite } from './place-patch';
import type { ExportOrder, ExportPlan, Outgoing, Place } from './types';

/** A patch's text as that folder has it; undefined where nothing of it belongs there. */
type Form = (patch: Outgoing) => Bytes | undefined;

/**
 * Patches into the folder `dir` of a place (`''` is the place itself), each named in its `series`: before the first patch that comes
 * after it in the queue, else last. Every other line stays. `fresh` are the files that are new there, or changed. Throws `not-ours`.
 */
export async function exportSeries(
  place: Place,
  dir: string,
  patches: readonly Outgoing[],
  { order, force }: ExportOrder,
  form: Form,
): Promise<ExportPlan & { fresh: string[] }> {
  const at = (file: string) => (dir === '' ? file : `${dir}/${file}`);
  const before = await place.read(at('series'));
  const series = parseSeries(before ?? '');
  const listed = seriesEntries(series).map(({ file }) => at(file));
  const formed = patches.flatMap((patch) => {
    const text = form(patch);
    return text === undefined ? [] : [{ file: patch.file, path: at(patch.file), text }];
  });
  const { named, fresh, ...plan } = await placePatches(place, formed, listed, force);
  const after = named.reduce((all, file) => insertPatch(all, file, order), series);
  const write = after === series ? [] : rewrite(at('series'), before, formatSeries(after));
  return { ...plan, writes: [...plan.writes, ...write], notes: [], fresh };
}
