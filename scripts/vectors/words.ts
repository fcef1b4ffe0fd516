// What people type and paste, written wrongly: passphrases, recovery codes, armor. The records are good.
import { toHex } from '../../src/bytes.js';
import { armor } from '../../src/crypto/armor.js';
import { smallContent } from '../../test/support/sample-content.js';
import { type Scenario, passphrase, scenarioVault } from './scenario.js';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

function utf16le(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0)).reduce<Uint8Array>(
    (all, byte) => Uint8Array.of(...all, byte, 0),
    new Uint8Array(0),
  );
}

const passphrases: readonly (readonly [string, string, string | Uint8Array])[] = [
  ['empty', 'no passphrase', ''],
  ['too-long', 'a passphrase of 1,025 bytes', 'x'.repeat(1025)],
  ['too-long-after-nfc', 'within 1,024 bytes as typed, beyond after NFC', '\u0958'.repeat(341)],
  ['tab', 'a tab in the passphrase', 'correct\thorse'],
  ['delete', 'U+007F in the passphrase', 'correct\u007fhorse'],
  ['next-line', 'U+0085 in the passphrase: a control character beyond ASCII', 'correct\u0085horse'],
  ['file-empty', 'a passphrase file with a line end and nothing more', utf8('\n')],
  ['file-two-line-ends', 'a passphrase file with two line ends', utf8(`${passphrase}\n\n`)],
  ['file-cr', 'a passphrase file that ends with CR alone', utf8(`${passphrase}\r`)],
  ['file-utf16', 'a passphrase file in UTF-16', Uint8Array.of(0xff, 0xfe, ...utf16le(passphrase))],
  ['file-utf16-unmarked', 'a passphrase file in UTF-16 without its mark', utf16le(passphrase)],
  ['file-latin1', 'a passphrase file in ISO 8859-1', Uint8Array.of(0x73, 0xfc, 0xdf)],
  ['file-surrogate', 'a surrogate in UTF-8', Uint8Array.of(0x61, 0xed, 0xa0, 0x80)],
];

const codes: readonly (readonly [string, string, (code: string) => string])[] = [
  ['symbol', 'the third group has one other symbol', (code) => exchange(code, 2)],
  ['neighbours', 'two neighbours of the first group exchanged', swapNeighbours],
  ['groups', 'the first two groups exchanged', (code) => swapGroups(code)],
  ['short', 'the last symbol is missing', (code) => code.slice(0, -1)],
  ['long', 'a symbol too many', (code) => `${code}0`],
  ['letter-u', 'a U, which no recovery code has', (code) => `U${code.slice(1)}`],
];

function exchange(code: string, group: number): string {
  const groups = code.split('-');
  const first = groups[group]?.[0];
  groups[group] = `${first === 'A' ? 'B' : 'A'}${groups[group]?.slice(1) ?? ''}`;
  return groups.join('-');
}

function swapNeighbours(code: string): string {
  const [first = '', second = '', ...rest] = code;
  if (first === second) throw new Error('the first two symbols are the same: take another seed');
  return [second, first, ...rest].join('');
}

function swapGroups(code: string): string {
  const [first = '', second = '', ...rest] = code.split('-');
  return [second, first, ...rest].join('-');
}

