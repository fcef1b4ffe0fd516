// The tables of a running Windows, by the numbers that they are asked for. The real call is tried in
// test/end-to-end/wine.test.ts.
import { describe, expect, it } from 'vitest';
import {
  type FirmwareTableCall,
  readFirmwareTables,
  readWindowsFirmware,
} from '../../../src/collect/firmware/windows-firmware.js';
import { msdmTable } from '../../support/msdm-writer.js';
import { rawSmbios, systemInformation } from '../../support/smbios-writer.js';

const proKey = 'VK7JG-NPHTM-C97JM-9MPGT-3V66T';
const uuid = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16];
const smbios = rawSmbios([systemInformation(['Maker', 'Model', 'v', 'S-12345'], uuid)]);

/** Answers as Windows does: the provider's name as a number, the table's as it lies in memory. */
function firmware(msdm: Uint8Array | null, raw: Uint8Array | null = smbios): FirmwareTableCall {
  return (provider, table) => {
    const name = Buffer.alloc(8);
    name.writeUInt32BE(provider, 0);
    name.writeUInt32LE(table, 4);
    switch (name.toString('latin1')) {
      case 'ACPIMSDM':
        return msdm;
      case 'RSMB\0\0\0\0':
        return raw;
      default:
        return null;
    }
  };
}

describe('the firmware as Windows shows it', () => {
  it('gives the key and the facts of the PC', () => {
    expect(readFirmwareTables(firmware(msdmTable(proKey)))).toEqual({
      productKey: proKey,
      checksumFits: true,
      machine: {
        manufacturer: 'Maker',
        model: 'Model',
        serial: 'S-12345',
        uuid: '04030201-0605-0807-090a-0b0c0d0e0f10',
      },
      warnings: [],
    });
  });

  it('may have neither table', () => {
    const reading = readFirmwareTables(firmware(null, null));
    expect(reading).toMatchObject({ productKey: null, machine: { uuid: null }, warnings: [] });
  });

  it('says what is wrong with damaged tables', () => {
    const damaged = firmware(msdmTable(proKey).subarray(0, 70), smbios.subarray(0, 5));
    expect(readFirmwareTables(damaged).warnings).toMatchObject([
      { code: 'firmware-unreadable', location: 'ACPI table MSDM' },
      { code: 'firmware-unreadable', location: 'SMBIOS table' },
    ]);
  });

  it('warns of a key whose table has a wrong checksum', () => {
    const reading = readFirmwareTables(firmware(msdmTable(proKey, { checksumError: 1 })));
    expect(reading).toMatchObject({ productKey: proKey, checksumFits: false });
    expect(reading.warnings).toMatchObject([{ code: 'firmware-checksum' }]);
  });

  it.skipIf(process.platform === 'win32')(
    'costs a warning where the call cannot be loaded',
    async () => {
      const reading = await readWindowsFirmware();
      expect(reading).toMatchObject({ productKey: null, machine: { uuid: null } });
      expect(reading.warnings).toMatchObject([{ code: 'firmware-unavailable' }]);
    },
  );
});
