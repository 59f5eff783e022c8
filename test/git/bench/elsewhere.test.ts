// Ports whose source is not in the repository: those whose change is there as another commit are told apart.
import assert from 'node:assert/strict';
import { countElsewhere } from '../../bench/ports/elsewhere';
import { historyOf } from '../../bench/ports/history';
import { makeRepository, type Repository } from '../patch/repository';

const ID = `I${'1'.repeat(40)}`;
const lost = (digit: string) => digit.repeat(40);
const pick = (source: string) => `(cherry picked from commit ${source})\n`;

suite('bench: sources that are not in a repository', () => {
  let repository: Repository;
  setup(() => {
    repository = makeRepository();
    repository.commit('Begin\n');
  });
  teardown(() => repository.remove());

  const counts = () => {
    const { ports, absent } = historyOf(repository.root, 'last', false);
    return [ports.length, absent.length, countElsewhere(repository.root, absent)];
  };

  test('by Change-Id', () => {
    repository.commit(`Mend it, as merged\n\nChange-Id: ${ID}\n`);
    repository.commit(`Mend it\n\nChange-Id: ${ID}\n${pick(lost('a'))}`);
    repository.commit(`Mend more\n\nChange-Id: I${'2'.repeat(40)}\n${pick(lost('b'))}`);
    assert.deepEqual(counts(), [0, 2, 1]);
  });

  test('by title, author and date', () => {
    repository.commit('Mend it\n');
    repository.commit(`Mend it\n\n${pick(lost('a'))}`);
    repository.commit(`Mend more\n\n${pick(lost('b'))}`);
    assert.deepEqual(counts(), [0, 2, 1]);
  });

  test('another pick of the same lost commit is not that change; one that is there is no case', () => {
    const source = repository.commit('Mend it\n');
    repository.commit(`Mend it\n\n${pick(source)}`);
    repository.commit(`Mend more\n\n${pick(lost('b'))}`);
    repository.commit(`Mend more\n\n${pick(lost('b'))}`);
    assert.deepEqual(counts(), [1, 2, 0]);
  });
});
