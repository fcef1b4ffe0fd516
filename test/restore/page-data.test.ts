// What is put into a page comes out of it again, and nothing of it ends its block.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageWith, pageWithout } from '../../src/restore/page-data.js';

const page = '<p>x</p><script type="application/json" id="backups">[]</script><p>y</p>';
const held = (text: string): unknown =>
  JSON.parse(/id="backups">(.*?)<\/script>/.exec(text)?.[1] ?? '');

describe('the backups of a page', () => {
  it('are the same, whatever their names hold, and leave the page as it was', () => {
    const backup = fc.record({
      name: fc.oneof(fc.string(), fc.constant('</script><script>alert(1)</script><!--')),
      sealed: fc.base64String(),
    });
    fc.assert(
      fc.property(fc.array(backup), fc.array(backup), (backups, earlier) => {
        const filled = pageWith(pageWith(page, earlier), backups);
        expect(held(filled)).toEqual(backups);
        expect(pageWithout(filled)).toBe(page);
        expect(filled.match(/<\/?script/g)).toHaveLength(2);
      }),
    );
  });

  it.each(['', 'x', page + page, page.replace('</script>', '')])(
    'are not put into what is no such page: %#',
    (text) => {
      expect(() => pageWith(text, [])).toThrow('not a page of vault');
    },
  );
});
