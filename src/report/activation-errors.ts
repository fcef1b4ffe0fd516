// The errors of activation that people meet, by the code that Windows shows. A closed table: docs/activation.md
// is tested against it. Sources: activation-sources.ts.
import type { ActivationRemedy } from './activation-remedies.js';
import type { ActivationSource } from './activation-sources.js';

/** One error. */
interface KnownError {
  /** One sentence, in plain words. */
  readonly meaning: string;
  readonly remedy: ActivationRemedy;
  readonly source: ActivationSource;
}

type Row = readonly [
  code: string,
  meaning: string,
  remedy: ActivationRemedy,
  source: ActivationSource,
];

const rows: readonly Row[] = [
  ['0xC004B100', 'The activation server could not activate this PC.', 'organisation', 'volume'],
  ['0xC004B011', 'The clock of this PC is wrong.', 'clock', 'header'],
  ['0xC004C001', 'The activation server takes the key for invalid.', 'retype', 'volume'],
  ['0xC004C003', 'The activation server has blocked the key.', 'blocked', 'volume'],
  ['0xC004C007', 'The activation server takes the key for invalid.', 'retype', 'header'],
  ['0xC004C008', 'The key is used on as many PCs as it may be.', 'limit', 'header'],
  ['0xC004C004', 'The activation server takes the key for invalid.', 'retype', 'header'],
  ['0xC004C012', 'The activation server had an error of its network.', 'later', 'header'],
  ['0xC004C013', 'The activation server had an error.', 'later', 'header'],
  ['0xC004C014', 'The activation server had an error.', 'later', 'header'],
  [
    '0xC004C016',
    "The key cannot be used to activate online: it is the maker's own.",
    'sticker',
    'header',
  ],
  ['0xC004C017', 'The key is blocked for this region.', 'blocked', 'header'],
  ['0xC004C020', 'The volume key (MAK) has no activations left.', 'more-activations', 'volume'],
  [
    '0xC004C021',
    'The volume key (MAK) has no activations left, those added later among them.',
    'more-activations',
    'volume',
  ],
  ['0xC004C060', 'The activation server has blocked the key.', 'blocked', 'header'],
  ['0xC004C4A2', 'Microsoft has blocked the key.', 'blocked', 'header'],
  ['0xC004C770', 'The key is in use by somebody else.', 'limit', 'header'],
  ['0xC004E002', 'The licence store of this Windows is not in order.', 'damaged', 'header'],
  ['0xC004E003', 'The check of the licence of this Windows failed.', 'damaged', 'header'],
  ['0xC004E015', 'The licence store of this Windows is damaged.', 'damaged', 'header'],
  [
    '0xC004E016',
    'The key is invalid for this Windows: often another edition or version, or a typing error.',
    'edition',
    'header',
  ],
  ['0xC004F009', 'The time to activate in is over.', 'no-key', 'volume'],
  ['0xC004F00F', 'The hardware has changed too much for this activation.', 'hardware', 'volume'],
  ['0xC004F010', 'The product key is not valid.', 'retype', 'header'],
  ['0xC004F014', 'No product key is installed.', 'no-key', 'volume'],
  [
    '0xC004F015',
    'This Windows has no licence for the edition that the key is of.',
    'edition',
    'header',
  ],
  ['0xC004F025', 'It needs the rights of an administrator.', 'administrator', 'header'],
  ['0xC004F02C', 'What was typed of the answer by telephone is not right.', 'call-again', 'volume'],
  [
    '0xC004F031',
    'The two numbers of the activation by telephone do not match.',
    'call-again',
    'header',
  ],
  ['0xC004F034', 'The licence was not found or is invalid.', 'retype', 'header'],
  [
    '0xC004F035',
    'A volume key of Windows 7 was used on a PC without a licence to upgrade from.',
    'organisation',
    'volume',
  ],
  [
    '0xC004F038',
    "Too few PCs have asked the organisation's activation server (KMS) so far.",
    'organisation',
    'volume',
  ],
  [
    '0xC004F039',
    "The organisation's activation server (KMS) does not answer, or is not switched on.",
    'organisation',
    'volume',
  ],
  [
    '0xC004F041',
    "The organisation's activation server (KMS) is itself not activated.",
    'organisation',
    'volume',
  ],
  [
    '0xC004F042',
    "The organisation's activation server (KMS) is one of another product.",
    'organisation',
    'volume',
  ],
  ['0xC004F04D', 'What was typed of the answer by telephone is not right.', 'call-again', 'header'],
  [
    '0xC004F050',
    'The key is invalid: a typing error, or a key of another version, such as a trial.',
    'retype',
    'volume',
  ],
  ['0xC004F051', 'Microsoft has blocked the key.', 'blocked', 'volume'],
  [
    '0xC004F057',
    'The firmware of this PC lacks what the key of its maker needs.',
    'sticker',
    'header',
  ],
  ['0xC004F058', 'The licence in the firmware is missing.', 'sticker', 'header'],
  ['0xC004F059', 'The licence in the firmware is invalid.', 'sticker', 'header'],
  [
    '0xC004F061',
    'The key is of an upgrade, and Windows was installed anew.',
    'upgrade-only',
    'header',
  ],
  ['0xC004F063', "The PC lacks its maker's licence.", 'sticker', 'header'],
  ['0xC004F064', 'Windows was found to be not genuine, and the time is over.', 'no-key', 'volume'],
  ['0xC004F069', 'This Windows does not have the edition that the key is of.', 'edition', 'header'],
  [
    '0xC004F06C',
    "The clock of this PC differs from that of the organisation's activation server (KMS).",
    'clock',
    'volume',
  ],
  [
    '0xC004F074',
    'No activation server of an organisation (KMS) could be reached.',
    'organisation',
    'volume',
  ],
  ['0xC004F200', 'Windows was found to be not genuine.', 'no-key', 'header'],
  ['0xC004F210', 'The licence is of another edition than the one installed.', 'edition', 'header'],
  ['0xC004F211', 'The hardware of this PC may have changed.', 'hardware', 'header'],
  [
    '0xC004F212',
    'The key in the firmware is of another edition than the one installed.',
    'edition',
    'header',
  ],
  ['0xC004F213', 'No product key was found on this PC.', 'no-key', 'header'],
  ['0xC004F214', 'There is a problem with the key of an older Windows.', 'retype', 'header'],
  ['0xC004F215', 'There is a problem with the key in the firmware.', 'no-key', 'header'],
  ['0xC004FC03', 'The network failed while Windows was activated.', 'network', 'header'],
  ['0xC004FC07', 'The licence was for a time that is over.', 'expired', 'header'],
  [
    '0x803F7001',
    'No licence was found for this PC, often after a change of hardware.',
    'no-key',
    'support',
  ],
  ['0x803FA065', 'The activation server takes the key for invalid.', 'retype', 'header'],
  ['0x803FA067', 'The activation server has blocked the key.', 'blocked', 'header'],
  [
    '0x803FA068',
    'The activation server takes the key for invalid or blocked.',
    'blocked',
    'header',
  ],
  ['0x803FA071', 'The key is used on as many PCs as it may be.', 'limit', 'header'],
  [
    '0x803FABB9',
    'Windows cannot be activated again after this change of hardware.',
    'hardware',
    'header',
  ],
  [
    '0x803FABBA',
    'Windows cannot be activated again: nothing is linked to its licence.',
    'hardware',
    'header',
  ],
  [
    '0x8004FE21',
    'Windows was found to be not genuine, or its files are damaged.',
    'damaged',
    'volume',
  ],
  ['0x8004FE33', 'A proxy that wants a name and a password stands in the way.', 'network', 'proxy'],
  ['0x80070005', 'It needs the rights of an administrator.', 'administrator', 'volume'],
  [
    '0x8007007B',
    "The organisation's activation server (KMS) was not found in the network.",
    'organisation',
    'volume',
  ],
  [
    '0x80070490',
    'The key did not work: it is not valid, or Windows Server 2019 has a fault there.',
    'retype',
    'volume',
  ],
  [
    '0x800706BA',
    "The organisation's activation server (KMS) could not be reached: a firewall, or an old entry in the DNS.",
    'organisation',
    'volume',
  ],
  ['0x800704CF', 'The network location could not be reached.', 'network', 'system'],
  ['0x8007232A', 'The server of names (DNS) failed.', 'network', 'volume'],
  [
    '0x8007232B',
    "The organisation's activation server (KMS) is not known here: the key is one for organisations.",
    'organisation',
    'volume',
  ],
  [
    '0x8007251D',
    "The organisation's activation server (KMS) is not known here.",
    'organisation',
    'volume',
  ],
  ['0x80072EE2', 'The activation server did not answer in time.', 'network', 'network'],
  ['0x80072EE7', 'The name of the activation server was not found.', 'network', 'network'],
  ['0x80072EFD', 'The activation server could not be reached.', 'network', 'network'],
  ['0x80072EFE', 'The connection to the activation server was broken off.', 'network', 'network'],
  [
    '0x80072F8F',
    'The certificate of the activation server was not accepted, often since the clock is wrong.',
    'clock',
    'network',
  ],
  [
    '0x80092328',
    "The organisation's activation server (KMS) is not known here.",
    'organisation',
    'volume',
  ],
];

/** Every known error by its code, written as `0xC004F074`. */
export const activationErrors: Readonly<Record<string, KnownError>> = Object.fromEntries(
  rows.map(([code, meaning, remedy, source]) => [code, { meaning, remedy, source }]),
);
