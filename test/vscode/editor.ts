// What a person sees in the text editor: lines, gutter icons, lenses, hovers. Only lines on the screen are in the page.
import type { Locator, Page } from 'playwright-core';
import { retry } from './retry';

/** The first text editor of the window. */
export function editorOf(page: Page): Locator {
  return page.locator('.editor-instance .monaco-editor').first();
}

/** The editor's first line that has this text. */
function lineWith(page: Page, text: string): Locator {
  return editorOf(page).locator('.view-line').filter({ hasText: text }).first();
}

/** Puts the cursor at the end of the line that has this text. */
export async function goToEndOf(page: Page, text: string): Promise<void> {
  await lineWith(page, text).click();
  await page.keyboard.press('End');
}

/** Texts of the lenses, from top to bottom. */
export async function lensTexts(page: Page): Promise<string[]> {
  const texts = await editorOf(page).locator('.contentWidgets .codelens-decoration').allTextContents();
  return texts.map((text) => text.replaceAll('\u00a0', ' '));
}

/** The clickable part of a lens. */
export function lens(page: Page, text: string): Locator {
  return editorOf(page).locator('.codelens-decoration a').filter({ hasText: text }).first();
}

/** A decoration that a person sees: the 1-based line, and what it is drawn with, as CSS. */
export interface Mark {
  line: number;
  css: string;
}

/** The icons in the gutter. Two extensions on one line share one element, and the last rule's icon is seen. */
export function gutterIcons(page: Page): Promise<Mark[]> {
  return marks(page, '.glyph-margin-widgets .cgmr', 'backgroundImage');
}

/** Colours (`#rrggbb`) that are seen in the overview ruler, which is drawn on a canvas. */
export async function overviewColours(page: Page): Promise<Set<string>> {
  const canvas = editorOf(page).locator('canvas.decorationsOverviewRuler');
  const pixels = await canvas.evaluate((element): number[] => {
    const { data } = element.getContext('2d').getImageData(0, 0, element.width, element.height);
    return [...new Set<number>(new Uint32Array(data.buffer))];
  });
  const parts = (pixel: number) => [pixel & 255, (pixel >>> 8) & 255, (pixel >>> 16) & 255];
  const hex = (part: number) => part.toString(16).padStart(2, '0');
  return new Set(pixels.map((pixel) => `#${parts(pixel).map(hex).join('')}`));
}

/** Lines with a coloured background. */
export async function backgrounds(page: Page): Promise<Mark[]> {
  const all = await marks(page, '.view-overlays .cdr[class*="ced-"]', 'backgroundColor');
  return all.filter(({ css }) => css !== 'rgba(0, 0, 0, 0)');
}

/** Reads one CSS property of elements that are placed beside lines; the line is found by its height on the screen. */
function marks(page: Page, selector: string, property: string): Promise<Mark[]> {
  return editorOf(page).evaluate(
    (editor, wanted): Mark[] => {
      type Element = { closest(selector: string): { style: { top: string } } };
      const row = (element: Element) => Math.round(Number.parseFloat(element.closest('[style*="top"]').style.top));
      const lines = new Map<number, number>();
      for (const margin of editor.querySelectorAll('.margin-view-overlays > div')) {
        lines.set(row(margin), Number(margin.querySelector('.line-numbers')?.textContent));
      }
      return [...editor.querySelectorAll(wanted.selector)].map((mark) => ({
        line: lines.get(row(mark)) ?? Number.NaN,
        css: mark.ownerDocument.defaultView.getComputedStyle(mark)[wanted.property],
      }));
    },
    { selector, property },
  );
}

/** Moves the mouse over a text of the editor, and gives the hover that appears, once it has faded in. Icons in the gutter have none of their own. */
export function hoverOver(page: Page, text: string): Promise<Locator> {
  const content = page.locator('.monaco-hover:not(.hidden) .monaco-hover-content').last();
  return retry(async (timeout) => {
    const { x, y } = await middleOf(lineWith(page, text), text);
    await page.mouse.move(x - 30, y + 200);
    await page.mouse.move(x, y);
    await content.waitFor({ timeout });
    await content.evaluate((element) => {
      const all: { finished: Promise<unknown> }[] = element.ownerDocument.getAnimations();
      return Promise.allSettled(all.map(({ finished }) => finished)).then(() => undefined);
    });
    return content;
  });
}

/** The middle of a text in a line, in pixels of the page. The page has no-break spaces where the file has spaces. */
function middleOf(line: Locator, text: string): Promise<{ x: number; y: number }> {
  return line.evaluate((element, wanted) => {
    const document = element.ownerDocument;
    const walker = document.createTreeWalker(element, 4);
    let all = '';
    const pieces: { node: { length: number }; start: number }[] = [];
    while (walker.nextNode()) {
      pieces.push({ node: walker.currentNode, start: all.length });
      all += walker.currentNode.data;
    }
    const at = all.replaceAll('\u00a0', ' ').indexOf(wanted);
    const { node, start } = pieces.findLast((piece) => piece.start <= at) ?? { node: { length: 0 }, start: 0 };
    const range = document.createRange();
    range.setStart(node, at - start);
    range.setEnd(node, Math.min(node.length, at - start + wanted.length));
    const box = range.getBoundingClientRect();
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }, text);
}
