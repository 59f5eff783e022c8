// A profile of one's own: what a file may say, what it changes, and that its schema is published.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { globMatches } from '../../../src/profile/glob';
import { openOwnProfile } from '../../../src/profile/own/open';
import { profileJsonSchema } from '../../../src/profile/own/schema';
import type { MessageFacts, Profile } from '../../../src/profile/profile';
import { patchOf, remarksOf } from './patch-of';

const clues = { names: [], texts: new Map<string, string>() };
const facts: MessageFacts = {
  title: 'Fix',
  description: 'Why.',
  bugs: [],
  signer: { name: 'O', email: 'o@e' },
  committerLine: 'O <o@e> 1 +0000',
};

function open(own: object): Profile {
  return openOwnProfile('.fishladder.json', JSON.stringify({ name: 'Acme', ...own }), clues);
}

suite('own profile', () => {
  test('says nothing: the conventions that the repository shows hold', () => {
    assert.equal(open({}).id, 'generic');
    const gerrit = new Map([['.gitreview', '[gerrit]\nhost=review.example.org\nproject=a/b\n']]);
    const own = openOwnProfile('x', '{"name":"Acme"}', { names: [], texts: gerrit });
    assert.deepEqual([own.id, own.title, own.forge?.project], ['openstack', 'Acme', 'a/b']);
    assert.equal(open({ extends: 'yocto' }).id, 'yocto');
  });

  test('where reviews are', () => {
    const forge = {
      kind: 'github',
      host: 'code.example.org',
      project: 'a/b',
      address: 'http://code.example.org:8080/',
    };
    assert.deepEqual(open({ forge }).forge, forge);
    const list = {
      kind: 'mail',
      host: 'lists.example.org',
      project: '',
      list: 'dev@example.org',
      archive: 'https://lists.example.org/dev/',
    };
    assert.deepEqual(open({ forge: list }).forge, list);
    for (const wrong of [
      { ...forge, address: 'file:///etc/' },
      { ...forge, address: 'https://user@code.example.org/' },
      { ...forge, host: 'a/b' },
      { ...list, list: '--cc=x' },
      { ...list, list: 'a@b, c@d' },
    ])
      assert.throws(() => open({ forge: wrong }), { code: 'bad-profile' });
  });

  test('branches by patterns, newest first, without those that ended', () => {
    const own = open({ branches: ['main', 'rel/*', 'old/*'], ended: ['rel/1.*'] });
    const names = ['old/2', 'rel/9', 'rel/10', 'rel/1.5', 'main', 'topic', 'old/10'];
    assert.deepEqual(own.branches(names), ['main', 'rel/10', 'rel/9', 'old/10', 'old/2']);
    const lines = { branches: names, tags: [] };
    assert.deepEqual(
      ['main', 'rel/9', 'rel/1.5'].map((name) => own.state(name, lines)),
      ['development', 'maintained', 'ended'],
    );
  });

  test('bugs in a trailer and on the web', () => {
    const own = open({ bugTrailer: 'Ticket: ACME-{bug}', bugAddress: 'https://bugs.acme.example/{bug}' });
    const message = own.message({ ...facts, bugs: ['7', '8'] });
    assert.equal(message, 'Fix\n\nWhy.\n\nTicket: ACME-7\nTicket: ACME-8\nSigned-off-by: O <o@e>\n');
    assert.deepEqual(own.bugAddresses(message), ['https://bugs.acme.example/7', 'https://bugs.acme.example/8']);
    assert.throws(() => own.message({ ...facts, bugs: ['a b'] }), { code: 'bad-bug' });
  });

  test('no sign-off, no pick line', () => {
    const own = open({ signOff: false, pickLine: false });
    const source = { message: 'Fix\n\nWhy.\n\nSigned-off-by: A <a@b>\n', commit: 'c'.repeat(40) };
    assert.equal(own.message({ ...facts, source }), source.message);
    assert.equal(
      own.ported(source.message, { branch: 'x', picked: ['c'.repeat(40)], signer: facts.signer }),
      source.message,
    );
    assert.deepEqual(remarksOf(own.checks, patchOf('Fix', 'Why.\n')), []);
  });

  test('trailers that must be there, paths that must not, remarks that are not wanted', () => {
    const own = open({
      branches: ['main', 'rel/*'],
      required: ['Ticket'],
      ignore: ['sign-off-missing'],
      titleLength: 20,
      policy: [{ paths: ['one*'], message: 'Not on a release.', severity: 'error' }],
    });
    assert.deepEqual(remarksOf(own.checks, patchOf('x'.repeat(21), 'Why.\n'), { branch: 'rel/1' }), [
      `title-long: Subject: [PATCH] ${'x'.repeat(21)}`,
      `own-required: Subject: [PATCH] ${'x'.repeat(21)}`,
      'own-policy: --- a/one.py',
    ]);
    assert.deepEqual(remarksOf(own.checks, patchOf('Fix', 'Why.\n\nTicket: 1\n'), { branch: 'main' }), []);
  });

  for (const [what, text, problem] of [
    ['no JSON', '{"name":', /^\.fishladder\.json is no profile: it is no JSON: /],
    ['no name', '{}', /: name: /],
    ['a misspelled key', '{"name":"A","branch":[]}', /"branch"/],
    ['an unknown community', '{"name":"A","extends":"acme"}', /: extends: .*"openstack"/],
    ['a place in a list', '{"name":"A","policy":[{"paths":["a"]}]}', /: policy\[0\]\.message: /],
    ['an address that is none', '{"name":"A","bugAddress":"command:{bug}"}', /: bugAddress: /],
  ] as const)
    test(`a file with ${what} is a fault that says where`, () =>
      assert.throws(() => openOwnProfile('.fishladder.json', text, clues), { code: 'bad-profile', message: problem }));

  test('schemas/profile.json is the schema that files are read by', () => {
    const published = JSON.parse(readFileSync('schemas/profile.json', 'utf8'));
    assert.deepEqual(published, JSON.parse(JSON.stringify(profileJsonSchema())));
  });
});

suite('patterns', () => {
  for (const [pattern, text, expected] of [
    ['main', 'main', true],
    ['main', 'maint', false],
    ['*', '', true],
    ['rel/*', 'rel/1/2', true],
    ['*/versions/*.py', 'a/b/versions/c.py', true],
    ['a*b*c', 'aXbYbZc', true],
    ['a*b*c', 'aXbY', false],
    ['a.c', 'abc', false],
  ] as const)
    test(`${pattern} ${expected ? 'is' : 'is not'} ${text}`, () => assert.equal(globMatches(pattern, text), expected));

  test('many stars take no time', () => assert.equal(globMatches(`${'*a'.repeat(40)}b`, 'a'.repeat(4000)), false));
});
