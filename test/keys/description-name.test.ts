// The forms of description in the pkeyconfig files of Windows Vista to 11 and Server 2008 to 2025.
import { describe, expect, it } from 'vitest';
import { editionOfDescription, windowsNameOfDescription } from '../../src/keys/description-name.js';

const volume81 = 'Professional;ProfessionalN;Enterprise;EnterpriseN';
const volume10 = `${volume81};EnterpriseS;EnterpriseSN;Education;EducationN`;
const anyOf10 = 'Core;CoreN;Professional;ProfessionalN;Education';

describe('the name of a description', () => {
  it.each([
    ['Win 10 RTM Core OEM:DM', 'Core', 'Windows 10/11 Home'],
    ['Win 10 RTM ProfessionalN Volume:MAK', 'ProfessionalN', 'Windows 10/11 Pro N'],
    [
      'Win 10 RTM CoreSingleLanguage OEM:DM',
      'CoreSingleLanguage',
      'Windows 10/11 Home Single Language',
    ],
    ['Win 10 RTM Education Retail', 'Education', 'Windows 10/11 Education'],
    ['Win 10 RTM CloudEdition OEM:DM', 'CloudEdition', 'Windows 10/11 SE'],
    ['Win 2021 RTM EnterpriseS Volume:MAK', 'EnterpriseS', 'Windows 10/11 Enterprise LTSC 2021'],
    [
      'Win 2024 RTM EnterpriseSEval Retail:TB:Eval',
      'EnterpriseSEval',
      'Windows 10/11 Enterprise LTSC 2024 (trial)',
    ],
    ['Win 11 RTM IoTEnterpriseS OEM:NONSLP', 'IoTEnterpriseS', 'Windows 10/11 IoT Enterprise LTSC'],
    [
      'Win11 RTM IoTEnterpriseSK OEM:NONSLP',
      'IoTEnterpriseSK',
      'Windows 10/11 IoT Enterprise LTSC Subscription',
    ],
    ['Win 10 RTM IOTEnterpriseS OEM:NONSLP', 'EnterpriseS', 'Windows 10/11 IoT Enterprise LTSC'],
    [
      'Windows Server 2019 RTM ServerRdsh Volume:GVLK',
      'ServerRdsh',
      'Windows 10/11 Enterprise multi-session',
    ],
    ['Win 10 RTM HubOS OEM:DM', 'HubOS', 'Windows 10/11 HubOS'],
    [`Win 10 RTM ${volume10} Volume:CSVLK`, volume10, 'Windows 10/11 (several editions)'],
    ['Windows 10 Pro', '', 'Windows 10/11 Pro'],
    ['Win 8 RTM Professional OEM:DM', anyOf10, 'Windows 8 Pro'],
    ['Win 8.1 RTM Core OEM:DM', 'Core', 'Windows 8.1'],
    [
      'Win 8.1 RTM CoreConnectedSingleLanguage OEM:DM',
      'CoreConnectedSingleLanguage',
      'Windows 8.1 Single Language with Bing',
    ],
    [
      `Win 8.1 RTM ${volume81} Volume:MAK`,
      volume81,
      'Windows 8.1 Pro / Pro N / Enterprise / Enterprise N',
    ],
    ['Windows 7 SP1 HomePremium OEM:SLP', 'HomePremium', 'Windows 7 Home Premium'],
    ['Windows 7 Home PremiumN Retail', 'HomePremiumN', 'Windows 7 Home Premium N'],
    ['Windows 7 SP1 Professional Retail:WAUx', 'Professional', 'Windows 7 Professional'],
    ['Windows 7 Ultimate OEM', 'Ultimate', 'Windows 7 Ultimate'],
    ['Windows Vista Business - D-OEM (CHS & RU) OEM:SLP', 'Business', 'Windows Vista Business'],
    ['Windows Vista ALL Volume SKUs - MAK', 'n/a', 'Windows Vista ALL Volume SKUs'],
    [
      'Windows Client Extended Security Updates add-on Volume:MAK',
      'Client-ESU-Year1',
      'Windows Client Extended Security Updates add-on',
    ],
    [
      'Windows Server 2025 RTM ServerDatacenterCor OEM:COA',
      'ServerDatacenterCor',
      'Windows Server 2025 Datacenter',
    ],
    [
      'Windows Server 2021 RTM ServerStandard Volume:MAK (MUI locked to zh-CN)',
      'ServerStandard',
      'Windows Server 2022 Standard',
    ],
    [
      'Windows Server 2025 RTM ServerDatacenter;AzureStackHCIAddOn2025 Volume:MAK',
      'ServerDatacenter;AzureStackHCIAddOn2025',
      'Windows Server 2025 Datacenter',
    ],
    [
      'Windows Server 12 R2 RTM ServerStandardEval Retail:TB:Eval',
      'ServerStandardEval',
      'Windows Server 2012 R2 Standard (trial)',
    ],
    [
      'Windows Server Essentials 2016 RTM ServerSolution Retail',
      'ServerSolution',
      'Windows Server 2016 Essentials',
    ],
    [
      'Storage Server 2016 RTM ServerStorageWorkgroup OEM:COA',
      'ServerStorageWorkgroup',
      'Windows Storage Server 2016 Workgroup',
    ],
    [
      'Server 2008 R2 SP1 Std and Ent Volume:MAK (MAK_B)',
      'ServerStandard;ServerEnterprise',
      'Windows Server 2008 R2 Standard / Enterprise',
    ],
    ['Windows Server 2008 StandardV GVLK', 'ServerStandardV', 'Windows Server 2008 Standard'],
    [
      'Windows Embedded Industry 8 RTM EmbeddedIndustry OEM:NONSLP',
      'EmbeddedIndustry',
      'Windows Embedded Industry 8',
    ],
    ['Windows Server 2019 Standard', 'ServerStandard', 'Windows Server 2019 Standard'],
    ['Hyper-V ProdAct All Programs', 'ServerHyper', 'Hyper-V ProdAct All Programs'],
    ['OEM:DM', '', 'OEM:DM'],
  ])('%s of %s is %s', (description, edition, known) => {
    expect(windowsNameOfDescription(description, edition)).toBe(known);
  });
});

describe('the edition of a description', () => {
  it('is the one that it names, of several', () => {
    expect(editionOfDescription('Win 8 RTM Professional OEM:DM', anyOf10)).toBe('Professional');
  });

  it.each([
    ['names several', `Win 8.1 RTM ${volume81} Volume:MAK`, volume81],
    ['names another', 'Win 8 RTM CoreARM OEM:DM', anyOf10],
    ['names none', 'Windows 7 All Volume Editions Volume:MAK', anyOf10],
  ])('is unknown where it %s', (_, description, editions) => {
    expect(editionOfDescription(description, editions)).toBeNull();
  });
});
