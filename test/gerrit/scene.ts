// An operator's clone of the demo on a real Gerrit server: its branches are there, with OpenStack's rules, and the review server is set.

import type { Scene } from '../git/scene';
import type { RealGerrit } from './real';
import { people } from './seed';

/** The project that the demo's `.gitreview` names. */
export const SHOAL = 'openstack/shoal';

/** Makes the project, unless an earlier test of the run did, brings the clone's branches there, and has alice as the author. */
export async function putOnGerrit({ git }: Pick<Scene, 'git'>, server: RealGerrit): Promise<void> {
  const { host } = new URL(server.url);
  const path = `projects/${encodeURIComponent(SHOAL)}`;
  git('config', 'user.name', people.alice.name);
  git('config', 'user.email', people.alice.email);
  git('config', 'fishladder.gerritUrl', server.url);
  const known = (await server.rest('admin', 'GET', `projects/?p=${encodeURIComponent(SHOAL)}`)) as object;
  if (!(SHOAL in known)) {
    await server.rest('admin', 'PUT', path, { submit_type: 'MERGE_IF_NECESSARY' });
    const rules = { 'global:Registered-Users': { action: 'ALLOW' } };
    const mayPush = { push: { rules }, create: { rules }, forgeAuthor: { rules }, forgeCommitter: { rules } };
    await server.rest('admin', 'POST', `${path}/access`, { add: { 'refs/heads/*': { permissions: mayPush } } });
    const admin = `http://admin:secret@${host}/a/${SHOAL}`;
    git('push', '--quiet', admin, 'refs/remotes/origin/*:refs/heads/*', '^refs/remotes/origin/HEAD');
    await server.rest('admin', 'PUT', `${path}/config`, { require_change_id: 'TRUE', use_signed_off_by: 'TRUE' });
  }
  git('remote', 'set-url', 'origin', `${server.url}${SHOAL}`);
  git('fetch', '--quiet');
}
