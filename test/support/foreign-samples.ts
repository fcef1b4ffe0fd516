// Real texts of every kind that is read, and what means something in each.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { digitalProductId } from './digital-product-id-writer.js';
import type { Sample } from './foreign-input.js';
import { regBinary, regDword, regSz } from './hive-writer.js';
import {
  compressedPayload,
  configurationXml,
  pkeyconfig,
  publicConfigurations,
} from './pkeyconfig-writer.js';
import { writeRegExport } from './reg-writer.js';

/** The input of one kind of parser. */
export interface SampleKind {
  readonly samples: readonly Sample[];
  readonly tokens: readonly string[];
}

const proKey = 'VK7JG-NPHTM-C97JM-9MPGT-3V66T';
const olderKey = 'FJ82H-XT6CR-J8D7P-XQJJ2-GPDD4';
const fixtures = fileURLToPath(new URL('../fixtures/import/', import.meta.url));

function fixturesNamed(pattern: RegExp): Uint8Array[] {
  const names = readdirSync(fixtures).filter((name) => pattern.test(name));
  if (names.length === 0) throw new Error(`no fixture is called ${String(pattern)}`);
  return names.map((name) => readFileSync(`${fixtures}${name}`));
}

export const keys: SampleKind = {
  samples: [proKey, olderKey, proKey.toLowerCase(), 'VK7JG-NPHTM-C97JM-9MPGT-3VS6T'],
  tokens: ['B', 'N', '0', 'O', 'S', 'Ä', '-', 'VK7JG', ' ', '\ufdfa'],
};

export const productIds: SampleKind = {
  samples: [
    '00330-80000-00000-AA123',
    '00371-OEM-8992671-00004',
    '03612-03308-012-345678-02-1033-26100.0000-1382024',
  ],
  tokens: ['00330', '-', 'OEM', '9'],
};

export const productNames: SampleKind = {
  samples: ['Windows 10 Pro', 'Win 10 RTM Core OEM:DM', 'Windows Vista (TM) Business', 'LENOVO\0'],
  tokens: ['Windows', ' 10', '(TM)', '  ', 'To be filled by O.E.M.', '\u0000'],
};

const registry = {
  name: 'CurrentVersion',
  values: [
    regSz('ProductName', 'Windows 10 Pro'),
    regDword('UBR', 2314),
    regBinary('DigitalProductId', digitalProductId({ productKey: olderKey })),
  ],
};
const currentVersion = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion';
const office = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Office\\12.0\\Registration\\x';

export const regExports: SampleKind = {
  samples: [
    writeRegExport([{ path: currentVersion, key: registry }]),
    `REGEDIT4\n\n[${office}]\n"ProductName"="Word \\"x\\""\n"DigitalProductID"=hex:a4,00,\\\n  00\n@=dword:7\n"x"=hex(2):41,00\n`,
  ],
  tokens: [
    '[',
    ']',
    '"',
    '"=',
    'hex:',
    'hex(7):',
    'dword:',
    '\\\n',
    '\n',
    '01,',
    ';',
    '@=',
    `[${office}]`,
  ],
};

export const regValues: SampleKind = {
  samples: ['"Windows \\"10\\" Pro"', 'hex(2):41,00,\\\n  00,00', 'dword:0000090a ; x', '-'],
  tokens: regExports.tokens,
};

export const markups: SampleKind = {
  samples: fixturesNamed(/\.(?:html|xml)$/),
  tokens: [
    ...[
      '<',
      '>',
      '</',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '<script>',
      '<title>',
      '&',
      '&#x110000;',
    ],
    ...['&amp', '&#xD800;', '<td>', '<tr>', '<item>', '</item>', '="', '<a b=', '<product_key>'],
  ],
};

export const mails: SampleKind = {
  samples: fixturesNamed(/\.(?:eml|html)$|^(?:showkeyplus|keyfinder)/),
  tokens: [
    ...markups.tokens,
    ...['Content-Transfer-Encoding: base64\n\n', '=\r\n', '=41', '--x\n', '\r', olderKey],
    'Content-Transfer-Encoding: quoted-printable\n\n',
  ],
};

