// GitHub does what every forge must do, against the stand-in over its own schema.
import { githubAddress } from '../../../src/review/github/address';
import { createGithub } from '../../../src/review/github/client';
import { createHttp } from '../../../src/review/http';
import { startGithub } from '../../fakes/github';
import { forgeContract } from '../contract';
import { hostedWorld } from '../hosted-world';

forgeContract('GitHub', async () => {
  const server = await startGithub();
  const { world } = server;
  const { host } = new URL(server.url);
  const address = githubAddress({ host, project: world.project, address: server.url });
  const http = createHttp({ userAgent: 'fishladder/0 (test)', timeout: 30_000 });
  return hostedWorld({
    url: server.url,
    client: (credentials, change = (same) => same) =>
      createGithub({ address, http: change(http), credentials, wait: async () => {} }),
    branchOf: (owner, head) => world.forks.get(`${owner}/store`)?.get(`refs/heads/${head}`) ?? '',
    push(owner, head, commit) {
      world.forks.get(`${owner}/store`)?.set(`refs/heads/${head}`, commit);
      for (const each of world.pulls) {
        if (each.head !== head || each.state !== 'OPEN') continue;
        each.oid = commit;
        each.pushes++;
      }
    },
    merge(review) {
      for (const each of world.pulls) if (each.number === review.key.number) each.state = 'MERGED';
    },
    vote: { label: 'Review', value: 1 },
    close: () => server.close(),
  });
});
