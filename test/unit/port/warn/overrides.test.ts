// A method that a fix gives a parameter, and that the target has in one file more.
import assert from 'node:assert/strict';
import { warnings } from '../files';

const driver = (name: string, parameters: string, body = 'pass') =>
  `class ${name}(base.Driver):\n    def connect(self):\n        pass\n\n    def disconnect(${parameters}):\n        ${body}\n`;

const OLD = 'self, info, host=None';
const NEW = 'self, info, host=None, force=False';
const BASE = {
  'volume/iscsi.py': driver('Iscsi', OLD),
  'volume/nfs.py': driver('Nfs', OLD),
  'volume/util.py': 'x = 1\n',
};
const FIXED = { ...BASE, 'volume/iscsi.py': driver('Iscsi', NEW), 'volume/nfs.py': driver('Nfs', NEW) };

suite('port/warn, methods beside those that the fix changes', () => {
  test('a file that only the target has, or that has the method only there', async () => {
    const target = { ...BASE, 'volume/light.py': driver('Light', OLD), 'volume/util.py': driver('Util', OLD) };
    assert.deepEqual((await warnings(BASE, FIXED, target)).sort(), [
      'override volume/light.py:4 disconnect without force',
      'override volume/util.py:4 disconnect without force',
    ]);
  });

  test('one that takes it, or all there is, or that stands elsewhere', async () => {
    const fits = [NEW, 'self, *, force', 'self, *args, **kwargs', 'info'].map((parameters, number) => [
      `volume/own${number}.py`,
      driver('Own', parameters),
    ]);
    const target = { ...BASE, ...Object.fromEntries(fits), 'net/light.py': driver('Light', OLD) };
    assert.deepEqual(await warnings(BASE, FIXED, target), []);
  });

  test('one that the fix left as it was where it was made', async () => {
    const base = { ...BASE, 'volume/light.py': driver('Light', OLD) };
    const target = { ...base, 'volume/light.py': driver('Light', OLD, 'return 1') };
    assert.deepEqual(await warnings(base, { ...base, ...FIXED }, target), []);
  });

  test('a parameter of one file only is no interface', async () => {
    const fixed = { ...BASE, 'volume/iscsi.py': driver('Iscsi', NEW) };
    assert.deepEqual(await warnings(BASE, fixed, { ...BASE, 'volume/light.py': driver('Light', OLD) }), []);
  });

  test('a default with commas and brackets is no parameter', async () => {
    const tuple = `${OLD}, force=(1, more, [2, 3])`;
    const fixed = { ...BASE, 'volume/iscsi.py': driver('Iscsi', tuple), 'volume/nfs.py': driver('Nfs', tuple) };
    assert.deepEqual(await warnings(BASE, fixed, { ...BASE, 'volume/light.py': driver('Light', OLD) }), [
      'override volume/light.py:4 disconnect without force',
    ]);
  });
});
