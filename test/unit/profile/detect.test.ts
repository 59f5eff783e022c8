// Which community a repository's files and remote show.
import assert from 'node:assert/strict';
import { type Clues, COMMUNITIES, communityProfile, detectProfile } from '../../../src/profile/detect';
import { hostedProject } from '../../../src/profile/hosted';

const gerrit = { '.gitreview': '[gerrit]\nhost=review.example.org\nproject=a/b\n' };
const quilt = { 'debian/source/format': '3.0 (quilt)\n' };

const table: [what: string, names: string[], texts: Record<string, string>, remote: string | undefined, id: string][] =
  [
    ['nothing', [], {}, undefined, 'generic'],
    ['a .gitreview that names a Gerrit', [], gerrit, undefined, 'openstack'],
    ['a .gitreview without a project', [], { '.gitreview': '[gerrit]\n' }, undefined, 'generic'],
    [
      'a quilt package',
      ['debian'],
      { ...quilt, 'debian/changelog': 'nova (2:31.0.0-1) sid; urgency=low\n' },
      undefined,
      'debian',
    ],
    ["a quilt package of upstream's with its .gitreview", ['debian'], { ...quilt, ...gerrit }, undefined, 'debian'],
    ['a native package', [], { 'debian/source/format': '3.0 (native)\n' }, undefined, 'generic'],
    [
      'an Ubuntu package',
      [],
      { ...quilt, 'debian/changelog': 'nova (3:31.0.0-0ubuntu1) noble; urgency=low\n' },
      undefined,
      'ubuntu',
    ],
    [
      'the kernel',
      ['Kbuild', 'Kconfig', 'MAINTAINERS', 'kernel'],
      {},
      'https://git.kernel.org/pub/scm/linux/kernel/git/stable/linux.git',
      'linux',
    ],
    ['kernel-source', ['series.conf', 'patches.suse'], {}, 'https://github.com/SUSE/kernel-source', 'suse'],
    ['a layer', ['conf'], { 'conf/layer.conf': '' }, undefined, 'yocto'],
    ['poky', ['oe-init-build-env', 'meta'], {}, 'https://git.yoctoproject.org/poky', 'yocto'],
    ['Kubernetes', ['staging'], {}, 'git@github.com:kubernetes/kubernetes.git', 'kubernetes'],
    ['dist-git', ['nova.spec', 'sources'], {}, 'https://src.fedoraproject.org/rpms/nova.git', 'rpm'],
    ['a project that has a spec file of its own', ['ceph.spec', 'src'], {}, 'https://github.com/ceph/ceph', 'github'],
    ['GitHub', [], {}, 'ssh://git@github.com/apache/cloudstack', 'github'],
    ['a host that only ends like GitHub', [], {}, 'https://notgithub.com/a/b', 'generic'],
    ['GitLab', [], {}, 'https://gitlab.example.org:8443/group/sub/project.git', 'gitlab'],
    ['Salsa', [], {}, 'git@salsa.debian.org:qemu-team/qemu.git', 'gitlab'],
    ['a GitLab by its pipeline', ['.gitlab-ci.yml'], {}, 'https://code.example.org/a/b', 'gitlab'],
    ['a local remote', ['.gitlab-ci.yml'], {}, '/srv/git/a.git', 'generic'],
  ];

function clues(names: string[], texts: Record<string, string>, remote: string | undefined): Clues {
  return { names, texts: new Map(Object.entries(texts)), ...(remote === undefined ? {} : { remote }) };
}

suite('detection of the community', () => {
  for (const [what, names, texts, remote, id] of table)
    test(`${what}: ${id}`, () => assert.equal(detectProfile(clues(names, texts, remote)).id, id));

  test('every community has a profile without a repository', () => {
    for (const id of COMMUNITIES) assert.equal(communityProfile(id).id, id);
  });

  const reviewed: [what: string, names: string[], remote: string, forge: string[] | undefined][] = [
    ['GitHub', [], 'git@github.com:apache/cloudstack.git', ['github', 'github.com', 'apache/cloudstack']],
    ['GitHub Enterprise', [], 'https://github.example.org/a/b', ['github', 'github.example.org', 'a/b']],
    ['GitHub with data residency', [], 'https://acme.ghe.com/a/b', ['github', 'acme.ghe.com', 'a/b']],
    ['GitLab', [], 'https://gitlab.com/group/sub/project.git', ['gitlab', 'gitlab.com', 'group/sub/project']],
    [
      'a GitLab by its pipeline',
      ['.gitlab-ci.yml'],
      'https://code.example.org/a/b',
      ['gitlab', 'code.example.org', 'a/b'],
    ],
    ['Kubernetes', [], 'https://github.com/kubernetes/kubernetes', ['github', 'github.com', 'kubernetes/kubernetes']],
    [
      'the kernel',
      ['Kbuild', 'Kconfig', 'MAINTAINERS'],
      'https://github.com/torvalds/linux',
      ['mail', 'lore.kernel.org', ''],
    ],
    [
      'a core layer',
      ['oe-init-build-env'],
      'https://git.openembedded.org/openembedded-core',
      ['mail', 'patchwork.yoctoproject.org', 'oe-core'],
    ],
    [
      'another layer',
      ['oe-init-build-env'],
      'https://github.com/acme/meta-acme',
      ['github', 'github.com', 'acme/meta-acme'],
    ],
    ['a layer with a strange name', ['oe-init-build-env'], 'https://example.org/constructor', undefined],
    ['an unknown host', [], 'https://code.example.org/a/b', undefined],
  ];
  for (const [what, names, remote, forge] of reviewed)
    test(`${what}: where it is reviewed`, () => {
      const found = detectProfile(clues(names, {}, remote)).forge;
      assert.deepEqual(found && [found.kind, found.host, found.project], forge);
    });

  test('a community that is set tells the kind of any host', () => {
    const host = clues([], {}, 'https://code.example.org/a/b');
    assert.equal(communityProfile('github', host).forge?.kind, 'github');
    assert.equal(communityProfile('gitlab', host).forge?.kind, 'gitlab');
  });

  test("the project of a remote's address", () => {
    assert.deepEqual(hostedProject('git@GitHub.com:owner/name.git'), { host: 'github.com', path: 'owner/name' });
    assert.deepEqual(hostedProject('https://u:p@host.example:1/a/b/c/'), { host: 'host.example', path: 'a/b/c' });
    for (const other of ['/srv/a.git', 'file:///srv/a', '../a', 'javascript:alert(1)', ''])
      assert.equal(hostedProject(other), undefined);
  });
});
