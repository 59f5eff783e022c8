// The XML that is read, and what is not.
import assert from 'node:assert/strict';
import { childOf, escapedXml, readXml } from '../../../src/review/xml';

suite('xml', () => {
  test('elements, attributes, text, references, without prefixes', () => {
    const root = readXml(
      '<?xml version="1.0"?>\n<!-- x --><a:feed xmlns:a="u"><b c=\'1&amp;2\'>x &lt;&#65;&#x42;&nope;<i>y</i></b><b/><![CDATA[<z>]]></a:feed>',
    );
    assert.equal(root?.name, 'feed');
    const [b, empty] = root?.children ?? [];
    assert.deepEqual([b?.name, b?.text, b?.attributes.get('c')], ['b', 'x <AB&nope;y', '1&2']);
    assert.deepEqual([empty?.name, empty?.text], ['b', '']);
    assert.equal(root?.text, 'x <AB&nope;y<z>');
    assert.equal(childOf(b, 'i')?.text, 'y');
    assert.equal(childOf(root, 'none'), undefined);
  });

  const bad: [string, string][] = [
    ['nothing', ''],
    ['text', 'hello'],
    ['an open element', '<a><b></a>'],
    ['two roots', '<a/><b/>'],
    ['an end alone', '</a>'],
    ['a document type', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'],
    ['an unquoted attribute', '<a b=c/>'],
    ['depth without end', '<a>'.repeat(5000) + '</a>'.repeat(5000)],
  ];
  for (const [what, text] of bad) test(`${what} is none`, () => assert.equal(readXml(text), undefined));

  test('names of the language are no references', () => {
    assert.equal(readXml('<a>&constructor;&#0;&#xd800;&#1114112;</a>')?.text, '&constructor;\ufffd\ufffd\ufffd');
  });

  test('a large answer is read in time', () => {
    const text = `<a>${'<b c="d">&amp;</b>'.repeat(20_000)}</a>`;
    assert.equal(readXml(text)?.children.length, 20_000);
  });

  test('escaped text is read as it was', () => {
    const text = `<&>"'\u00e4]]>`;
    assert.equal(readXml(`<a b="${escapedXml(text)}">${escapedXml(text)}</a>`)?.text, text);
  });
});
