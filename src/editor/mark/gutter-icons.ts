// Draws the gutter icons: one shape and one colour for each group of states, so that neither has to be told by the other.
import type { Colour } from '../../review/look';

/** A group's look in the gutter: its shape on a 16 × 16 field, and its colour on light and on dark ground. */
export interface GutterLook {
  /** SVG elements; `currentColor` is the group's colour, `{ground}` that of the editor behind. */
  shape: string;
  light: string;
  dark: string;
}

const ring = '<circle cx="8" cy="8" r="5" fill="none" stroke="currentColor" stroke-width="1.6"';
const stroke = 'fill="none" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round"';

/** All groups; the colours are the defaults of the theme colours with the same names. */
export const gutterLooks: Record<Colour, GutterLook> = {
  'fishladder.merged': {
    shape: `<circle cx="8" cy="8" r="6" fill="currentColor"/><path d="M5.2 8.2l2 2 3.6-4" ${stroke} stroke="{ground}"/>`,
    light: '#7b3fc4',
    dark: '#b48ef5',
  },
  'fishladder.approved': {
    shape: `${ring}/><path d="M5.7 8.1l1.7 1.7 3-3.4" ${stroke} stroke="currentColor"/>`,
    light: '#1a7f37',
    dark: '#4cc263',
  },
  'fishladder.inReview': {
    shape: `${ring}/><circle cx="8" cy="8" r="2.2" fill="currentColor"/>`,
    light: '#0860ca',
    dark: '#62a8ff',
  },
  'fishladder.needsYou': {
    shape: `<path d="M8 1.8L14.6 13.6H1.4z" fill="currentColor" stroke="currentColor" stroke-linejoin="round"/><path d="M8 6v3.6M8 11.7v.1" ${stroke} stroke="{ground}"/>`,
    light: '#b54708',
    dark: '#ff9a4d',
  },
  'fishladder.quiet': {
    shape: `${ring} stroke-dasharray="2.6 2.2"/>`,
    light: '#57606a',
    dark: '#a4adb8',
  },
};

/** A group's icon as an SVG document. */
export function gutterSvg(colour: Colour, ground: 'light' | 'dark'): string {
  const { shape, light, dark } = gutterLooks[colour];
  const filled = shape.replaceAll('{ground}', ground === 'light' ? '#ffffff' : '#000000');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" width="16" height="16" color="${ground === 'light' ? light : dark}">${filled}</svg>`;
}
