// What PowerShell prints for the licensing service's products, and everything else that it may print.
import { describe, expect, it } from 'vitest';
import { parseActivation, readActivation } from '../../src/collect/activation.js';
import { rejection } from '../support/target-assertions.js';

// As Windows 11 answers, with the public key that Setup installs for Pro.
const licensed = {
  Name: 'Windows(R), Professional edition',
  Description: 'Windows(R) Operating System, RETAIL channel',
  LicenseStatus: 1,
  PartialProductKey: '3V66T',
  ProductKeyChannel: 'Retail',
};
const notification = { ...licensed, LicenseStatus: 5, PartialProductKey: 'T83GX' };
const never = new AbortController().signal;

describe('the answer of the licensing service', () => {
  it('is read from one product', () => {
    expect(parseActivation(JSON.stringify(licensed))).toEqual({
      status: 'licensed',
      channel: 'Retail',
      description: 'Windows(R) Operating System, RETAIL channel',
      lastFive: '3V66T',
    });
  });

  it('is that of the licensed product where there are several', () => {
    const output = JSON.stringify([notification, licensed]);
    expect(parseActivation(output)?.lastFive).toBe('3V66T');
    expect(parseActivation(JSON.stringify([notification]))?.status).toBe('notification');
  });

  it('may begin with a byte order mark and end with a line', () => {
    expect(parseActivation(`\uFEFF${JSON.stringify(licensed)}\r\n`)?.status).toBe('licensed');
  });

  it('may lack what older systems do not tell', () => {
    const old = { LicenseStatus: 9, PartialProductKey: null };
    expect(parseActivation(JSON.stringify(old))).toEqual({
      status: 'unknown',
      channel: null,
      description: null,
      lastFive: null,
    });
  });

  it('never takes more than five characters for the end of a key', () => {
    const whole = { ...licensed, PartialProductKey: 'VK7JG-NPHTM-C97JM-9MPGT-3V66T' };
    expect(parseActivation(JSON.stringify(whole))?.lastFive).toBeNull();
  });

  it.each([
    '',
    '[]',
    'null',
    '{}',
    '{"LicenseStatus":"1"}',
    'Get-CimInstance : Invalid class',
    '7',
  ])('is not usable when it is %j', async (output) => {
    expect(parseActivation(output)).toBeNull();
    const reading = await readActivation(never, () => Promise.resolve({ output }));
    expect(reading.activation).toBeNull();
    expect(reading.warnings).toMatchObject([{ code: 'activation-unknown' }]);
  });
});

describe('Office 2013 and later', () => {
  const office = {
    ApplicationID: '0FF1CE15-a989-479d-af46-f275c6370663',
    Name: 'Office 19, Office19HomeBusiness2019R_Retail edition',
    Description: 'Office 19, RETAIL channel',
    LicenseStatus: 1,
    PartialProductKey: 'GPDD4',
    ProductKeyChannel: 'Retail',
  };
  const ask = (products: unknown) =>
    readActivation(never, () => Promise.resolve({ output: JSON.stringify(products) }));

  it('are told by the same call, and are never taken for Windows', async () => {
    const { activation, programs } = await ask([office, notification]);
    expect(activation?.lastFive).toBe('T83GX');
    expect(programs).toEqual([
      {
        product: 'Microsoft Office 2019 (HomeBusiness2019R_Retail)',
        channel: 'Retail',
        lastFive: 'GPDD4',
      },
    ]);
  });

  it('are told where Windows is not', async () => {
    const { activation, programs, warnings } = await ask(office);
    expect([activation, programs.length, warnings.length]).toEqual([null, 1, 1]);
  });

  it('keep the name that cannot be read, and need an end of a key', async () => {
    const odd = [
      { ...office, Name: 'Project' },
      { ...office, PartialProductKey: null },
    ];
    const { programs } = await ask(odd);
    expect(programs.map(({ product }) => product)).toEqual(['Project']);
  });
});

describe('a system without the licensing service', () => {
  it('costs a warning and nothing else', async () => {
    const failure = 'no answer within 30 s';
    const reading = await readActivation(never, () => Promise.resolve({ failure }));
    expect(reading).toMatchObject({ activation: null, warnings: [{ code: 'activation-unknown' }] });
    expect(reading.warnings[0]?.message).toContain(failure);
  });

  it.skipIf(process.platform === 'win32')('has no PowerShell to be asked', async () => {
    const { warnings } = await readActivation(never);
    expect(warnings[0]?.message).toContain('Windows PowerShell is not there');
  });

  it('is left when the run is stopped', async () => {
    const reason = new Error('stopped');
    expect(await rejection(readActivation(AbortSignal.abort(reason)))).toBe(reason);
  });
});
