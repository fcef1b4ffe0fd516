// From the page to the paper and back: a real browser prints, the paper is scanned at 150 dpi, turned, creased
// and soiled; this program and another reader of codes get the backup from it.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readPrintedCodes } from '../../../src/crypto/printed-codes.js';
import { formatRecoveryCode } from '../../../src/crypto/recovery-code.js';
import { divideCode } from '../../../src/crypto/secret-sharing.js';
import { formatShare } from '../../../src/crypto/recovery-share.js';
import { backupSheet } from '../../../src/restore/sheet/backup-sheet.js';
import { recoverySheet } from '../../../src/restore/sheet/recovery-sheet.js';
import { sheetDocument } from '../../../src/restore/sheet/sheet-page.js';
import { readQrCodes } from '../../../src/restore/qr/qr-reader.js';
import type { RecordContent } from '../../../src/record/schema.js';
import { lowCostVault } from '../../support/low-cost-vault.js';
import { pageBytes, printer, readByZbar } from '../../support/printed-page.js';
import { blurred, dirty, folded, parsePgm, pgmOf, pngOf, rotated } from '../../support/raster.js';
import { sixKeyContent } from '../../support/sample-content.js';
import { folderOfFile } from '../../support/temporary-folder.js';

const folder = folderOfFile();
const print = printer();
const now = new Date('2026-11-27T12:00:00Z');
const vault = await lowCostVault({ recovery: true });

async function sheetOf(content: RecordContent) {
  const { record } = await vault.seal(content);
  const paper = { pc: 'ANNA-PC', takenAt: content.takenAt, hasRecovery: true, places: [], now };
  const { pages, codes } = await backupSheet({ ...paper, record });
  return { record, codes, pages: pages.length, html: sheetDocument('a sheet', pages) };
}

/** So many products that one code does not hold them. */
function manyProducts(): RecordContent {
  const licences = sixKeyContent.licences.flatMap((licence, i) =>
    Array.from({ length: 8 }, (_, k) => {
      const noise = Buffer.from(`${i}-${k}`.repeat(3)).toString('base64');
      return {
        ...licence,
        product: `${licence.product} ${noise}`,
        productId: `${i * 7919 + k * 104_729}`,
      };
    }),
  );
  return { ...sixKeyContent, licences };
}

describe.skipIf(print === null)('a sheet for six keys', () => {
  let sheet: Awaited<ReturnType<typeof sheetOf>>;
  let page = '';
  beforeAll(async () => {
    sheet = await sheetOf(sixKeyContent);
    const files = (await print?.print(sheet.html, { folder, format: 'A4' })) ?? [];
    expect(files).toHaveLength(sheet.pages);
    page = files[0] ?? '';
  });

  const spoilings: readonly (readonly [
    how: string,
    spoil: (gray: ReturnType<typeof parsePgm>) => typeof gray,
  ])[] = [
    ['as it is', (gray) => gray],
    ['turned by 3 degrees', (gray) => rotated(gray, 3)],
    ['turned by 90 degrees', (gray) => rotated(gray, 90)],
    ['upside down and askew', (gray) => rotated(gray, 184)],
    ['soiled', (gray) => dirty(gray, 1)],
    ['creased through the code', (gray) => folded(gray, 700, 5)],
    ['blurred', blurred],
    ['turned, soiled and creased', (gray) => folded(dirty(rotated(gray, 358), 2), 720, 4)],
  ];

  it.each(spoilings)('reads back %s', async (_, spoil) => {
    const spoilt = spoil(parsePgm(pageBytes(page)));
    const { records } = await readPrintedCodes(await readQrCodes(pngOf(spoilt)));
    expect(records).toEqual([sheet.record]);
  });

  it('is read by another reader, too', async () => {
    const file = join(folder, 'other.pgm');
    writeFileSync(file, pgmOf(rotated(parsePgm(pageBytes(page)), 2)));
    expect((await readPrintedCodes(readByZbar(file))).records).toEqual([sheet.record]);
  });
});

describe.skipIf(print === null)('a sheet of many keys', () => {
  it('is read back from a JPEG of each page, on Letter, by both readers', async () => {
    const sheet = await sheetOf(manyProducts());
    expect(sheet.codes).toBeGreaterThan(2);
    const files = (await print?.print(sheet.html, { folder, format: 'Letter', as: 'jpg' })) ?? [];
    expect(files).toHaveLength(sheet.pages);
    const texts: string[] = [];
    for (const file of files) texts.push(...(await readQrCodes(pageBytes(file))));
    expect(texts).toHaveLength(sheet.codes);
    expect((await readPrintedCodes(texts)).records).toEqual([sheet.record]);
    const pagesWithCodes = files.slice(1, 1 + Math.ceil(sheet.codes / 2));
    const others = pagesWithCodes.flatMap(readByZbar);
    expect((await readPrintedCodes(others)).records).toEqual([sheet.record]);
  });
});

describe.skipIf(print === null)('a sheet of the recovery code', () => {
  it('has the code on one page, and each share on one', async () => {
    const shares = await divideCode(vault.code, { threshold: 2, count: 3 });
    const whole =
      (await print?.print(await recoverySheet(vault.code, now), { folder, format: 'A4' })) ?? [];
    const parts =
      (await print?.print(await recoverySheet(shares, now), { folder, format: 'Letter' })) ?? [];
    expect([whole, parts].map(({ length }) => length)).toEqual([1, 3]);
    expect(whole.flatMap(readByZbar)).toEqual([formatRecoveryCode(vault.code)]);
    expect(parts.flatMap(readByZbar)).toEqual(shares.map(formatShare));
  });
});