const armors: readonly (readonly [string, string, (text: string) => string])[] = [
  ['not-a-record-armor-label', 'another label', (text) => text.replaceAll('VAULT SEALED', 'AGE')],
  ['not-a-record-armor-text-before', 'a line before the armor', (text) => `Hello\n${text}`],
  ['not-a-record-armor-space-before', 'a space before the armor', (text) => ` ${text}`],
  ['damaged-armor-text-after', 'a line after the armor', (text) => `${text}Bye\n`],
  ['damaged-armor-empty-line-after', 'an empty line after the armor', (text) => `${text}\n`],
  [
    'damaged-armor-begin-space',
    'a space after the BEGIN line',
    (text) => text.replace('D-----', 'D----- '),
  ],
  ['damaged-armor-no-end', 'the END line is missing', (text) => text.replace(/-----END.*\n/, '')],
  [
    'damaged-armor-end-label',
    'another label at the end',
    (text) => text.replace('END VAULT', 'END OTHER'),
  ],
  [
    'damaged-armor-long-line',
    'two lines in one',
    (text) => mendLine(text, 2, (line) => `${line}+`),
  ],
  [
    'damaged-armor-joined',
    'the first two lines joined',
    (text) => text.replace(/(RECORD-----\n.*)\n/, '$1'),
  ],
  [
    'damaged-armor-short-line',
    'a short line within',
    (text) => mendLine(text, 2, (line) => line.slice(4)),
  ],
  [
    'damaged-armor-empty-line',
    'an empty line within',
    (text) => mendLine(text, 3, (line) => `\n${line}`),
  ],
  [
    'damaged-armor-space',
    'a space at the end of a line',
    (text) => mendLine(text, 2, (line) => `${line} `),
  ],
  [
    'damaged-armor-header',
    'a header line as PEM had them',
    (text) => mendLine(text, 1, (line) => `A: b\n\n${line}`),
  ],
  [
    'damaged-armor-url-alphabet',
    'symbols of the URL alphabet',
    (text) => mendLine(text, 1, (line) => `-_${line.slice(2)}`),
  ],
  ['damaged-armor-no-padding', 'the padding is missing', (text) => text.replace(/=+\n/, '\n')],
  ['damaged-armor-stray-bits', 'unused bits of the last symbol are set', strayBits],
  [
    'damaged-armor-nothing',
    'nothing between BEGIN and END',
    (text) => text.replace(/(RECORD-----\n)[^-]*/, '$1'),
  ],
];

function mendLine(text: string, number: number, mend: (line: string) => string): string {
  return text
    .split('\n')
    .map((line, i) => (i === number ? mend(line) : line))
    .join('\n');
}

/** The last symbol before the padding raised by one: the same bytes to a forgiving reader. */
function strayBits(text: string): string {
  return text.replace(/([A-Za-z0-9+/])(=+\n)/, (_, symbol: string, rest: string) => {
    return `${String.fromCharCode(symbol.charCodeAt(0) + 1)}${rest}`;
  });
}

/** Good records, badly typed or pasted. */
export async function wordScenarios(): Promise<readonly Scenario[]> {
  return [
    ...(await Promise.all(passphrases.map(passphraseScenario))),
    ...(await Promise.all(codes.map(codeScenario))),
    ...(await Promise.all(armors.map(armorScenario))),
  ];
}

async function passphraseScenario([
  name,
  description,
  typed,
]: (typeof passphrases)[number]): Promise<Scenario> {
  const file = `bad-passphrase-${name}`;
  const { record } = await (await scenarioVault(file)).seal(smallContent);
  const secret =
    typeof typed === 'string' ? { passphrase: typed } : { passphraseFile: toHex(typed) };
  return { file, description, expect: 'BAD_PASSPHRASE', ...secret, body: armor(record) };
}

async function codeScenario([
  name,
  description,
  mistype,
]: (typeof codes)[number]): Promise<Scenario> {
  const file = `bad-recovery-code-${name}`;
  const vault = await scenarioVault(file, { withRecoveryCode: true });
  const { record } = await vault.seal(smallContent);
  const recoveryCode = mistype(vault.recoveryCode);
  return { file, description, expect: 'BAD_RECOVERY_CODE', recoveryCode, body: armor(record) };
}

async function armorScenario([
  file,
  description,
  spoil,
]: (typeof armors)[number]): Promise<Scenario> {
  // Two slots make 802 bytes: 26 over a line of 48, so that the last line ends in padding.
  const vault = await scenarioVault(file, { withRecoveryCode: true });
  const { record } = await vault.seal(smallContent);
  const text = armor(record);
  const body = spoil(text);
  if (body === text) throw new Error(`${file} spoils nothing`);
  const expect = file.startsWith('damaged') ? 'DAMAGED' : 'NOT_A_RECORD';
  return { file, description, expect, passphrase, body };
}
