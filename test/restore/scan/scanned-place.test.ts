// Scans as a place: pulled from as from any other, in whatever pieces they come. The pictures are read by the
// built helper, as users run it.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { armor } from '../../../src/crypto/armor.js';
import { printedCodes } from '../../../src/crypto/printed-codes.js';
import { pictureOf, qrCode } from '../../../src/restore/qr/qr-writer.js';
import { isScan, scannedTarget } from '../../../src/restore/scan/scanned-place.js';
import type { RecordContent } from '../../../src/record/schema.js';
import type { PullResult } from '../../../src/vault/pull.js';
import { derivePassphraseKey } from '../../../src/crypto/kdf.js';
import { pullFrom } from '../../support/household.js';
import { lowCostVault } from '../../support/low-cost-vault.js';
import { pngOf } from '../../support/raster.js';
import { sixKeyContent, smallContent } from '../../support/sample-content.js';
import { never } from '../../support/signal.js';
import { folderOfFile } from '../../support/temporary-folder.js';

const folder = folderOfFile();
const program = new URL('../../../bundle/scan-reader.cjs', import.meta.url);
const vault = await lowCostVault({ recovery: false });
const licenceAt = (i: number) => {
  const licence = sixKeyContent.licences[i];
  if (licence === undefined) throw new Error('there is no such licence');
  return licence;
};
const large: RecordContent = {
  ...sixKeyContent,
  licences: Array.from({ length: 30 }, (_, i) => {
    const product = `Product ${Buffer.from(`${i * 7919}`.repeat(4)).toString('base64')}`;
    return { ...licenceAt(i % 6), product, productId: `${i * 104_729}` };
  }),
};

function file(name: string, bytes: Uint8Array | string): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

/** The code as a file. */
function picture(name: string, text: string): string {
  const { data, width, height } = pictureOf(qrCode(text), 4);
  const pixels = Uint8Array.from({ length: width * height }, (_, i) => data[i * 4] ?? 255);
  return file(name, pngOf({ width, height, pixels }));
}

function pull(...paths: readonly string[]): Promise<PullResult> {
  const place = { name: 'scans', folder: null, initialise: null };
  const target = { ...place, open: () => scannedTarget(paths, { program }) };
  return pullFrom([], { targets: [target], derive: derivePassphraseKey });
}

describe('a scan', () => {
  it('is told by the ending of its name', () => {
    const scans = ['scan.png', 'PHOTO.JPG', '/x/a.b.jpeg', 'typed.txt', 'IMG_1.HEIC', 'page.pdf'];
    expect(scans.filter(isScan)).toEqual(scans);
    expect(['stick', 'x.vault', 'scan.png/', 'png', 'E:\\vault'].filter(isScan)).toEqual([]);
  });

  it('gives the backup of one code', async () => {
    const { record } = await vault.seal(smallContent);
    const { opened, warnings } = await pull(
      picture('one.png', (await printedCodes(record))[0] ?? ''),
    );
    expect(opened.map(({ content }) => content)).toEqual([smallContent]);
    expect(opened[0]?.name).toMatch(new RegExp(`^${smallContent.machine.tag}/`));
    expect(warnings.map(({ message }) => message)).toEqual([
      'it is a sheet that was scanned or typed; what opens of it is shown all the same',
    ]);
  });

  it('gives a backup whose codes are over several, in any order, one of them twice', async () => {
    const { record } = await vault.seal(large);
    const codes = await printedCodes(record);
    expect(codes.length).toBeGreaterThan(1);
    const files = codes.map((text, i) => picture(`part-${i}.png`, text));
    const { opened } = await pull(...files.reverse(), files[0] ?? '');
    expect(opened.map(({ content }) => content)).toEqual([large]);
    const first = pull(...files.slice(1));
    await expect(first).rejects.toMatchObject({ code: 'DAMAGED' });
    await expect(first).rejects.toThrow(
      `of a backup ${codes.length - 1} of ${codes.length} codes ${codes.length === 2 ? 'is' : 'are'} there, part ${codes.length} is missing`,
    );
  });

  it('tells of another that lacks a part beside one that is whole', async () => {
    const { record } = await vault.seal(large);
    const [code = ''] = await printedCodes(record);
    const whole = await vault.seal(smallContent);
    const { warnings } = await pull(picture('a.png', code), file('b.txt', armor(whole.record)));
    expect(warnings[0]?.message).toContain('parts ');
  });

  it('may be the text, with other lines around it, or the backup under another name', async () => {
    const { record } = await vault.seal(smallContent);
    const text = `My sheet\r\n\r\n  ${armor(record).replaceAll('\n', ' \r\n  ')}\r\nthat was it`;
    for (const bytes of [text, Buffer.from(`\ufeff${text}`, 'utf16le'), record]) {
      const { opened } = await pull(file('typed.txt', bytes));
      expect(opened.map(({ content }) => content)).toEqual([smallContent]);
    }
  });

  it.each([
    [
      'no code',
      'DAMAGED',
      'no QR code can be read',
      () => pngOf({ width: 60, height: 60, pixels: new Uint8Array(3600).fill(255) }),
    ],
    [
      'a HEIC photo',
      'DAMAGED',
      'it is a HEIC photo',
      () => Buffer.from('\0\0\0\x18ftypheic', 'latin1'),
    ],
    ['a text without a backup', 'DAMAGED', 'neither a picture nor', () => Buffer.from('hello')],
    [
      'half a picture',
      'DAMAGED',
      'the picture is damaged',
      () => pngOf({ width: 60, height: 60, pixels: new Uint8Array(3600) }).subarray(0, 50),
    ],
  ] as const)('of %s says so', async (_, code, words, bytes) => {
    const pulled = pull(file('bad.png', bytes()));
    await expect(pulled).rejects.toMatchObject({ code });
    await expect(pulled).rejects.toThrow(words);
  });

  it('that is not there says so', async () => {
    const pulled = pull(join(folder, 'nowhere.png'));
    await expect(pulled).rejects.toThrow('nowhere.png: there is no such file');
    await expect(pulled).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });

  it('of the recovery code is no backup', async () => {
    const pulled = pull(picture('code.png', 'ABCDE-FGH12'));
    await expect(pulled).rejects.toThrow('is no backup');
  });

  it('that is not read in time, or ends its reader, fails alone', async () => {
    const silent = pathToFileURL(file('silent.mjs', 'process.on("message", () => undefined);'));
    const reading = scannedTarget(['a.png'], { program: silent, limitMs: 50 }).identify(never);
    await expect(reading).rejects.toThrow(
      'a.png: the picture could not be read (it took too long)',
    );
    const ending = pathToFileURL(
      file('ending.mjs', 'process.on("message", () => process.exit(3));'),
    );
    const ended = scannedTarget(['a.png'], { program: ending }).identify(never);
    await expect(ended).rejects.toThrow('status 3');
  });
});
