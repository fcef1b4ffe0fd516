import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { windowsDisk } from '../../../src/collect/windows-disk/windows-disk.js';
import { digitalProductId, digitalProductId4 } from '../../support/digital-product-id-writer.js';
import { type HiveValueSpec, regBinary, regSz } from '../../support/hive-writer.js';
import {
  currentVersion,
  windows11Pro,
  type WindowsPc,
  writeDisk,
} from '../../support/windows-pc.js';
import { collectPath } from '../../support/collect-path.js';
import { never } from '../../support/signal.js';
import { eachInFolder } from '../../support/temporary-folder.js';

const proKey = 'VK7JG-NPHTM-C97JM-9MPGT-3V66T';
const homeKey = 'YTMG3-N6DKC-DKB77-7M9GH-8HVX7';
const olderKey = 'FJ82H-XT6CR-J8D7P-XQJJ2-GPDD4';
const windows8Key = 'NG4HW-VH26C-733KW-K6F98-J8CK4';
const context = { now: new Date('2026-11-21T19:55:01Z'), signal: never };

let root = '';
eachInFolder((made) => {
  root = made;
});

const id4 = (productKey: string): HiveValueSpec =>
  regBinary('DigitalProductId4', digitalProductId4({ productKey, edition: '' }));
const pc = (values: readonly HiveValueSpec[], extra: WindowsPc['software'] = {}): WindowsPc => ({
  software: { [currentVersion]: values, ...extra },
  system: { 'ControlSet001\\Control\\ComputerName\\ComputerName': [regSz('ComputerName', 'PC')] },
});
const now11 = pc([...windows11Pro, id4(proKey)]);
const windows7 = [
  regSz('ProductName', 'Windows 7 Professional'),
  regSz('EditionID', 'Professional'),
  regSz('CurrentBuild', '7601'),
];
const old = (name = 'Windows.old'): { folders: string[] } => ({
  folders: [name, 'Windows', 'System32', 'config'],
});

function write(path: string, content: string | Uint8Array): void {
  const whole = join(root, path);
  mkdirSync(dirname(whole), { recursive: true });
  writeFileSync(whole, content);
}

async function read(path = root) {
  const collection = await collectPath(windowsDisk, path, context);
  return {
    findings: collection?.findings ?? [],
    licences: collection?.findings[0]?.snapshot.licences ?? [],
    codes: collection?.warnings.map(({ code }) => code) ?? [],
    messages: collection?.warnings.map(({ message }) => message) ?? [],
  };
}

const places = (licence: { places: readonly { location: string }[] } | undefined): string[] =>
  licence?.places.map(({ location }) => location.replace(root, '').replaceAll('/', '\\')) ?? [];

describe('Windows.old beside a Windows', () => {
  it('adds its keys to those of the PC, behind the installed one', async () => {
    writeDisk(root, now11);
    writeDisk(root, pc([...windows7, id4(olderKey)]), old());
    const { findings, licences, codes } = await read();
    expect(codes).toEqual([]);
    expect(findings).toHaveLength(1);
    expect(licences).toMatchObject([
      { product: 'Windows 11 Pro', productKey: proKey },
      { product: 'Windows 7 Professional', productKey: olderKey },
    ]);
    expect(licences[0]?.cautions).not.toContain('not-installed');
    expect(licences[1]?.cautions).toContain('not-installed');
    expect(licences[1]?.cautions).not.toContain('edition-mismatch');
    expect(places(licences[1])).toEqual([
      `\\Windows.old\\Windows: HKLM\\SOFTWARE\\${currentVersion}\\DigitalProductId4`,
    ]);
  });

  it('makes one licence of a key that both have, and of an Office in both', async () => {
    const registration = 'Microsoft\\Office\\12.0\\Registration\\{1}';
    const office = {
      [registration]: [regBinary('DigitalProductID', digitalProductId({ productKey: olderKey }))],
    };
    writeDisk(root, pc([...windows11Pro, id4(proKey)], office));
    writeDisk(root, pc([...windows11Pro, id4(proKey)], office), old());
    const { licences } = await read();
    expect(licences.map(({ product }) => product)).toEqual([
      'Windows 11 Pro',
      'Microsoft Office 2007',
    ]);
    expect(licences.map((licence) => places(licence).length)).toEqual([2, 2]);
    expect(licences[1]?.cautions).not.toContain('not-installed');
  });

  it('may be there twice, and its erased keys are not told again', async () => {
    const erased = digitalProductId({ productKey: null, productId: '00330-80000-00000-AA123' });
    const without = pc([...windows11Pro, regBinary('DigitalProductId', erased)]);
    writeDisk(root, now11);
    writeDisk(root, without, old());
    writeDisk(root, pc([id4(homeKey)]), old('Windows.old.000'));
    const { licences } = await read();
    expect(licences.map(({ productKey }) => productKey)).toEqual([proKey, homeKey]);
  });

  it('is a Windows of its own where it is all that is left', async () => {
    writeDisk(root, pc([...windows7, id4(olderKey)]), old());
    const { findings, licences } = await read();
    expect(findings[0]?.source).toBe(join(root, 'Windows.old', 'Windows'));
    expect(licences).toMatchObject([{ product: 'Windows 7 Professional', productKey: olderKey }]);
    expect(licences[0]?.cautions).not.toContain('not-installed');
    expect((await read(join(root, 'Windows.old'))).licences).toEqual(licences);
  });

  it('costs a warning where its hives are damaged', async () => {
    writeDisk(root, now11);
    const config = writeDisk(root, pc([]), old());
    writeFileSync(join(config, 'SOFTWARE'), 'no hive');
    const { licences, codes } = await read();
    expect(licences).toHaveLength(1);
    expect(codes).toEqual(['damaged-hive']);
  });
});

