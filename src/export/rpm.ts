// Patches into the folder of an RPM package: the files, and the spec that names and applies them.
import { Fault } from '../base/fault';
import { withPaths } from './paths';
import { placePatches, rewrite } from './place-patch';
import { addRelease } from './rpm-changelog';
import { addToSpec, specStrip } from './rpm-edit';
import { readSpec } from './rpm-spec';
import { changeLines, patchComment, suseComment } from './rpm-words';
import type { ExportOrder, ExportPlan, Outgoing, Packager, Place } from './types';

/** Where a package's spec is, and the folder of its sources (`''` or with a `/` at its end). */
export interface SpecPlace {
  path: string;
  sources: string;
}

/** The one spec of a folder: beside its patches, or in rpmbuild's `SPECS` beside `SOURCES`. Throws `no-spec`. */
export async function findSpec(place: Place): Promise<SpecPlace> {
  for (const [folder, sources] of [
    ['', ''],
    ['SPECS/', 'SOURCES/'],
  ] as const) {
    const found = (await place.list(folder)).filter((name) => name.endsWith('.spec'));
    if (found.length === 1) return { path: `${folder}${found[0]}`, sources };
    if (found.length > 1)
      throw new Fault(
        'no-spec',
        `${place.name} has several spec files: ${found.join(', ')}.`,
        'Keep each package in a folder of its own.',
      );
  }
  throw new Fault('no-spec', `${place.name} has no spec file.`, 'Name the folder that holds the package’s .spec.');
}

/**
 * The plan for a package's folder: the patches, and a spec that names them. With a `releaser` it becomes the package's next release.
 * Throws `no-spec`, `spec-prep`, `spec-strip`, `not-ours`.
 */
export async function exportRpm(
  place: Place,
  patches: readonly Outgoing[],
  { force }: ExportOrder,
  releaser: Packager | undefined,
): Promise<ExportPlan> {
  const { path: specPath, sources } = await findSpec(place);
  const before = (await place.read(specPath)) ?? '';
  const spec = readSpec(before);
  const strip = specStrip(spec, `${place.name}/${specPath}`);
  const listed = spec.patches.map(({ file }) => sources + file);
  const formed = patches.map(({ file, text }) => ({
    file,
    path: sources + nameOf(file),
    text: strip === 1 ? text : (withPaths(text, (old) => old, strip).text ?? text),
  }));
  const { named, fresh, ...plan } = await placePatches(place, formed, listed, force);
  const isOpenSuse = /^#+ ?PATCH-(?:FIX|FEATURE)-\w+ /m.test(before);
  const items = among(patches, named).map(({ file, document }) => ({
    file: nameOf(file),
    comment: isOpenSuse ? suseComment(nameOf(file), document) : patchComment(document),
  }));
  const spelled = addToSpec(before, `${place.name}/${specPath}`, items);
  const changes = among(patches, fresh).map(({ document }) => changeLines(document));
  const release =
    releaser && changes.length > 0 ? addRelease(spelled, changes, releaser) : { text: spelled, bumped: true };
  const notes = release.bumped ? [] : [`The Release in ${specPath} is no plain number, so it stays: raise it by hand.`];
  return { ...plan, writes: [...plan.writes, ...rewrite(specPath, before, release.text)], notes };
}

function among(patches: readonly Outgoing[], files: readonly string[]): Outgoing[] {
  return patches.filter(({ file }) => files.includes(file));
}

function nameOf(file: string): string {
  return file.split('/').at(-1) ?? file;
}
