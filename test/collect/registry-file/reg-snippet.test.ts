// Registry data as people copy it, without the heading of an export, and what is said where it has no key.
import fc from 'fast-check';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { collectFrom } from '../../../src/collect/collectors.js';
import { VaultError } from '../../../src/errors.js';
import { digitalProductId, digitalProductId4 } from '../../support/digital-product-id-writer.js';
import { never } from '../../support/signal.js';
import { rejection } from '../../support/target-assertions.js';
import { folderOfFile } from '../../support/temporary-folder.js';

const productKey = 'VK7JG-NPHTM-C97JM-9MPGT-3V66T';
const homeKey = 'YTMG3-N6DKC-DKB77-7M9GH-8HVX7';
const bytes = digitalProductId({ productKey });
const hexBytes = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'));
const hex = hexBytes.join(',');
const decimal = Array.from(bytes, String);
const path = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion';
const folder = folderOfFile();

/** Cut into lines of so many pieces each. */
const lines = (pieces: readonly string[], each: number, divider: string, end: string): string =>
  Array.from({ length: Math.ceil(pieces.length / each) }, (_, i) =>
    pieces.slice(i * each, (i + 1) * each).join(divider),
  ).join(end);

function collect(content: string | Uint8Array) {
  const file = join(folder, 'snippet.txt');
  writeFileSync(file, content);
  return collectFrom([file], { now: new Date(0), signal: never });
}

async function snapshotOf(content: string | Uint8Array) {
  const { findings } = await collect(content);
  expect(findings).toHaveLength(1);
  return findings[0]?.snapshot;
}

const wrapped = lines(hexBytes, 25, ',', ',\\\n  ');
const snippet = `[${path}]\n"ProductName"="Windows 10 Pro"\n"CurrentBuild"="26100"\n"DigitalProductId"=hex:${wrapped}\n`;
const query = [
  path,
  '    ProductName    REG_SZ    Windows 10 Pro',
  '    CurrentBuild    REG_SZ    26100',
  '    InstallDate    REG_DWORD    0x5f5e1000',
  `    DigitalProductId    REG_BINARY    ${hexBytes.join('').toUpperCase()}`,
  '',
].join('\r\n');
const properties = [
  'ProductName      : Windows 10 Pro',
  'CurrentBuild     : 26100',
  `DigitalProductId : {${lines(decimal, 12, ', ', ',\n                   ')}}`,
  `PSPath           : Microsoft.PowerShell.Core\\Registry::HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows `,
  '                   NT\\CurrentVersion',
  'PSChildName      : CurrentVersion',
  '',
].join('\n');
const wine = [
  'WINE REGISTRY Version 2',
  ';; All keys relative to \\\\Machine',
  '',
  '#arch=win64',
  '',
  '[Software\\\\Microsoft\\\\Windows NT\\\\CurrentVersion] 1700000000 1700000001',
  '#time=1da16c0e5f3a2b0',
  '"CurrentBuild"="26100"',
  `"DigitalProductId"=hex:${wrapped}`,
  '"ProductName"=str(2):"Windows 10 Pro"',
  '"RegisteredOwner"="Jos\\xe9 \\"X\\""',
  '',
].join('\n');

describe('registry data that names its key', () => {
  it.each([
    ['an export without its heading', snippet],
    ['that indented', snippet.replaceAll(/^/gm, '    ')],
    ['that quoted in an e-mail', snippet.replaceAll(/^/gm, '> ')],
    ['that quoted twice', snippet.replaceAll(/^/gm, '>> ')],
    ['that with words around it', `Hello,\n\nhere it is:\n\n${snippet}\nBye, Anna`],
    [
      'that with its heading in the middle',
      `Hello\n\nWindows Registry Editor Version 5.00\n\n${snippet}`,
    ],
    ['that with its bytes cut by an e-mail', snippet.replaceAll(',\\\n  ', ',\n')],
    ['what reg query prints', query],
    ['that with tabs, as Windows XP does', query.replaceAll(/ {4}/g, '\t')],
    ['that in an answer to an e-mail', query.replaceAll(/\r\n/g, '\r\n> ')],
    ['that below its command', `C:\\>reg query "HKLM\\SOFTWARE\\Microsoft"\r\n\r\n${query}`],
    ['what Get-ItemProperty prints', properties],
    ["Wine's own file", wine],
    ["a piece of Wine's own file", wine.slice(wine.indexOf('[Software'))],
    ['in UTF-16', Buffer.from(`\ufeff${query}`, 'utf16le')],
  ])('is read: %s', async (_, content) => {
    expect(await snapshotOf(content)).toMatchObject({
      os: { productName: 'Windows 11 Pro', build: '26100' },
      licences: [
        {
          productKey,
          product: 'Windows 11 Pro',
          checks: { typo: 'passed', integrity: 'passed' },
          places: [{ collector: 'reg-snippet' }],
        },
      ],
    });
  });

  it("keeps what Wine's strings say", async () => {
    expect((await snapshotOf(wine))?.os.registeredOwner).toBe('José "X"');
  });

  it('tells of the keys in the words around it, too', async () => {
    const { findings } = await collect(`${snippet}\nand my other key is ${homeKey}\n`);
    const keys = findings.flatMap(({ snapshot }) => snapshot.licences.map((one) => one.productKey));
    expect(keys).toEqual([productKey, homeKey]);
  });
});

