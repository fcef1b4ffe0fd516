import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readXml } from '../../src/text/xml-events.js';

/** Tags as they are told of, texts in quotes. */
function eventsOf(xml: string): string[] {
  const events: string[] = [];
  readXml(xml, {
    text: (text) => events.push(`"${text}"`),
    open: (name) => events.push(name),
    close: (name) => events.push(`/${name}`),
  });
  return events;
}

describe('an XML text', () => {
  it.each([
    ['elements', '<A><b>x</b></A>', ['a', 'b', '"x"', '/b', '/a']],
    ['a prefix', '<pkc:Start>1</pkc:Start >', ['start', '"1"', '/start']],
    ['an empty element', '<a/><b c="d" />', ['a', '/a', 'b', '/b']],
    ['attributes', `<a b=">" c='</a>"'>x</a>`, ['a', '"x"', '/a']],
    ['a comment', 'x<!-- <a> -- > -->y', ['"x"', '"y"']],
    ['a comment that ends at once', '<!----><a>', ['a']],
    ['an instruction and a document type', '<?xml a="?"?><!DOCTYPE a><a>', ['a']],
    ['CDATA', '<a><![CDATA[<b>&amp;]]></a>', ['a', '"<b>&amp;"', '/a']],
    ['entities', '&lt;&amp;&quot;&apos;&gt;&#65;&#x1F600;', ['"<&"\'>A\u{1F600}"']],
    ['entities that are none', '& &nbsp; &#x110000; &#', ['"& &nbsp; &#x110000; &#"']],
    [
      'entities named as what every object has',
      '&constructor;&__proto__;&toString;',
      ['"&constructor;&__proto__;&toString;"'],
    ],
    ['a tag that is cut off', 'x<a b="c', ['"x"']],
    ['a quotation mark that is never closed', '<a "b>x</a>', []],
    ['a comment that is cut off', 'x<!-- y', ['"x"']],
    ['CDATA that is cut off', '<![CDATA[x', ['"x"']],
    ['nothing', '', []],
  ])('is told of part by part: %s', (_, xml, events) => {
    expect(eventsOf(xml)).toEqual(events);
  });

  it('may be anything', () => {
    const pieces = [
      '<',
      '>',
      '</',
      '/>',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '"',
      "'",
      '&',
      '#x',
      ';',
    ];
    const text = fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 4 }));
    fc.assert(
      fc.property(fc.array(text, { maxLength: 40 }), (parts) => {
        eventsOf(parts.join(''));
      }),
      { numRuns: 2_000 },
    );
  });

  it.each(['<', '<a "', '<a b=\'"', '<!--', '<![CDATA[', '&', '&#x', '<a>', '<:', '<?'])(
    'is read in time that grows with its length: %s',
    (part) => {
      const xml = part.repeat(1_000_000 / part.length);
      const start = performance.now();
      eventsOf(xml);
      // Milliseconds; a second look at what was passed over would take minutes.
      expect(performance.now() - start).toBeLessThan(5_000);
    },
  );
});