const answer = (inner: string): string =>
  `<?xml version="1.0" encoding="utf-8"?><unattend xmlns="urn:schemas-microsoft-com:unattend">
  <settings pass="specialize"><component name="Microsoft-Windows-Shell-Setup">${inner}
  </component></settings></unattend>`;

describe.skipIf(process.getuid?.() === 0)('what may not be read beside a Windows', () => {
  it('costs a warning and nothing else', async () => {
    writeDisk(root, now11);
    const config = writeDisk(root, pc([...windows7, id4(olderKey)]), old());
    write('Windows/Panther/unattend.xml', answer(`<ProductKey>${homeKey}</ProductKey>`));
    for (const path of [config, join(root, 'Windows', 'Panther')]) chmodSync(path, 0);
    const { licences, codes } = await read();
    for (const path of [config, join(root, 'Windows', 'Panther')]) chmodSync(path, 0o700);
    expect(licences.map(({ productKey }) => productKey)).toEqual([proKey]);
    // One for each of the two folders, however many files would be looked for in it.
    expect(codes).toEqual(['folder-unreadable', 'folder-unreadable']);
  });
});

describe('answer files', () => {
  it.each([
    ['Windows/Panther/unattend.xml', `<ProductKey>${homeKey}</ProductKey>`],
    [
      'WINDOWS/panther/Unattend/Unattend.xml',
      `<ProductKey>\n ${homeKey.toLowerCase()}\n</ProductKey>`,
    ],
    [
      'Windows/System32/Sysprep/unattend.xml',
      `<UserData><ProductKey><Key>${homeKey}</Key><WillShowUI>OnError</WillShowUI></ProductKey></UserData>`,
    ],
    ['autounattend.xml', `<u:ProductKey xmlns:u="urn:u"><![CDATA[${homeKey}]]></u:ProductKey>`],
    ['Windows/Panther/unattend-original.xml', `<ProductKey>${homeKey}</ProductKey>`],
    ['Windows/Panther/Unattend/autounattend.xml', `<ProductKey>${homeKey}</ProductKey>`],
    ['Recovery/AutoApply/unattend.xml', `<ProductKey>&#x59;${homeKey.slice(1)}</ProductKey>`],
  ])('hold a key: %s', async (path, inner) => {
    writeDisk(root, now11, {
      folders: [path.startsWith('WINDOWS') ? 'WINDOWS' : 'Windows', 'System32', 'config'],
    });
    write(path, answer(inner));
    const { licences, codes } = await read();
    expect(codes).toEqual([]);
    expect(licences.map(({ productKey }) => productKey)).toEqual([proKey, homeKey]);
    expect(licences[1]?.cautions).toEqual(['generic', 'edition-mismatch']);
    expect(places(licences[1])[0]?.toLowerCase()).toContain(
      path.replaceAll('/', '\\').toLowerCase(),
    );
  });

  it.each([
    ['winnt.sif', `[UserData]\r\nProductKey="${olderKey}"\r\nFullName="Anna"\r\n`],
    ['I386/WINNT.SIF', `; made by hand\n[userdata]\n  productkey = ${olderKey}\n`],
    ['unattend.txt', `[UserData]\rProductID=${olderKey}\r`],
    ['sysprep/Sysprep.inf', `[UserData]\r\nProductKey=${olderKey}`],
    ['Windows/System32/$winnt$.inf', `[userdata]\r\nproductkey=${olderKey}\r\n`],
  ])('of Windows XP hold a key: %s', async (path, text) => {
    writeDisk(root, pc([regSz('ProductName', 'Microsoft Windows XP')]));
    write(path, text);
    const { licences, codes } = await read();
    expect(codes).toEqual([]);
    expect(licences).toMatchObject([{ productKey: olderKey }]);
  });

  it('of Windows XP hold none in another section, in a comment or where it is a sample', async () => {
    writeDisk(root, pc([regSz('ProductName', 'Microsoft Windows XP')]));
    const text = [
      `ProductKey=${olderKey}`,
      '[GuiUnattended]',
      `ProductKey=${olderKey}`,
      '[UserData]',
      `;ProductKey=${olderKey}`,
      'ProductKey="12345-ABCDE-12345-ABCDE-12345"',
      'ProductKey=XXXXX-XXXXX-XXXXX-XXXXX-XXXXX',
      `Key=${olderKey}`,
    ];
    write('winnt.sif', text.join('\r\n'));
    expect((await read()).licences).toEqual([]);
  });

  it('hold no key where Setup erased it, or nobody filled it in', async () => {
    writeDisk(root, now11);
    const keys = ['*SENSITIVE*DATA*DELETED*', '', 'XXXXX-XXXXX-XXXXX-XXXXX-XXXXX', '<Key/>'];
    write(
      'Windows/Panther/unattend.xml',
      answer(keys.map((key) => `<ProductKey>${key}</ProductKey>`).join('')),
    );
    write('autounattend.xml', `<ProductKeys>${homeKey}</ProductKeys><Key>${homeKey}</Key>`);
    const { licences, codes } = await read();
    expect(licences).toHaveLength(1);
    expect(codes).toEqual([]);
  });

  it('with the installed key make no second licence, and do with the UTF-16 of Windows', async () => {
    writeDisk(root, now11);
    const text = `\uFEFF${answer(`<ProductKey>${proKey}</ProductKey>`)}`;
    write('Windows/Panther/unattend.xml', Buffer.from(text, 'utf16le'));
    const { licences } = await read();
    expect(licences.map((licence) => places(licence).length)).toEqual([2]);
  });

  it('are left alone where they are no text, or far too large', async () => {
    writeDisk(root, now11);
    write('Windows/Panther/unattend.xml', new Uint8Array(100));
    write('autounattend.xml', ' '.repeat(1024 * 1024 + 1));
    const { licences, codes, messages } = await read();
    expect(licences).toHaveLength(1);
    expect(codes).toEqual(['answer-file-unreadable', 'answer-file-unreadable']);
    expect(messages).toEqual([
      'a file for Windows Setup that may hold a key cannot be read (not a text file)',
      'a file for Windows Setup that may hold a key cannot be read (far too large for such a file)',
    ]);
  });
});

