// Patches into the source tree of a Debian package: `debian/patches` with DEP-3 headers, its series, and the changelog.
import { decode } from '../base/bytes';
import { Fault } from '../base/fault';
import { type FixDocument, titleOf } from '../fix/document';
import { headerForm, toDep3 } from '../patch/header-form';
import { parseMessage, trailerValues } from '../patch/message';
import { addToChangelog, type ChangeItem } from './debian-changelog';
import { withHeader } from './header';
import { rewrite } from './place-patch';
import { exportSeries } from './series';
import type { ExportOrder, ExportPlan, Outgoing, Packager, Place } from './types';

const CHANGELOG = 'debian/changelog';
const PATCHES = 'debian/patches';

/**
 * The plan for a package's source tree. Patches that are new there, or changed, get a line in `debian/changelog`. Throws `no-package`,
 * `not-quilt`, `not-ours`, `bad-changelog`.
 */
export async function exportDebian(
  place: Place,
  patches: readonly Outgoing[],
  order: ExportOrder,
  who: Packager,
): Promise<ExportPlan> {
  const changelog = await place.read(CHANGELOG);
  if (changelog === undefined)
    throw new Fault(
      'no-package',
      `${place.name} is no Debian package: it has no ${CHANGELOG}.`,
      'Name the top folder of the unpacked source package (apt-get source, or a packaging repository).',
    );
  await checkFormat(place);
  const { fresh, ...plan } = await exportSeries(place, PATCHES, patches, order, dep3Text);
  const items = patches.filter(({ file }) => fresh.includes(file)).map(changeItem);
  const entry = rewrite(CHANGELOG, changelog, addToChangelog(changelog, `${place.name}/${CHANGELOG}`, items, who));
  return {
    ...plan,
    writes: [...entry, ...plan.writes],
    notes: [...patches.flatMap(foreignNote), ...(await appliedNotes(place, plan))],
  };
}

/** Throws `not-quilt` where nothing would apply `debian/patches` (dpkg-source(1), "Format: 3.0 (quilt)"). */
async function checkFormat(place: Place): Promise<void> {
  const format = (await place.read('debian/source/format'))?.trim() ?? '1.0';
  const applied = format === '3.0 (quilt)' || (await place.read(`${PATCHES}/series`)) !== undefined;
  if (applied) return;
  throw new Fault(
    'not-quilt',
    `The package's source format is ${decode(format)}, which applies no debian/patches.`,
    "Write '3.0 (quilt)' into debian/source/format, or commit the fix to the package's own source.",
  );
}

/** A fix in DEP-3's form, sealed again; a patch of others, and a header that is none, as it is. */
function dep3Text({ text, isFix }: Outgoing) {
  if (!isFix) return text;
  return withHeader(text, (mail) => (headerForm(mail) === 'git' ? toDep3(mail) : mail));
}

function changeItem({ file, document }: Outgoing): ChangeItem {
  return { file: `${PATCHES}/${file}`, title: titleOf(document.message), closes: closesOf(document) };
}

/** What the archives' tools close when the version is uploaded: `Closes: #1, #2` in Debian's tracker, `LP: #3` in Launchpad. */
function closesOf(document: FixDocument): string[] {
  const numbers = (name: string, address: RegExp) => {
    const fields = document.others.filter((field) => field.name.toLowerCase() === name.toLowerCase());
    const values = [
      ...fields.map(({ raw }) => raw.slice(raw.indexOf(':') + 1).trim()),
      ...trailerValues(parseMessage(document.message), name),
    ];
    return [...new Set(values.flatMap((value) => address.exec(value)?.[1] ?? []))].map((number) => `#${number}`);
  };
  const debian = numbers('Bug-Debian', /^https?:\/\/bugs\.debian\.org\/(?:cgi-bin\/bugreport\.cgi\?bug=)?(\d+)$/);
  const ubuntu = numbers('Bug-Ubuntu', /^https?:\/\/(?:bugs\.)?launchpad\.net\/\S*?(?<!\d)(\d+)$/);
  return [
    ...(debian.length > 0 ? [`Closes: ${debian.join(', ')}`] : []),
    ...(ubuntu.length > 0 ? [`LP: ${ubuntu.join(', ')}`] : []),
  ];
}

/** quilt takes an applied patch off by the text that it was applied with. */
async function appliedNotes(place: Place, { patches }: Pick<ExportPlan, 'patches'>): Promise<string[]> {
  const applied = (await place.read('.pc/applied-patches'))?.split('\n') ?? [];
  return patches
    .filter(({ file, fate }) => fate === 'replaced' && applied.includes(file))
    .map(
      ({ file }) =>
        `${file} is applied in ${place.name} in the form that it had: run quilt pop -af there before anything else.`,
    );
}

function foreignNote({ file, document }: Outgoing): string[] {
  const paths = document.files.map(({ newPath, oldPath }) => decode(newPath ?? oldPath ?? ''));
  const own = paths.filter((path) => path.startsWith('debian/'));
  if (own.length === 0) return [];
  return [`${file} changes ${own.join(', ')}, which dpkg-source takes from the package itself, not from patches.`];
}
