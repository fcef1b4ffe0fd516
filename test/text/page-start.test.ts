// A text that begins with any tag of a page is a page, with another tag it is XML.
import { describe, expect, it } from 'vitest';
import { isXml, startOfPage } from '../../src/text/page-start.js';

describe('what begins with', () => {
  it.each(['ul', 'section', 'meta charset="x"', 'a href="#"', 'h2', 'div', 'html', 'p', 'b'])(
    '<%s> is a page',
    (tag) => {
      const text = `\ufeff <${tag}>`;
      expect(isXml(text)).toBe(false);
      expect(text.search(startOfPage)).toBe(2);
    },
  );

  it.each(['?xml version="1.0"?', 'keys', 'Product_Key Name="x"', 'objs', 'body-part', 'a:b'])(
    '<%s> is XML',
    (tag) => {
      expect(isXml(`\ufeff <${tag}>`)).toBe(true);
    },
  );
});
