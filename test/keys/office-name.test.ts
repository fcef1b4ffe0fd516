// Names as the licensing service has them: those of generations since 2010, gathered from public reports.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { officeName, officeReleaseName, officeReleases } from '../../src/keys/office-name.js';

describe('a name of the licensing service', () => {
  it.each([
    ['Office 19, Office19HomeBusiness2019R_Retail', 'Office Home & Business 2019', 'Retail'],
    ['Office 16, Office16ProPlusR_Retail', 'Office Professional Plus 2016', 'Retail'],
    ['Office 16, Office16HomeBusinessR_Retail2', 'Office Home & Business 2016', 'Retail'],
    ['Office 16, Office16HomeStudentPipcR_OEM_Perp', 'Office Home & Student 2016', 'OEM'],
    ['Office 21, Office21ProPlus2021R_Retail', 'Office Professional Plus 2021', 'Retail'],
    ['Office 24, Office24Home2024R_Retail', 'Office Home 2024', 'Retail'],
    ['Office 16, Office16ProPlusVL_MAK', 'Office Professional Plus 2016', 'Volume:MAK'],
    [
      'Office 19, Office19ProPlus2019VL_KMS_Client_AE',
      'Office Professional Plus 2019',
      'Volume:GVLK',
    ],
    [
      'Office 21, Office21ProPlus2021VL_KMS_Client_AE',
      'Office LTSC Professional Plus 2021',
      'Volume:GVLK',
    ],
    ['Office 24, Office24VisioPro2024VL_MAK_AE', 'Visio LTSC Professional 2024', 'Volume:MAK'],
    ['Office 24, Office24ProjectPro2024VL_MAK_AE', 'Project Professional 2024', 'Volume:MAK'],
    ['Office 16, Office16VisioProXC2RVL_KMS_ClientC2R', 'Visio Professional 2016', 'Volume:GVLK'],
    ['Office 15, OfficeProPlusVL_KMS_Client', 'Office Professional Plus 2013', 'Volume:GVLK'],
    ['Office 14, OfficeProPlus-MAK', 'Office Professional Plus 2010', 'Volume:MAK'],
    ['Office 16, Office16HomeBusinessR_Trial', 'Office Home & Business 2016', 'Retail:TB:Eval'],
    ['Office 16, Office16MondoVL_KMS_Client', 'Office Mondo 2016', 'Volume:GVLK'],
  ])('%s: %s, %s', (name, product, channel) => {
    const expected = { product: `Microsoft ${product}`, channel };
    const isNeither = { isGrace: false, isSubscription: false };
    expect(officeName(`${name} edition`)).toMatchObject({ ...expected, ...isNeither });
    expect(officeName(name)).toMatchObject(expected);
  });

  it.each([
    ['Office 19, Office19HomeBusiness2019R_Grace edition', 'Microsoft Office Home & Business 2019'],
    ['Office 15, OfficeProPlusR_Grace edition', 'Microsoft Office Professional Plus 2013'],
    ['Office 14, OfficeAccessRuntime-ByPass edition', 'Microsoft Access Runtime 2010'],
    [
      'Office 19, Office19HomeStudent2019DemoR_BypassTrial180 edition',
      'Microsoft Office Home & Student 2019',
    ],
  ])('%s is a placeholder of %s', (name, product) => {
    const expected = { product, channel: null, isGrace: true, isSubscription: false };
    expect(officeName(name)).toMatchObject(expected);
  });

  it.each([
    ['Office 16, Office16O365ProPlusR_Subscription1 edition', 'enterprise', 'o365proplusretail'],
    ['Office 16, Office16O365ProPlusR_SubTrial2 edition', 'enterprise', 'o365proplusretail'],
    ['Office 16, Office16O365ProPlusR_SubTest1 edition', 'enterprise', 'o365proplusretail'],
    ['Office 16, Office16O365ProPlusR_Grace edition', 'enterprise', 'o365proplusretail'],
    ['Office 15, OfficeO365ProPlusR_Subscription1 edition', 'enterprise', 'o365proplusretail'],
    ['Office 16, Office16O365BusinessR_Grace edition', 'business', 'o365businessretail'],
    ['Office 16, Office16O365HomePremR_Grace edition', 'Personal', 'o365homepremretail'],
  ])('%s is Microsoft 365, which has no key', (name, plan, id) => {
    const told = officeName(name);
    expect(told).toMatchObject({
      channel: null,
      isSubscription: true,
      productRef: `account:${id}`,
    });
    expect(told?.product).toMatch(new RegExp(`^Microsoft 365 .*${plan}$`));
  });

  it('may be of a subscription to one program, or to all', () => {
    const visio = officeName('Office 16, Office16VisioProR_Subscription edition');
    expect(visio).toMatchObject({
      product: 'Microsoft Visio Professional (subscription)',
      productRef: 'account:visioproretail',
      isSubscription: true,
    });
    const all = officeName('Office 16, Office16MondoR_Subscription edition');
    expect(all).toMatchObject({ product: 'Microsoft 365', isSubscription: true });
  });

  it('is a placeholder or a subscription where the description alone says so', () => {
    const name = 'Office 19, Office19HomeBusiness2019R_Something edition';
    expect(officeName(name)).toMatchObject({ isGrace: false, isSubscription: false });
    expect(officeName(name, 'Office 19, RETAIL(Grace) channel')?.isGrace).toBe(true);
    expect(officeName(name, 'Office 16, TIMEBASED_SUB channel')?.isSubscription).toBe(true);
  });

  it('keeps the reference that records of before have', () => {
    const reference = (name: string) => officeName(name)?.productRef;
    expect(reference('Office 16, Office16ProPlusVL_KMS_Client edition')).toBe(
      'office:16.proplusvl_kms_client',
    );
    expect(reference('Office 14, OfficeProPlus-MAK edition')).toBe('office:14.proplus-mak');
  });

  it('tells the program however it was sold', () => {
    const program = (name: string) => officeName(name)?.program;
    const retail = program('Office 21, Office21ProPlus2021R_Grace edition');
    expect(program('Office 21, Office21ProPlus2021VL_KMS_Client_AE edition')).toBe(retail);
    expect(program('Office 21, Office21ProPlus2021DemoR_OEM_Perp edition')).toBe(retail);
    expect(program('Office 21, Office21Standard2021VL_MAK edition')).not.toBe(retail);
  });

  it('of a program that is not known keeps its own words, and one in another form is none', () => {
    expect(officeName('Office 29, Office29Clippy2029R_Retail edition')).toMatchObject({
      product: 'Microsoft Office 29 (Clippy2029R_Retail)',
      channel: 'Retail',
    });
    for (const name of ['Project', '', 'Windows(R), Professional edition', 'Office 16']) {
      expect(officeName(name)).toBeNull();
    }
  });

  it('may be any text', () => {
    const name = fc.oneof(
      fc.string(),
      fc.string().map((rest) => `Office 16, Office16${rest}`),
    );
    fc.assert(
      fc.property(name, fc.string(), (text, description) => {
        officeName(text, description);
        officeReleaseName(text);
      }),
    );
  });
});

describe('what Click-to-Run installed', () => {
  it.each([
    ['HomeBusiness2019Retail', 'Microsoft Office Home & Business 2019'],
    ['HomeBusinessRetail', 'Microsoft Office Home & Business'],
    ['Home2024Retail', 'Microsoft Office Home 2024'],
    ['ProPlus2021Volume', 'Microsoft Office LTSC Professional Plus 2021'],
    ['O365HomePremRetail', 'Microsoft 365 Family or Personal'],
    ['O365ProPlusEEANoTeamsRetail', 'Microsoft 365 Apps for enterprise'],
    ['VisioProXVolume', 'Microsoft Visio Professional'],
    ['Clippy2029Retail', null],
    ['', null],
  ])('%s is %s', (release, name) => {
    expect(officeReleaseName(release)).toBe(name);
  });

  it('is listed with the name that the service has for it too', () => {
    expect(Object.keys(officeReleases).length).toBeGreaterThan(200);
    const { product } = officeName('Office 21, Office21HomeStudent2021R_Retail edition') ?? {};
    expect(officeReleases['HomeStudent2021Retail']).toBe(product);
  });
});