describe('the value that holds a key, alone', () => {
  it.each([
    ['as an export has it', `"DigitalProductId"=hex:${hex}`],
    ['that in capitals', `"DigitalProductId"=hex:${hex.toUpperCase()}`],
    ['that over several lines', `"DigitalProductId"=hex:${wrapped}`],
    ['that quoted', `> "DigitalProductId"=hex:${lines(hexBytes, 25, ',', ',\\\n>   ')}`],
    ['as reg query prints it', `    DigitalProductId    REG_BINARY    ${hexBytes.join('')}`],
    ["PowerShell's list", `DigitalProductId : {${decimal.join(', ')}}`],
    ["PowerShell's column", decimal.join('\r\n')],
    ['divided by commas', decimal.join(',')],
    ['divided by blanks, in lines', lines(decimal, 16, ' ', '\n')],
    ['as BitConverter writes it', hexBytes.join('-').toUpperCase()],
    ['in hex, divided by blanks', lines(hexBytes, 16, ' ', '\n')],
    [
      'the longer one',
      Array.from(digitalProductId4({ productKey, edition: 'Professional' }), String).join(' '),
    ],
    ['the plain one', `"BackupProductKeyDefault"="${productKey}"`],
    [
      'the plain one as reg query prints it',
      `    BackupProductKeyDefault    REG_SZ    ${productKey}`,
    ],
  ])('is one of Windows: %s', async (_, content) => {
    expect((await snapshotOf(content))?.licences).toMatchObject([{ productKey }]);
  });
});

describe('registry data without a key', () => {
  const reason = async (content: string): Promise<VaultError> => {
    const error = await rejection(collect(content));
    if (!(error instanceof VaultError)) throw error;
    return error;
  };

  it('is told, and what is missing', async () => {
    const error = await reason(`[${path}]\n"ProductName"="Windows 10 Pro"\n`);
    expect(error.code).toBe('SOURCE_UNKNOWN');
    expect(error.message).toContain('holds registry data, but no product key');
    expect(error.hint).toContain('HKEY_LOCAL_MACHINE');
  });

  it('is told where PowerShell shortened the list', async () => {
    const { hint } = await reason('DigitalProductId : {164, 0, 0, 0...}\n');
    expect(hint).toContain('PowerShell shows only the first bytes');
  });

  it.each([
    ['a list of other numbers', decimal.map((one) => String(Number(one) + 1)).join(',')],
    ['a structure that is cut off', decimal.slice(0, 100).join(',')],
    ['numbers beyond a byte', decimal.with(60, '256').join(',')],
  ])('is nothing: %s', async (_, content) => {
    expect((await reason(content)).code).toBe('SOURCE_UNKNOWN');
  });

  it('leaves a text that only speaks of the registry to others', async () => {
    const { findings } = await collect(
      `Look below ${path}\\DefaultProductKey.\nMine is ${productKey}.`,
    );
    expect(findings[0]?.snapshot.licences).toMatchObject([
      { productKey, places: [{ collector: 'text-file' }] },
    ]);
  });
});

describe('any text with registry data in it', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      `[${path}]`,
      path,
      '"DigitalProductId"=hex:',
      hex,
      decimal.join(','),
      query,
      wine,
    ),
    fc.constantFrom('\n', '\\', ',', '"', '> ', '[', '{', 'DigitalProductId : {', '=', '\t', '@='),
    fc.string({ unit: 'binary', maxLength: 40 }),
  );

  it('is read, or refused as any source is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 20 }), async (pieces) => {
        const told = await collect(`[${path}]\n${pieces.join('')}`).catch(
          (error: unknown) => error,
        );
        if (told instanceof Error) expect(told).toBeInstanceOf(VaultError);
      }),
      { numRuns: 60 },
    );
  });

  it('is read in time that grows with its length', async () => {
    const part = `${hexBytes.slice(0, 20).join(',')},\\\n`;
    const { findings } = await collect(
      `${snippet}"Other"=hex:${part.repeat(60_000)}00\n"X"="${' '.repeat(900_000)}\n`,
    );
    expect(findings).toHaveLength(1);
  });
});
