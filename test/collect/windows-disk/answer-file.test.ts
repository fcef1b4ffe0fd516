// A file for Windows Setup that is named itself is read as one: what is commented out is no key, and what
// it says of the key is kept.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { collectFrom } from '../../../src/collect/collectors.js';
import { importFile } from '../../../src/collect/import-file.js';
import type { Licence } from '../../../src/record/schema.js';
import { never } from '../../support/signal.js';
import { rejection } from '../../support/target-assertions.js';
import { folderOfTest } from '../../support/temporary-folder.js';

const context = { now: new Date('2026-11-21T19:55:01Z'), signal: never };
const proKey = 'W269N-WFGWX-YVC9B-4J6C9-T83GX';
const enterpriseKey = 'NPPR9-FWDCX-D2C8J-H872K-2YT43';
const homeKey = 'YTMG3-N6DKC-DKB77-7M9GH-8HVX7';
const xpForm = 'FJ82H-XT6CR-J8D7P-XQJJ2-GPDD4';

function file(content: string | Uint8Array, name = 'anything'): string {
  const path = join(folderOfTest(), name);
  writeFileSync(path, content);
  return path;
}

async function licencesIn(path: string): Promise<Licence[]> {
  const { findings } = await collectFrom([path], context);
  return findings.flatMap(({ snapshot }) => snapshot.licences);
}

const keysIn = async (content: string | Uint8Array): Promise<(string | null)[]> =>
  (await licencesIn(file(content))).map(({ productKey }) => productKey);

const unattend = (inside: string): string => `<?xml version="1.0" encoding="utf-8"?>
<unattend xmlns="urn:schemas-microsoft-com:unattend">
  <settings pass="windowsPE"><component name="Microsoft-Windows-Setup"><UserData>
    ${inside}
  </UserData></component></settings>
</unattend>`;
const answer = unattend(`<ProductKey>
  <!-- <Key>${enterpriseKey}</Key> -->
  <Key>${proKey}</Key>
</ProductKey>`);

describe('an answer file that is named itself', () => {
  it.each([
    ['of Windows Vista and later', answer],
    ['in UTF-16', Buffer.from(`\ufeff${answer}`, 'utf16le')],
    [
      'with a comment before it',
      `<!-- ${enterpriseKey} -->\n${answer.slice(answer.indexOf('\n') + 1)}`,
    ],
    [
      'with a prefix',
      answer.replaceAll('unattend ', 'u:unattend ').replace('</unattend', '</u:unattend'),
    ],
    ['with the key of another component', unattend(`<ProductKey>${proKey}</ProductKey>`)],
    [
      'with a command that sets the key',
      unattend(`<CommandLine>slmgr /ipk ${proKey}</CommandLine>`),
    ],
    ['with a comment that never ends', `${answer}<!-- ${enterpriseKey}`],
    [
      'of Windows XP',
      `; made by hand\r\n[Unattended]\r\n[UserData]\r\nProductKey="${proKey}"\r\n;ProductKey="${enterpriseKey}"\r\n`,
    ],
    [
      'of sysprep',
      `[GuiUnattended]\nOEMSkipRegional=1\n\n[UserData]\n  ;ProductKey=${enterpriseKey}\n ProductKey=${proKey}\n`,
    ],
    ['that is a PID.txt', `[PID]\nValue=${proKey}\n`],
  ])('%s gives its key and no other', async (_, content) => {
    expect(await keysIn(content)).toEqual([proKey]);
  });

  it('gives the place of the key, and what it is of', async () => {
    const path = file(answer, 'autounattend.xml');
    expect(await licencesIn(path)).toMatchObject([
      {
        edition: 'Professional',
        channel: 'Volume:GVLK',
        places: [{ collector: 'answer-file', location: path }],
      },
    ]);
  });

  it('gives the same keys as its folder does', async () => {
    const folder = folderOfTest();
    writeFileSync(join(folder, 'autounattend.xml'), answer);
    const [ofFolder, ofFile] = [
      await collectFrom([folder], context),
      await collectFrom([join(folder, 'autounattend.xml')], context),
    ].map(({ findings }) => findings.map(({ snapshot }) => snapshot));
    const asOfFile = JSON.stringify(ofFolder).replaceAll('windows-disk', 'answer-file');
    expect(JSON.parse(asOfFile)).toEqual(ofFile);
  });

  it('takes the edition of a PID.txt from the ei.cfg beside it', async () => {
    const folder = join(folderOfTest(), 'sources');
    mkdirSync(folder);
    writeFileSync(join(folder, 'PID.txt'), `[PID]\r\nValue=${xpForm}\r\n`);
    writeFileSync(join(folder, 'EI.CFG'), '[EditionID]\r\nProfessional\r\n[Channel]\r\nOEM\r\n');
    expect(await licencesIn(join(folder, 'PID.txt'))).toMatchObject([
      { productKey: xpForm, edition: 'Professional' },
    ]);
  });

  it.each([
    ['of which the key is commented out', unattend(`<!-- <Key>${enterpriseKey}</Key> -->`)],
    ['that was used', unattend('<ProductKey><Key>*SENSITIVE*DATA*DELETED*</Key></ProductKey>')],
    ['of Windows XP without one', `[UserData]\n;ProductKey=${enterpriseKey}\n`],
  ])('%s is said to have none', async (_, content) => {
    expect(await rejection(collectFrom([file(content)], context))).toMatchObject({
      code: 'NO_PRODUCT_KEY',
      message: expect.stringContaining('a file for Windows Setup without a product key') as string,
    });
  });

  it('with a misread key says so', async () => {
    const misread = enterpriseKey.replace('D2C8J', 'O2C8J');
    const path = file(unattend(`<ProductKey>${misread}</ProductKey>`));
    const { findings, warnings } = await collectFrom([path], context);
    expect(findings).toEqual([]);
    expect(warnings).toMatchObject([{ code: 'near-key', location: path }]);
  });

  it.each([true, false])('is imported, as a text or not (%s)', async (isText) => {
    const { findings } = await importFile(file(answer), { ...context, isText });
    const keys = findings.flatMap(({ snapshot }) => snapshot.licences);
    expect(keys).toMatchObject([{ productKey: proKey }]);
  });
});

describe('what is no answer file', () => {
  it.each([
    ['a page about one', `<html><body><pre>&lt;unattend&gt;</pre> ${homeKey}</body></html>`],
    ['a mail that quotes a section', `Hello,\n\n[UserData]\n;ProductKey=${homeKey}\n`],
    ['another XML file', `<keys><!-- ${homeKey} --></keys>`],
    ['another INI file', `[General]\nCDKey=${homeKey}\n`],
  ])('%s is read as before', async (_, content) => {
    expect(await keysIn(content)).toEqual([homeKey]);
  });
});
