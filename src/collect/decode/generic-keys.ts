// The public product keys of Windows, as data: the same on every PC, so they prove no licence. One in
// this list is labelled, never hidden. KMS client keys are from Microsoft's page "Key Management
// Services (KMS) client activation and product keys"; the keys that Setup installs by default are from
// WindowsEdition.json of cschneegans/unattend-generator and ShowKeyPlus' lists.

/** Why a public key is on many PCs. */
type GenericKind =
  /** For volume licences: the PC asks the organisation's own KMS host. Channel `Volume:GVLK`. */
  | 'kms-client'
  /** Put in by Setup until another key or a digital licence takes over. */
  | 'default-install';

/** One public key. */
export interface GenericKey {
  readonly productKey: string;
  readonly kind: GenericKind;
  readonly product: string;
  /** Microsoft's name of the edition. */
  readonly edition: string;
}

type Row = readonly [productKey: string, edition: string, product: string];

const kmsClientKeys: readonly Row[] = [
  ['W269N-WFGWX-YVC9B-4J6C9-T83GX', 'Professional', 'Windows 10/11 Pro'],
  ['MH37W-N47XK-V7XM9-C7227-GCQG9', 'ProfessionalN', 'Windows 10/11 Pro N'],
  [
    'NRG8B-VKK3Q-CXVCJ-9G2XF-6Q84J',
    'ProfessionalWorkstation',
    'Windows 10/11 Pro for Workstations',
  ],
  [
    '9FNHH-K3HBT-3W4TD-6383H-6XYWF',
    'ProfessionalWorkstationN',
    'Windows 10/11 Pro N for Workstations',
  ],
  ['6TP4R-GNPTD-KYYHQ-7B7DP-J447Y', 'ProfessionalEducation', 'Windows 10/11 Pro Education'],
  ['YVWGF-BXNMC-HTQYQ-CPQ99-66QFC', 'ProfessionalEducationN', 'Windows 10/11 Pro Education N'],
  ['NW6C2-QMPVW-D7KKK-3GKT6-VCFB2', 'Education', 'Windows 10/11 Education'],
  ['2WH4N-8QGBV-H22JP-CT43Q-MDWWJ', 'EducationN', 'Windows 10/11 Education N'],
  ['NPPR9-FWDCX-D2C8J-H872K-2YT43', 'Enterprise', 'Windows 10/11 Enterprise'],
  ['DPH2V-TTNVB-4X9Q3-TJR4H-KHJW4', 'EnterpriseN', 'Windows 10/11 Enterprise N'],
  ['YYVX9-NTFWV-6MDM3-9PT4T-4M68B', 'EnterpriseG', 'Windows 10/11 Enterprise G'],
  ['44RPN-FTY23-9VTTB-MP9BX-T84FV', 'EnterpriseGN', 'Windows 10/11 Enterprise G N'],
  ['M7XTQ-FN8P6-TTKYV-9D4CC-J462D', 'EnterpriseS', 'Windows 10/11 Enterprise LTSC'],
  ['92NFX-8DJQP-P6BBQ-THF9C-7CG2H', 'EnterpriseSN', 'Windows 10/11 Enterprise N LTSC'],
  ['KBN8V-HFGQ4-MGXVD-347P6-PDQGT', 'IoTEnterpriseS', 'Windows 10/11 IoT Enterprise LTSC'],
  ['DCPHK-NFMTC-H88MJ-PFHPY-QJ4BJ', 'EnterpriseS', 'Windows 10 Enterprise LTSB 2016'],
  ['QFFDN-GRT3P-VKWWX-X7T3R-8B639', 'EnterpriseSN', 'Windows 10 Enterprise N LTSB 2016'],
  ['WNMTR-4C88C-JK8YV-HQ7T2-76DF9', 'EnterpriseS', 'Windows 10 Enterprise LTSB 2015'],
  ['2F77B-TNFGY-69QQF-B8YKP-D69TJ', 'EnterpriseSN', 'Windows 10 Enterprise N LTSB 2015'],
  ['TX9XD-98N7V-6WMQ6-BX7FG-H8Q99', 'Core', 'Windows 10/11 Home'],
  ['GCRJD-8NW9H-F2CDX-CCM8D-9D6T9', 'Professional', 'Windows 8.1 Pro'],
  ['HMCNV-VVBFX-7HMBH-CTY9B-B4FXY', 'ProfessionalN', 'Windows 8.1 Pro N'],
  ['MHF9N-XY6XB-WVXMC-BTDCT-MKKG7', 'Enterprise', 'Windows 8.1 Enterprise'],
  ['TT4HM-HN7YT-62K67-RGRQJ-JFFXW', 'EnterpriseN', 'Windows 8.1 Enterprise N'],
  ['NG4HW-VH26C-733KW-K6F98-J8CK4', 'Professional', 'Windows 8 Pro'],
  ['XCVCF-2NXM9-723PB-MHCB7-2RYQQ', 'ProfessionalN', 'Windows 8 Pro N'],
  ['32JNW-9KQ84-P47T8-D8GGY-CWCK7', 'Enterprise', 'Windows 8 Enterprise'],
  ['JMNMF-RHW7P-DMY6X-RF3DR-X2BQT', 'EnterpriseN', 'Windows 8 Enterprise N'],
  ['FJ82H-XT6CR-J8D7P-XQJJ2-GPDD4', 'Professional', 'Windows 7 Professional'],
  ['MRPKT-YTG23-K7D7T-X2JMM-QY7MG', 'ProfessionalN', 'Windows 7 Professional N'],
  ['W82YF-2Q76Y-63HXB-FGJG9-GF7QX', 'ProfessionalE', 'Windows 7 Professional E'],
  ['33PXH-7Y6KF-2VJC9-XBBR8-HVTHH', 'Enterprise', 'Windows 7 Enterprise'],
  ['YDRBP-3D83W-TY26F-D46B2-XCKRJ', 'EnterpriseN', 'Windows 7 Enterprise N'],
  ['C29WB-22CC8-VJ326-GHFJW-H9DH4', 'EnterpriseE', 'Windows 7 Enterprise E'],
  ['YFKBB-PQJJV-G996G-VWGXY-2V3X8', 'Business', 'Windows Vista Business'],
  ['HMBQG-8H2RH-C77VX-27R82-VMQBT', 'BusinessN', 'Windows Vista Business N'],
  ['VKK3X-68KWM-X2YGT-QR4M6-4BWMV', 'Enterprise', 'Windows Vista Enterprise'],
  ['VTC42-BM838-43QHV-84HX6-XJXKV', 'EnterpriseN', 'Windows Vista Enterprise N'],
  ['TVRH6-WHNXV-R9WG3-9XRFY-MY832', 'ServerStandard', 'Windows Server 2025 Standard'],
  ['D764K-2NDRG-47T6Q-P8T8W-YP6DF', 'ServerDatacenter', 'Windows Server 2025 Datacenter'],
  [
    'XGN3F-F394H-FD2MY-PP6FD-8MCRC',
    'ServerTurbine',
    'Windows Server 2025 Datacenter: Azure Edition',
  ],
  ['VDYBN-27WPP-V4HQT-9VMD4-VMK7H', 'ServerStandard', 'Windows Server 2022 Standard'],
  ['WX4NM-KYWYW-QJJR4-XV3QB-6VM33', 'ServerDatacenter', 'Windows Server 2022 Datacenter'],
  [
    'NTBV8-9K7Q8-V27C6-M2BTV-KHMXV',
    'ServerTurbine',
    'Windows Server 2022 Datacenter: Azure Edition',
  ],
  ['N69G4-B89J2-4G8F4-WWYCC-J464C', 'ServerStandard', 'Windows Server 2019 Standard'],
  ['WMDGN-G9PQG-XVVXX-R3X43-63DFG', 'ServerDatacenter', 'Windows Server 2019 Datacenter'],
  ['WVDHN-86M7X-466P6-VHXV7-YY726', 'ServerSolution', 'Windows Server 2019 Essentials'],
  ['WC2BQ-8NRM3-FDDYY-2BFGV-KHKQY', 'ServerStandard', 'Windows Server 2016 Standard'],
  ['CB7KF-BWN84-R7R2Y-793K2-8XDDG', 'ServerDatacenter', 'Windows Server 2016 Datacenter'],
  ['JCKRF-N37P4-C2D82-9YXRT-4M63B', 'ServerSolution', 'Windows Server 2016 Essentials'],
];

