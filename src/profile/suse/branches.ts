// Branches of SUSE's kernel-source and of openSUSE packages.
import { newestFirst, present } from '../branch-order';

/** The trunk, `stable`, then the distributions newest first: `SL-16.0`, `SLE15-SP6`, and packages' `leap-16.0`, `slfo-1.2`. */
export function suseBranches(names: readonly string[]): string[] {
  return [
    ...present(names, ['master', 'main', 'factory']).slice(0, 1),
    ...present(names, ['stable']),
    ...newestFirst(names, /^(?:SL-|leap-|slfo-)(\d+(?:\.\d+)*)$/),
    ...newestFirst(names, /^SLE(\d+(?:-SP\d+)?(?:-LTSS)?)$/),
    ...newestFirst(names, /^cve\/linux-(\d+\.\d+)(?:-LTSS)?$/),
  ];
}
