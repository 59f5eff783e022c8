// Gutter icons and theme colours: one pair for every colour of the table of states.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { gutterLooks, gutterSvg } from '../../../../src/editor/mark/gutter-icons';
import { type Colour, look, standings } from '../../../../src/review/look';

interface Manifest {
  contributes: { colors: { id: string; defaults: Record<string, string> }[] };
}

suite('gutter icons', () => {
  const { colors } = (JSON.parse(readFileSync('package.json', 'utf8')) as Manifest).contributes;
  const used = [...new Set(standings.map((standing) => look(standing).colour))].sort();

  test('every colour of a state has an icon and is contributed, and no other', () => {
    assert.deepEqual(Object.keys(gutterLooks).sort(), used);
    assert.deepEqual(colors.map(({ id }) => id).sort(), used);
  });

  test('icons have the default colours of the theme, and all four kinds of theme have one', () => {
    for (const { id, defaults } of colors) {
      const { light, dark } = gutterLooks[id as Colour];
      assert.deepEqual([defaults.light, defaults.dark], [light, dark]);
      assert.deepEqual(Object.keys(defaults).sort(), ['dark', 'highContrast', 'highContrastLight', 'light']);
    }
  });

  test('colours can be read on their ground: a contrast of at least 3 in icons, 7 in high contrast', () => {
    for (const { id, defaults } of colors) {
      for (const [theme, colour] of Object.entries(defaults)) {
        const ground = theme.toLowerCase().includes('light') ? '#ffffff' : theme === 'dark' ? '#1f1f1f' : '#000000';
        const least = theme.startsWith('highContrast') ? 7 : 3;
        assert.ok(contrast(colour, ground) >= least, `${id} in ${theme}: ${contrast(colour, ground)}`);
      }
    }
  });

  test('shapes differ without their colours', () => {
    const shapes = used.map((colour) => gutterSvg(colour, 'dark').replaceAll(/#[0-9a-f]{6}/g, ''));
    assert.equal(new Set(shapes).size, shapes.length);
    assert.ok(shapes.every((svg) => svg.startsWith('<svg') && !svg.includes('{ground}')));
  });
});

/** Contrast ratio of two `#rrggbb` colours, 1 to 21 (WCAG 2.2, "contrast ratio"). */
function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
