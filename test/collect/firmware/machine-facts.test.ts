// Placeholders that makers leave in the firmware: none may make two PCs look like one.
import { describe, expect, it } from 'vitest';
import { machineFacts, type MakerTexts } from '../../../src/collect/firmware/machine-facts.js';

const none: MakerTexts = { manufacturer: null, model: null, serial: null };
const facts = (system: Partial<MakerTexts>, uuid: string | null = null) =>
  machineFacts({ system: { ...none, ...system }, board: none, uuid });

describe('the facts of a PC', () => {
  it.each([
    'To be filled by O.E.M.',
    'To Be Filled By O.E.M',
    'Default string',
    'System Serial Number',
    'Not Specified',
    'N/A',
    'None',
    'INVALID',
    'Chassis Serial Number',
    '0123456789',
    '123456789',
    '00000000',
    '0',
    'XXXXXXXX',
    '-',
    '........',
    '   ',
    '',
  ])('have no serial number where "%s" stands', (serial) => {
    expect(facts({ serial }).serial).toBeNull();
  });

  it.each([
    'System Product Name',
    'Base Board Product Name',
    'Type2 - Board Product Name1',
    'SmbiosType1_SystemProductName',
    'OEM Default string000',
    'Unknown Product',
  ])('have no model where "%s" stands', (model) => {
    expect(facts({ model }).model).toBeNull();
  });

  it.each(['PF3ABCDE', '5CD1234XYZ', '7BX0K23', '0000-0012-3456', ' 12A '])(
    'have the serial number "%s"',
    (serial) => {
      expect(facts({ serial }).serial).toBe(serial.trim());
    },
  );

  it.each([
    '00000000-0000-0000-0000-000000000000',
    'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF',
    '03000200-0400-0500-0006-000700080009',
    '12345678-1234-5678-90AB-CDDEEFAABBCC',
    'FEFEFEFE-FEFE-FEFE-FEFE-FEFEFEFEFEFE',
    '00FF00FF-00FF-00FF-00FF-00FF00FF00FF',
    'Not Settable',
    '4c4c4544-0042-3510-8052',
    '',
  ])('have no UUID where "%s" stands', (uuid) => {
    expect(facts({}, uuid).uuid).toBeNull();
  });

  it('have the UUID in lower case', () => {
    expect(facts({}, '4C4C4544-0042-3510-8052-B3C04F4B4E32\n').uuid).toBe(
      '4c4c4544-0042-3510-8052-b3c04f4b4e32',
    );
  });

  it('keep the maker of the system where only its model is a placeholder', () => {
    const system = { manufacturer: 'Maker', model: 'Default string', serial: null };
    const unnamed = machineFacts({ system, board: none, uuid: null });
    expect(unnamed).toMatchObject({ manufacturer: 'Maker', model: null });
    const board = { manufacturer: 'Board maker', model: 'X99', serial: 'S-12345' };
    const named = machineFacts({ system, board, uuid: null });
    expect(named).toMatchObject({ manufacturer: 'Board maker', model: 'X99', serial: 'S-12345' });
  });

  it('carry no control characters', () => {
    expect(facts({ manufacturer: 'LE\u0007NOVO\n' }).manufacturer).toBe('LENOVO');
  });
});
