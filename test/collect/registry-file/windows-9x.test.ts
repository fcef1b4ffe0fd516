// Windows 95, 98 and ME keep their key as plain text, in another place and in another kind of file.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collectFrom } from '../../../src/collect/collectors.js';
import { VaultError } from '../../../src/errors.js';
import { nobodysKey } from '../../support/nobodys-key.js';
import { never } from '../../support/signal.js';
import { rejection } from '../../support/target-assertions.js';
import { folderOfFile } from '../../support/temporary-folder.js';

const productKey = nobodysKey;
const folder = folderOfFile();

function collect(content: string | Uint8Array, name = 'win98.reg') {
  const path = join(folder, name);
  writeFileSync(path, content);
  return collectFrom([path], { now: new Date(0), signal: never });
}

const expected = {
  os: {
    productName: 'Windows 98',
    registeredOwner: 'Anna Müller',
    productId: '12345-OEM-0012345-12345',
  },
  licences: [{ productKey, product: 'Windows 98', family: 'windows', cautions: ['unchecked'] }],
};

describe('an export of Windows 98', () => {
  const text = `REGEDIT4\r\n\r\n[HKEY_LOCAL_MACHINE\\Software\\Microsoft\\Windows\\CurrentVersion]\r\n"ProductId"="12345-OEM-0012345-12345"\r\n"ProductKey"="${productKey}"\r\n"ProductName"="Microsoft Windows 98"\r\n"RegisteredOwner"="Anna M\xfcller"\r\n`;

  it('gives its key, and its name', async () => {
    const { findings, warnings } = await collect(Buffer.from(text, 'latin1'));
    expect(warnings).toEqual([]);
    expect(findings).toMatchObject([{ snapshot: expected }]);
    expect(findings[0]?.snapshot.licences[0]?.places[0]?.location).toBe(
      'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\ProductKey',
    );
  });

  it('does not name a later Windows, which has the same registry key', async () => {
    const nt =
      '[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion]\r\n"ProductName"="Microsoft Windows XP"\r\n';
    const { findings } = await collect(Buffer.from(`${text}\r\n${nt}`, 'latin1'));
    expect(findings[0]?.snapshot.os.productName).toBe('Windows XP');
  });
});

describe('a SYSTEM.DAT', () => {
  const value = (name: string, text: string, type = 1): Buffer => {
    const header = Buffer.alloc(12);
    header.writeUInt32LE(type, 0);
    header.writeUInt16LE(name.length, 8);
    header.writeUInt16LE(text.length, 10);
    return Buffer.concat([header, Buffer.from(name + text, 'latin1')]);
  };
  const values = [
    value('ProductKey', 'not here', 3),
    Buffer.alloc(9000, 0xff),
    value('ProductId', '12345-OEM-0012345-12345'),
    value('ProductKey', productKey),
    value('ProductName', 'Microsoft Windows 98'),
    value('RegisteredOwner', 'Anna M\xfcller'),
  ];
  const creg = (...parts: Buffer[]): Buffer =>
    Buffer.concat([Buffer.from('CREG\0\0\x01\0', 'latin1'), Buffer.alloc(500), ...parts]);

  it('gives its key, and its name', async () => {
    const { findings } = await collect(creg(...values), 'SYSTEM.DAT');
    expect(findings).toMatchObject([{ snapshot: expected }]);
  });

  it('without a key is named as what it is', async () => {
    const error = await rejection(collect(creg(value('ProductKey', 'none')), 'SYSTEM.DAT'));
    expect(error).toMatchObject({ code: 'SOURCE_UNKNOWN' });
    expect(String(error)).toContain('the registry of Windows 95, 98 or ME');
  });

  it('of any content is read, or refused as any source is', async () => {
    const whole = creg(...values);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(whole.length - 1),
        fc.nat(255),
        fc.nat(whole.length),
        async (at, byte, end) => {
          const changed = Buffer.from(whole);
          changed[at] = byte;
          const told = await collect(changed.subarray(0, end), 'SYSTEM.DAT').catch(
            (error: unknown) => error,
          );
          if (told instanceof Error) expect(told).toBeInstanceOf(VaultError);
        },
      ),
      { numRuns: 60 },
    );
  });
});
