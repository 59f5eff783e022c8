// A small, strict reader of the XML that Atom feeds and SOAP answers are: elements, attributes and text, and nothing that XML can do besides.

/** An element. `name` is without its namespace's prefix, `text` all text below it. */
export interface Element {
  name: string;
  attributes: ReadonlyMap<string, string>;
  children: readonly Element[];
  text: string;
}

/** An element that is being read. */
type Open = Element & { children: Element[] };

const MAX_DEPTH = 100;
const ENTITIES = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);
const TOKEN =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/y;

/** The root element; undefined for text that is no well-formed XML, has a document type, or nests deeper than anything honest. */
export function readXml(text: string): Element | undefined {
  const root: Open = { name: '', attributes: new Map(), children: [], text: '' };
  const open = [root];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const token = TOKEN.exec(text);
    const inner = open.at(-1);
    if (!token || !inner) return undefined;
    const [, data, closes, name, attributes = '', empty, plain] = token;
    if (data !== undefined) inner.text += data;
    if (plain !== undefined) inner.text += decoded(plain);
    if (name === undefined) continue;
    if (closes) {
      const outer = open.at(-2);
      if (!outer || local(name) !== inner.name) return undefined;
      outer.text += inner.text;
      open.pop();
      continue;
    }
    if (open.length > MAX_DEPTH) return undefined;
    const element: Open = { name: local(name), attributes: attributesOf(attributes), children: [], text: '' };
    inner.children.push(element);
    if (!empty) open.push(element);
  }
  return open.length === 1 && root.children.length === 1 ? root.children[0] : undefined;
}

/** The first child of this name; undefined where there is none. */
export function childOf(element: Element | undefined, name: string): Element | undefined {
  return element?.children.find((child) => child.name === name);
}

/** Text as the content of an element or of a quoted attribute. */
export function escapedXml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

function local(name: string): string {
  return name.slice(name.lastIndexOf(':') + 1);
}

function attributesOf(text: string): ReadonlyMap<string, string> {
  const all = [...text.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)];
  return new Map(all.map(([, name = '', double, single]) => [local(name), decoded(double ?? single ?? '')]));
}

/** References that XML itself does not define stay as they are. */
function decoded(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w+));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return ENTITIES.get(name) ?? whole;
    const code = Number.parseInt(decimal ?? hex, decimal === undefined ? 16 : 10);
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : '\ufffd';
  });
}
