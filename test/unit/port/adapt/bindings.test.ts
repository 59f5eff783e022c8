// Imported names that an answer leaves in disorder.
import assert from 'node:assert/strict';
import { type Bindings, bindingsOf } from '../../../../src/port/adapt/bindings';
import { candidatesOf } from '../../../../src/port/adapt/candidates';
import { factsOf } from '../../../../src/port/adapt/facts';
import { problemsOf } from '../../../../src/port/adapt/problem';
import { mergeText } from '../../../../src/port/merge';

/** What is told of the answer with these lines in the one region of a merge. */
function told(base: string, ours: string, theirs: string, answer: string): Bindings {
  const merged = mergeText(base, ours, theirs);
  assert.ok(merged.kind === 'conflict');
  const [problem] = problemsOf(merged.texts, merged.merge);
  const facts = factsOf(merged.texts, merged.merge);
  const candidate = candidatesOf(problem!, facts).find(({ lines }) => lines.join('') === answer);
  assert.ok(candidate, 'there is no such candidate');
  return bindingsOf(problem!, candidate, facts);
}

const none: Bindings = { orphaned: 0, unused: 0, twice: 0, stray: 0 };
const BODY = '\n\none()\ntwo()\nthree()\n';

suite('port/adapt/bindings', () => {
  test('an import that goes while its name is used leaves an orphan', () => {
    const base = `import os\nimport six\n${BODY}`;
    const ours = `import six\n${BODY}x = six.y\n`;
    assert.deepEqual(told(base, ours, `import os\n${BODY}`, ''), { ...none, orphaned: 1 });
    assert.deepEqual(told(base, `import six\n${BODY}`, `import os\n${BODY}`, ''), none);
  });

  test('an import of what is used nowhere, or is imported elsewhere, is told', () => {
    const base = `from a import b\n${BODY}`;
    const theirs = `from a import b\nfrom a import c\n${BODY}`;
    const ours = `from a import d\n${BODY}`;
    const answer = 'from a import d\nfrom a import c\n';
    assert.deepEqual(told(base, ours, theirs, answer), { ...none, unused: 1 });
    assert.deepEqual(told(base, ours, `${theirs}c.use()\n`, answer), none);
    assert.deepEqual(told(base, `${ours}from e import c\nc.f()\n`, theirs, answer), { ...none, twice: 1 });
  });

  test('an import from a module that ours has moved away from is a stray', () => {
    const base = `from oslo.utils import a\n${BODY}a.b()\n`;
    const theirs = `from oslo.utils import a\nfrom oslo.utils import c\n${BODY}a.b()\nc.d()\n`;
    const ours = `from nova.utils import a\n${BODY}a.b()\n`;
    const answer = 'from nova.utils import a\nfrom oslo.utils import c\n';
    assert.deepEqual(told(base, ours, theirs, answer), { ...none, stray: 1 });
  });
});
