// Where a commit is on the web.
import type { ForgeAddress } from './profile';

/** The web address of a commit, by its id of 7 digits or more, where the forge shows commits; undefined for a mailing list but the kernel's. */
export function commitAddress(forge: ForgeAddress, commit: string): string | undefined {
  if (!/^[0-9a-f]{7,64}$/i.test(commit)) return undefined;
  switch (forge.kind) {
    case 'gerrit':
      return `${webOf(forge)}/q/${commit}`;
    case 'github':
      return `${webOf(forge)}/${forge.project}/commit/${commit}`;
    case 'gitlab':
      return `${webOf(forge)}/${forge.project}/-/commit/${commit}`;
    case 'mail':
      return forge.host === 'lore.kernel.org' ? `https://git.kernel.org/linus/${commit}` : undefined;
  }
}

function webOf({ host, address }: { host: string; address?: string }): string {
  return (address ?? `https://${host}`).replace(/\/$/, '');
}
