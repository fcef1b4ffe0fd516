// Sound, video, television and the burning of discs.
import type { Product } from '../product.js';
import { type PlainSerial, plainSerials, sources } from './plain-serials.js';

const cyberLink: readonly PlainSerial[] = [
  ['CyberLink LabelPrint', 'CDKey', 'CyberLink\\LabelPrint\\*'],
  ['CyberLink PCM4Everio', 'SR_No', 'CyberLink\\PCM4Everio\\UserReg'],
  ['CyberLink Power2Go', 'SR_No', 'CyberLink\\Power2Go\\*\\UserReg'],
  ['CyberLink PowerDirector', 'SR_No', 'CyberLink\\PowerDirector*\\*\\UserReg'],
  ['CyberLink PowerDVD', 'CDKey', 'CyberLink\\PowerDVD*'],
  ['CyberLink PowerDVD (registration)', 'SR_No', 'CyberLink\\PowerDVD*\\UserReg'],
  ['CyberLink PowerProducer', 'SR_No', 'CyberLink\\PowerProducer\\*\\UserReg'],
  ['CyberLink PowerStarter', 'SR_No', 'CyberLink\\PowerStarter\\UserReg'],
];

/** The number in a value's name differs from PC to PC. */
const nero: readonly PlainSerial[] = [
  [
    'Nero 6',
    'Serial6*',
    'Ahead\\Nero - Burning Rom\\Info',
    'Ahead\\NeroMediaPlayer\\Info',
    'Ahead\\NeroVision\\Info',
  ],
  ['Nero 7', 'Serial7_*', 'Ahead\\Installation\\Families\\Nero 7\\Info'],
  ['Nero 8', 'Serial8_*', 'Nero\\Installation\\Families\\Nero 8\\Info'],
  ['Nero 9 or later', 'Serial*', 'Nero\\Shared\\NL*'],
];

const others: readonly PlainSerial[] = [
  ['3DMark2001', '3DMarkRegKey', 'MadOnion.com\\Registration2001'],
  ['3DMark', 'KeyCode', 'Futuremark\\3DMark*'],
  ['ACID 4', 'CurrentKey', 'Sonic Foundry\\ACID\\*\\License'],
  ['ACID XMC', 'ProductCode', 'Sony Media Software\\ACID XMC\\*'],
  ['AnyDVD', 'Key', 'SlySoft\\AnyDVD\\Key'],
  ['Beyond Media', 'ProductKey', 'SnapStream Media\\Beyond Media'],
  ['Beyond TV', 'ProductKey', 'SnapStream Media\\Beyond TV'],
  ['Beyond TV Link', 'NetworkLicense', 'SnapStream Media\\Beyond TV'],
  ['CloneCD', 'Key', 'SlySoft\\CloneCD\\Key', 'SlySoft\\CloneCD\\CDKey'],
  ['CloneDVD', 'Key', 'SlySoft\\CloneDVD\\Key', 'Elaborate Bytes\\CloneDVD\\Key'],
  ['CloneDVD mobile', 'Key', 'SlySoft\\CloneDVDmobile\\Key'],
  ['ConvertXtoDVD', 'LicenseKey', 'VSO\\ConvertXtoDVD', 'HKCU\\Software\\VSO\\ConvertXToDVD'],
  ['DiscJuggler', 'Registration', 'Padus\\DiscJuggler\\Settings'],
  ['DVDFab', 'Key', 'DVDFab\\V5', 'DVDFab\\Platinum'],
  ['Magix Audio Cleaning Lab', 'MAGIX_CODE', 'Magix\\AACCodes'],
  ['MagicISO', 'RegSerialKey', 'MagicISO', 'HKCU\\Software\\MagicISO'],
  ['NTI CD-Maker', 'ProductKey', 'NewTech Infosystems\\NTI CD-Maker'],
  ['PCMark05', 'KeyCode', 'Futuremark\\PCMark05'],
  ['Roxio CinePlayer', 'CDKey', 'Sonic\\CinePlayer\\*\\Preference'],
  ['Roxio Creator or MyDVD', '*_SN', 'Roxio\\Registration\\*'],
  ['Sonic RecordNow', '*_SN', 'Sonic\\Registration\\*'],
  ['Sony Sound Forge', 'CurrentKey', 'Sony Media Software\\Sound Forge\\*\\License'],
  ['Sony Vegas', 'CurrentKey', 'Sony Media Software\\Vegas\\*\\License'],
  ['Sony Vegas Movie Studio', 'CurrentKey', 'Sony Media Software\\Vegas Movie Studio*\\*\\License'],
  ['Winamp Pro', 'regkey', 'Nullsoft\\Winamp'],
];

export const mediaPrograms: readonly Product[] = [
  ...plainSerials(sources.keyfinder, cyberLink),
  ...plainSerials(`${sources.keyfinder}; ${sources.aspia}`, nero),
  ...plainSerials(sources.keyfinder, others),
];
