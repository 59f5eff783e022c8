// A fix with a release note, as OpenStack's reno takes it on every branch.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NAME, type Ported, portFor } from './community';
import { judge } from './tool';

const NOTES = 'releasenotes/notes';
const UID = '0123456789abcdef';
const NOTE = '---\nfixes:\n  - |\n    Requests for one volume no longer reach the backend at once.\n';

suite('openstack: reno', () => {
  let ported: Ported;
  suiteSetup(async () => {
    ported = await portFor('openstack', { [`${NOTES}/${NAME}-${UID}.yaml`]: NOTE });
  });
  suiteTeardown(() => ported.dispose());

  test('lints and lists the note on every branch, and would refuse another', () => {
    assert.ok(ported.branches.length >= 2);
    for (const branch of ported.branches) {
      const place = ported.checkout(branch);
      const am = judge(place, ['git', 'am', '--keep-non-patch', join(ported.folder(branch), `${NAME}.patch`)]);
      assert.equal(am.code, 0, am.out);
      const lint = judge(place, ['reno', 'lint']);
      assert.equal(lint.code, 0, lint.out);
      assert.match(judge(place, ['reno', 'list']).out, new RegExp(`${NOTES}/${NAME}-${UID}\\.yaml`));
      writeFileSync(join(place, NOTES, `other-${UID}.yaml`), NOTE.replace('fixes', 'mends'));
      assert.notEqual(judge(place, ['reno', 'lint']).code, 0);
    }
  });
});
