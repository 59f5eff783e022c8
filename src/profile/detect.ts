// Tells which community's conventions a repository follows.
import { packageProfile } from './debian/profile';
import { genericProfile } from './generic/profile';
import { githubProfile } from './github/profile';
import { gitlabProfile } from './gitlab/profile';
import { type HostedProject, hostedForge, hostedKind, hostedProject } from './hosted';
import { kubernetesProfile } from './kubernetes/profile';
import { linuxProfile } from './linux/profile';
import { type GitReview, parseGitReview } from './openstack/gitreview';
import { openstackProfile } from './openstack/profile';
import type { Community, Profile } from './profile';
import { rpmProfile } from './rpm/profile';
import { suseProfile } from './suse/profile';
import { yoctoProfile } from './yocto/profile';

/** What tells the community: names at the top of the repository, the texts of `CLUE_FILES` that are there, the remote's address. */
export interface Clues {
  names: readonly string[];
  texts: ReadonlyMap<string, string>;
  remote?: string;
}

/** The files that are read for a repository's clues, from its top. */
export const CLUE_FILES = ['.gitreview', 'debian/source/format', 'debian/changelog', 'conf/layer.conf'];

/** The profile of a repository. The first community that its clues fit, generic where none does. */
export function detectProfile(clues: Clues): Profile {
  const found = (Object.keys(SIGNS) as (keyof typeof SIGNS)[]).find((id) => SIGNS[id](clues));
  return communityProfile(found ?? 'generic', clues);
}

/** The profile of a community, for a repository with these clues, or for a patch without any. */
export function communityProfile(id: Community, clues: Clues = { names: [], texts: new Map() }): Profile {
  return OPEN[id](reviewOf(clues), clues.remote === undefined ? undefined : hostedProject(clues.remote));
}

/** In order: packaging comes before what is packaged, a named Gerrit before the kind of source, hosts last. */
const SIGNS: Record<Exclude<Community, 'generic'>, (clues: Clues) => boolean> = {
  ubuntu: (clues) => isPackage(clues) && /^\S+ \([^)]*ubuntu[^)]*\)/.test(clues.texts.get('debian/changelog') ?? ''),
  debian: isPackage,
  openstack: (clues) => reviewOf(clues) !== undefined,
  suse: ({ names }) => names.includes('series.conf') && names.includes('patches.suse'),
  linux: ({ names }) => ['MAINTAINERS', 'Kbuild', 'Kconfig'].every((name) => names.includes(name)),
  yocto: ({ names, texts }) => texts.has('conf/layer.conf') || names.includes('oe-init-build-env'),
  kubernetes: ({ remote }) => /[/:]kubernetes(?:-\w+)?\/[^/]+$/.test(remote ?? '') && isOn(remote, 'github'),
  rpm: ({ names }) => names.some((name) => name.endsWith('.spec')) && names.includes('sources'),
  gitlab: ({ remote, names }) =>
    isOn(remote, 'gitlab') || (names.includes('.gitlab-ci.yml') && isOn(remote, undefined)),
  github: ({ remote }) => isOn(remote, 'github'),
};

const OPEN: Record<Community, (review: GitReview | undefined, project: HostedProject | undefined) => Profile> = {
  openstack: (review) => openstackProfile(review),
  linux: linuxProfile,
  debian: (_, project) => packageProfile('debian', hostedForge(project)),
  ubuntu: (_, project) => packageProfile('ubuntu', hostedForge(project)),
  rpm: (_, project) => rpmProfile(hostedForge(project)),
  suse: suseProfile,
  yocto: (_, project) => yoctoProfile(project),
  kubernetes: (_, project) => kubernetesProfile(hostedForge(project)),
  gitlab: (_, project) => gitlabProfile(project),
  github: (_, project) => githubProfile(project),
  generic: genericProfile,
};

/** The communities' names, as settings and profile files have them. */
export const COMMUNITIES = Object.keys(OPEN) as Community[];

/** A package whose upstream source is patched; a native package, or an upstream's own debian/, is none. */
function isPackage({ texts }: Clues): boolean {
  return /^3\.0 \(quilt\)\s*$/.test(texts.get('debian/source/format') ?? '');
}

function reviewOf({ texts }: Clues): GitReview | undefined {
  const text = texts.get('.gitreview');
  return text === undefined ? undefined : parseGitReview(text);
}

/** True on a host whose name tells this kind; undefined: none. */
function isOn(remote: string | undefined, kind: ReturnType<typeof hostedKind>): boolean {
  const project = remote === undefined ? undefined : hostedProject(remote);
  return project !== undefined && hostedKind(project.host) === kind;
}
