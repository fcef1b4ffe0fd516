// What PowerShell prints for the licensing service's classes, and everything else that it may print.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readActivation } from '../../../../src/collect/this-pc/licensing-service/activation.js';
import { rejection } from '../../../support/target-assertions.js';
import { never } from '../../../support/signal.js';

// As Windows 11 answers, with the public key that Setup installs for Pro.
const licensed = {
  ApplicationID: '55c92734-d682-4d71-983e-d6ec3f16059f',
  Name: 'Windows(R), Professional edition',
  Description: 'Windows(R) Operating System, RETAIL channel',
  LicenseStatus: 1,
  PartialProductKey: '3V66T',
  ProductKeyChannel: 'Retail',
};
const notification = { ...licensed, LicenseStatus: 5, PartialProductKey: 'T83GX' };

const readText = (output: string) => readActivation(never, () => Promise.resolve({ output }));
const read = (answer: object) => readText(JSON.stringify(answer));

describe('the answer of the licensing service', () => {
  it('is read from one product, which PowerShell may not put into a list', async () => {
    const expected = {
      status: 'licensed',
      channel: 'Retail',
      description: 'Windows(R) Operating System, RETAIL channel',
      lastFive: '3V66T',
    };
    expect((await read({ products: [licensed] })).activation).toEqual(expected);
    expect((await read({ products: licensed })).activation).toEqual(expected);
  });

  it('is that of the licensed product where there are several', async () => {
    const both = await read({ products: [notification, licensed] });
    expect(both.activation?.lastFive).toBe('3V66T');
    expect((await read({ products: [notification] })).activation?.status).toBe('notification');
  });

  it('may begin with a byte order mark and end with a line', async () => {
    const output = `\uFEFF${JSON.stringify({ products: [licensed] })}\r\n`;
    expect((await readText(output)).activation?.status).toBe('licensed');
  });

  it('may lack what older systems do not tell', async () => {
    const old = { LicenseStatus: 9, PartialProductKey: null };
    const { activation } = await read({ products: [old], office: null, service: null });
    expect(activation).toEqual({
      status: 'unknown',
      channel: null,
      description: null,
      lastFive: null,
    });
  });

  it('never takes more than five characters for the end of a key', async () => {
    const whole = { ...licensed, PartialProductKey: 'VK7JG-NPHTM-C97JM-9MPGT-3V66T' };
    expect((await read({ products: [whole] })).activation?.lastFive).toBeNull();
  });

  it.each([
    '',
    '[]',
    'null',
    '{}',
    '{"products":[]}',
    '{"products":[{"LicenseStatus":"1"},7,null]}',
    '{"products":"x","office":7,"service":[]}',
    'Get-CimInstance : Invalid class',
    '7',
  ])('is not usable when it is %j', async (output) => {
    const reading = await readText(output);
    expect(reading).toMatchObject({ activation: null, programs: [], firmwareKey: null });
    expect(reading.warnings).toMatchObject([{ code: 'activation-unknown' }]);
  });

  it('may be any JSON or text without an error', async () => {
    const member = fc.oneof(fc.jsonValue(), fc.constant([licensed]), fc.constant(licensed));
    const answer = fc.record({ products: member, office: member, service: member });
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          answer.map((one) => JSON.stringify(one)),
          fc.string(),
        ),
        async (output) => {
          expect((await readText(output)).warnings.length).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
});

describe('Office', () => {
  const office = {
    ApplicationID: '0FF1CE15-a989-479d-af46-f275c6370663',
    Name: 'Office 19, Office19HomeBusiness2019R_Retail edition',
    Description: 'Office 19, RETAIL channel',
    LicenseStatus: 1,
    PartialProductKey: 'GPDD4',
    ProductKeyChannel: 'Retail',
  };
  // A class of its own, without a channel.
  const office2010 = {
    ApplicationID: '59a52881-a989-479d-af46-f275c6370663',
    Name: 'Office 14, OfficeProPlus-MAK edition',
    Description: 'Office 14, VOLUME_MAK channel',
    LicenseStatus: 1,
    PartialProductKey: 'QY7MG',
    ProductKeyChannel: null,
  };

  it('is told by the same call, and is never taken for Windows', async () => {
    const { activation, programs } = await read({ products: [office, notification] });
    expect(activation?.lastFive).toBe('T83GX');
    expect(programs).toEqual([
      {
        name: office.Name,
        description: office.Description,
        channel: 'Retail',
        lastFive: 'GPDD4',
        cimClass: 'SoftwareLicensingProduct',
      },
    ]);
  });

  it('2010 is told by the class that it brings, and its channel by the description', async () => {
    const { programs } = await read({ products: [licensed], office: office2010 });
    expect(programs).toEqual([
      {
        name: office2010.Name,
        description: office2010.Description,
        channel: 'Volume:MAK',
        lastFive: 'QY7MG',
        cimClass: 'OfficeSoftwareProtectionProduct',
      },
    ]);
  });

  it.each([
    ['Office 14, RETAIL channel', 'Retail'],
    ['Office 14, VOLUME_KMSCLIENT channel', 'Volume:GVLK'],
    ['Office 14, TRIAL(Plus) channel', 'Retail:TB:Eval'],
    ['Office 14, SUBSCRIPTION channel', null],
    ['', null],
  ])('described as %j was sold as %s', async (Description, channel) => {
    const { programs } = await read({ office: [{ ...office2010, Description }] });
    expect(programs[0]?.channel).toBe(channel);
  });

  it('is told where Windows is not', async () => {
    const { activation, programs, warnings } = await read({ products: office });
    expect([activation, programs.length, warnings.length]).toEqual([null, 1, 1]);
  });

  it('keeps a name that cannot be read, and needs an end of a key', async () => {
    const odd = [
      { ...office, Name: 'Project' },
      { ...office, PartialProductKey: null },
    ];
    const { programs } = await read({ products: odd });
    expect(programs.map(({ name }) => name)).toEqual(['Project']);
  });
});

describe("the firmware's key", () => {
  const productKey = 'NG4HW-VH26C-733KW-K6F98-J8CK4';
  const service = (OA3xOriginalProductKey: unknown, description: unknown = '') => ({
    products: [licensed],
    service: { OA3xOriginalProductKey, OA3xOriginalProductKeyDescription: description },
  });

  it('comes with its edition', async () => {
    const { firmwareKey } = await read(service(productKey, '[4.0] Professional OEM:DM'));
    expect(firmwareKey).toEqual({ productKey, edition: 'Professional' });
  });

  it.each([
    ['', '', null],
    [null, null, null],
    [5, '', null],
    ['XXXXX-XXXXX-XXXXX-XXXXX-XXXXX', '', null],
    [productKey, 'Win 8 OEM', { productKey, edition: null }],
  ])('of %j described as %j is %j', async (key, description, expected) => {
    expect((await read(service(key, description))).firmwareKey).toEqual(expected);
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
    expect(warnings[0]?.message).toContain('Windows PowerShell is not installed');
  });

  it('is left when the run is stopped', async () => {
    const reason = new Error('stopped');
    expect(await rejection(readActivation(AbortSignal.abort(reason)))).toBe(reason);
  });
});
