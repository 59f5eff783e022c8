// Branches of RPM packages in Fedora's and CentOS Stream's dist-git, and of RHEL.
import { newestFirst, present } from '../branch-order';

/** `rawhide`, Fedora's releases, EPEL's, CentOS Stream's (`c10s`) and RHEL's; each newest first. */
export function rpmBranches(names: readonly string[]): string[] {
  return [
    ...present(names, ['rawhide', 'main', 'master']).slice(0, 1),
    ...newestFirst(names, /^f(\d+)$/),
    ...newestFirst(names, /^epel(\d+(?:\.\d+)?)(?:-next)?$/),
    ...newestFirst(names, /^c(\d+)s$/),
    ...newestFirst(names, /^rhel-(\d+(?:\.\d+)*)$/),
  ];
}

/** True for a branch of CentOS Stream or RHEL, whose changes need an issue. */
export function isEnterprise(branch: string): boolean {
  return /^(?:c\d+s|rhel-\d[\d.]*)$/.test(branch);
}
