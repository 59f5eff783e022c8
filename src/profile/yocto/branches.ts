// Branches of OpenEmbedded and Yocto layers, named after releases (https://wiki.yoctoproject.org/wiki/Releases).
import { firstOf, present } from '../branch-order';

const RELEASES = [
  ...['wrynose', 'whinlatter', 'walnascar', 'styhead', 'scarthgap', 'nanbield', 'mickledore', 'langdale', 'kirkstone'],
  ...['honister', 'hardknott', 'gatesgarth', 'dunfell', 'zeus', 'warrior', 'thud', 'sumo', 'rocko', 'pyro', 'morty'],
];

/** `master`, then the releases that are known by name, newest first. */
export function yoctoBranches(names: readonly string[]): string[] {
  return [...firstOf(names, ['master', 'main']), ...present(names, RELEASES)];
}
