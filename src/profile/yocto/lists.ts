// The mailing lists of the layers that are reviewed by mail (docs.yoctoproject.org, contributor guide, "Submitting Changes").
import { type HostedProject, hostedForge } from '../hosted';
import type { ForgeAddress } from '../profile';

/** The list of each repository of git.openembedded.org and git.yoctoproject.org, and its name in patchwork.yoctoproject.org. */
const LISTS = new Map<string, [list: string, project: string]>([
  ['openembedded-core', ['openembedded-core@lists.openembedded.org', 'oe-core']],
  ['poky', ['openembedded-core@lists.openembedded.org', 'oe-core']],
  ['bitbake', ['bitbake-devel@lists.openembedded.org', 'bitbake']],
  ['meta-openembedded', ['openembedded-devel@lists.openembedded.org', 'oe']],
]);

/** Where a layer is reviewed: on a list for the core layers, wherever they are mirrored, else on the forge that hosts it. */
export function yoctoForge(project: HostedProject | undefined): ForgeAddress | undefined {
  const found = LISTS.get(/[^/]+$/.exec(project?.path ?? '')?.[0] ?? '');
  if (!found) return hostedForge(project);
  const [list, name] = found;
  const host = 'patchwork.yoctoproject.org';
  return {
    kind: 'mail',
    host,
    project: name,
    list,
    archive: 'https://lore.kernel.org/all/',
    patchwork: `https://${host}/`,
  };
}
