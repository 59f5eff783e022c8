// GitLab does what every forge must do, against the stand-in.
import { gitlabAddress } from '../../../src/review/gitlab/address';
import { createGitlab } from '../../../src/review/gitlab/client';
import { createHttp } from '../../../src/review/http';
import { startGitlab } from '../../fakes/gitlab';
import { forgeContract } from '../contract';
import { hostedWorld } from '../hosted-world';

forgeContract('GitLab', async () => {
  const server = await startGitlab();
  const { host } = new URL(server.url);
  const address = gitlabAddress({ host, project: 'acme/store', address: server.url });
  const http = createHttp({ userAgent: 'fishladder/0 (test)', timeout: 30_000 });
  return hostedWorld({
    url: server.url,
    client: (credentials, change = (same) => same) =>
      createGitlab({ address, http: change(http), credentials, wait: async () => {} }),
    branchOf: (owner, head) => server.forks.get(owner)?.branches.get(head) ?? '',
    push(owner, head, commit) {
      server.forks.get(owner)?.branches.set(head, commit);
      for (const each of server.all) {
        if (each.source_branch !== head || each.state !== 'opened') continue;
        each.sha = commit;
        each.versions++;
      }
    },
    merge(review) {
      for (const each of server.all) if (each.iid === review.key.number) each.state = 'merged';
    },
    vote: { label: 'Approval', value: 1 },
    close: () => server.close(),
  });
});