const defaultInstallKeys: readonly Row[] = [
  ['YTMG3-N6DKC-DKB77-7M9GH-8HVX7', 'Core', 'Windows 10/11 Home'],
  ['4CPRK-NM3K3-X6XXQ-RXX86-WXCHW', 'CoreN', 'Windows 10/11 Home N'],
  ['BT79Q-G7N6G-PGBYW-4YWX6-6F4BT', 'CoreSingleLanguage', 'Windows 10/11 Home Single Language'],
  ['N2434-X9D7W-8PF6X-8DV9T-8TYMD', 'CoreCountrySpecific', 'Windows 10/11 Home China'],
  ['VK7JG-NPHTM-C97JM-9MPGT-3V66T', 'Professional', 'Windows 10/11 Pro'],
  ['2B87N-8KFHP-DKV6R-Y2C8J-PKCKT', 'ProfessionalN', 'Windows 10/11 Pro N'],
  ['8PTT6-RNW4C-6V7J2-C2D3X-MHBPB', 'ProfessionalEducation', 'Windows 10/11 Pro Education'],
  ['GJTYN-HDMQY-FRR76-HVGC7-QPF8P', 'ProfessionalEducationN', 'Windows 10/11 Pro Education N'],
  ['YNMGQ-8RYV3-4PGQ3-C8XTP-7CFBY', 'Education', 'Windows 10/11 Education'],
  ['84NGF-MHBT6-FXBX8-QWJK7-DRR8H', 'EducationN', 'Windows 10/11 Education N'],
  [
    'DXG7C-N36C4-C4HTG-X4T3X-2YV77',
    'ProfessionalWorkstation',
    'Windows 10/11 Pro for Workstations',
  ],
  [
    'WYPNQ-8C467-V2W6J-TX4WX-WT2RQ',
    'ProfessionalWorkstationN',
    'Windows 10/11 Pro N for Workstations',
  ],
  ['XGVPP-NMH47-7TTHJ-W3FW7-8HV2C', 'Enterprise', 'Windows 10/11 Enterprise'],
  ['WGGHN-J84D6-QYCPR-T7PJ7-X766F', 'EnterpriseN', 'Windows 10/11 Enterprise N'],
];

/** Every public key. */
export const genericKeys: readonly GenericKey[] = [
  ...kmsClientKeys.map((row) => entry(row, 'kms-client')),
  ...defaultInstallKeys.map((row) => entry(row, 'default-install')),
];

const byKey = new Map(genericKeys.map((key) => [key.productKey, key]));

/** The public key that this is, or null when it is in no list. */
export function genericKey(productKey: string): GenericKey | null {
  return byKey.get(productKey) ?? null;
}

function entry([productKey, edition, product]: Row, kind: GenericKind): GenericKey {
  return { productKey, kind, product, edition };
}