export const exports: SampleKind = {
  samples: fixturesNamed(/^produkey/),
  tokens: [
    ...markups.tokens,
    ...[
      '{',
      '}',
      '[',
      ']',
      ',',
      '"',
      ':',
      '\n',
      '\t',
      '==========\n',
      'Product Name',
      'Product Key',
    ],
    ...['"Product Key":"x"', ' : ', '\\ud800', 'Product Name,Product Key\n', olderKey],
  ],
};

export const jsonExports: SampleKind = {
  samples: [
    `[{"Product Name":"Word","Product Key":"${olderKey}","Computer Name":"PC"},{"Product Name":"x"}]`,
    `[\n {"Product Name" : "Word \\"x\\"", "Product Key" : null, "Product ID" : "${olderKey}"}\n]`,
  ],
  tokens: exports.tokens,
};

const inner = configurationXml(publicConfigurations);
export const pkeyconfigs: SampleKind = {
  samples: [
    pkeyconfig(inner),
    pkeyconfig('', { payload: compressedPayload(inner) }),
    Buffer.from(pkeyconfig(inner), 'utf16le'),
  ],
  tokens: [
    '<tm:infoBin>',
    '</tm:infoBin>',
    '<Configuration>',
    '<KeyRange>',
    'pkc:',
    'H4sI',
    '<Start>',
  ],
};

export const configurationTexts: SampleKind = { samples: [inner], tokens: pkeyconfigs.tokens };

const ownList = {
  products: [
    {
      product: 'Example Draw',
      source: 'its manual',
      form: 'serial',
      value: 'Serial',
      keys: ['HKLM\\SOFTWARE\\Example\\Draw\\*'],
      names: { Draw: 'Example Draw' },
    },
  ],
};

export const productLists: SampleKind = {
  samples: [
    JSON.stringify(ownList),
    '; 1.0\nDraw|Key=HKEY_LOCAL_MACHINE\\SOFTWARE\\Example\\Draw=Serial|Name=HKCU\\Software\\x=y\n',
  ],
  tokens: ['|', '=', '\n', ';', 'Key=HKLM\\SOFTWARE\\a=b', '{"products":', '[', ']', '"', ',', ':'],
};

const licensed = {
  ApplicationID: '55c92734-d682-4d71-983e-d6ec3f16059f',
  Name: 'Windows(R), Professional edition',
  Description: 'Windows(R) Operating System, RETAIL channel',
  LicenseStatus: 1,
  PartialProductKey: '3V66T',
  ProductKeyChannel: 'Retail',
};

const service = {
  OA3xOriginalProductKey: 'NG4HW-VH26C-733KW-K6F98-J8CK4',
  OA3xOriginalProductKeyDescription: '[4.0] Professional OEM:DM',
};

export const activations: SampleKind = {
  samples: [
    JSON.stringify({ products: licensed, office: licensed, service }),
    `\uFEFF${JSON.stringify({ products: [licensed, licensed], office: null })}\r\n`,
  ],
  tokens: ['{', '}', '[', ']', ',', '"LicenseStatus":1', 'null', '"', ':', '1e999'],
};

const answerXml = `<unattend><component><ProductKey>${olderKey}</ProductKey></component></unattend>`;
export const answers: SampleKind = {
  samples: [
    answerXml,
    Buffer.from(`\uFEFF${answerXml}`, 'utf16le'),
    `[PID]\r\nValue=${olderKey}\r\n`,
    `[UserData]\r\nFullName="x"\r\nProductKey="${olderKey}"\r\n`,
    '[EditionID]\r\nProfessional\r\n[Channel]\r\nOEM\r\n',
  ],
  tokens: [
    ...markups.tokens,
    '<ProductKey>',
    '<Key>',
    'Value=',
    'ProductKey=',
    '[UserData]\n',
    '[EditionID]\n',
    '[Channel]\n',
  ],
};
