// The contract of all forges, played through on real Gerrit servers.
import { openClone } from '../../gerrit/clone';
import { startRealGerrit } from '../../gerrit/real';
import { runnable, type Version } from '../../gerrit/versions';
import { forgeContract, type World } from '../contract';

async function openWorld(version: Version): Promise<World> {
  const server = await startRealGerrit(version);
  const project = 'contract/nova';
  await server.addProject(project, ['master']);
  const clone = await openClone(server, project);
  const file = 'nova/lock.py';
  let count = 0;
  const content = () => `import time\nlock = ${++count}\n`;
  return {
    author: server.forge('alice', project),
    reviewer: server.forge('bob', project),
    nobody: server.forge(undefined, project),
    over: (who, change) => server.forge(who === 'author' ? 'alice' : 'bob', project, change),
    push: clone.push('alice'),
    branch: 'master',
    async patches(count) {
      const base = clone.tip('master');
      const patches = [];
      for (let parent = base; patches.length < count; parent = patches.at(-1)!.commit) {
        patches.push(clone.commit({ [file]: content() }, { parent, title: `Release lock ${patches.length + 1}` }));
      }
      return { base, patches, file };
    },
    async again({ commit, title, changeId, fix }) {
      return {
        ...clone.commit({ [file]: content() }, { parent: clone.git('rev-parse', `${commit}^`), title, changeId }),
        fix,
      };
    },
    settledBy: 'Done',
    vote: { label: 'Code-Review', value: 1 },
    async merge({ key }) {
      const path = `changes/${encodeURIComponent(key.project)}~${key.number}`;
      const labels = { 'Code-Review': 2, Verified: 2, Workflow: 1 };
      await server.rest('bob', 'POST', `${path}/revisions/current/review`, { labels });
      await server.rest('bob', 'POST', `${path}/submit`, {});
    },
    sought: ({ changeId, title }) => ({ id: changeId, title, addresses: [], commits: [], heads: [], changes: [] }),
    close: async () => clone.dispose(),
  };
}

for (const version of runnable()) forgeContract(`Gerrit ${version.gerrit}`, () => openWorld(version));