describe('setup media and recovery partitions', () => {
  it('are read without a Windows: PID.txt, with the edition and channel of ei.cfg', async () => {
    write('sources/PID.txt', `[PID]\r\nValue=${windows8Key}\r\n`);
    write(
      'sources/ei.cfg',
      '[EditionID]\r\nProfessional\r\n\r\n[Channel]\r\nOEM\r\n\r\n[VL]\r\n0\r\n',
    );
    const { findings, licences } = await read();
    expect(findings[0]?.snapshot.os.productName).toBe('Windows Setup (not installed)');
    expect(licences).toMatchObject([
      { productKey: windows8Key, edition: 'Professional', product: 'Windows 8 Pro' },
    ]);
  });

  it('take the channel of ei.cfg for a key in no list, and nothing odd out of it', async () => {
    write('sources/pid.txt', `[PID]\nValue = ${homeKey}\n`);
    write('sources/EI.CFG', '[EditionID]\n../../etc\n[Channel]\noem\n');
    const { licences } = await read();
    expect(licences).toMatchObject([{ productKey: homeKey, edition: 'Core', channel: 'OEM' }]);
  });

  it('without a key are left to other collectors', async () => {
    write('sources/ei.cfg', '[EditionID]\nProfessional\n[Channel]\nRetail\n');
    write('sources/PID.txt', '[PID]\nValue=\n');
    expect(await collectPath(windowsDisk, root, context)).toBeNull();
  });
});
