// Sound, video, television and the burning of discs.
import type { BuiltInProduct } from '../product.js';
import { type PlainSerial, plainSerials, sources } from './plain-serials.js';

const cyberLink: readonly PlainSerial[] = [
  ['cyberlink-labelprint', 'CyberLink LabelPrint', 'CDKey', 'CyberLink\\LabelPrint\\*'],
  ['cyberlink-pcm4everio', 'CyberLink PCM4Everio', 'SR_No', 'CyberLink\\PCM4Everio\\UserReg'],
  ['cyberlink-power2go', 'CyberLink Power2Go', 'SR_No', 'CyberLink\\Power2Go\\*\\UserReg'],
  [
    'cyberlink-powerdirector',
    'CyberLink PowerDirector',
    'SR_No',
    'CyberLink\\PowerDirector*\\*\\UserReg',
  ],
  ['cyberlink-powerdvd', 'CyberLink PowerDVD', 'CDKey', 'CyberLink\\PowerDVD*'],
  [
    'cyberlink-powerdvd-registration',
    'CyberLink PowerDVD (registration)',
    'SR_No',
    'CyberLink\\PowerDVD*\\UserReg',
  ],
  [
    'cyberlink-powerproducer',
    'CyberLink PowerProducer',
    'SR_No',
    'CyberLink\\PowerProducer\\*\\UserReg',
  ],
  ['cyberlink-powerstarter', 'CyberLink PowerStarter', 'SR_No', 'CyberLink\\PowerStarter\\UserReg'],
];

/** The number in a value's name differs from PC to PC. */
const nero: readonly PlainSerial[] = [
  [
    'nero-6',
    'Nero 6',
    'Serial6*',
    'Ahead\\Nero - Burning Rom\\Info',
    'Ahead\\NeroMediaPlayer\\Info',
    'Ahead\\NeroVision\\Info',
  ],
  ['nero-7', 'Nero 7', 'Serial7_*', 'Ahead\\Installation\\Families\\Nero 7\\Info'],
  ['nero-8', 'Nero 8', 'Serial8_*', 'Nero\\Installation\\Families\\Nero 8\\Info'],
  ['nero-9-or-later', 'Nero 9 or later', 'Serial*', 'Nero\\Shared\\NL*'],
];

const others: readonly PlainSerial[] = [
  ['3dmark2001', '3DMark2001', '3DMarkRegKey', 'MadOnion.com\\Registration2001'],
  ['3dmark', '3DMark', 'KeyCode', 'Futuremark\\3DMark*'],
  ['acid-4', 'ACID 4', 'CurrentKey', 'Sonic Foundry\\ACID\\*\\License'],
  ['acid-xmc', 'ACID XMC', 'ProductCode', 'Sony Media Software\\ACID XMC\\*'],
  ['anydvd', 'AnyDVD', 'Key', 'SlySoft\\AnyDVD\\Key'],
  ['beyond-media', 'Beyond Media', 'ProductKey', 'SnapStream Media\\Beyond Media'],
  ['beyond-tv', 'Beyond TV', 'ProductKey', 'SnapStream Media\\Beyond TV'],
  ['beyond-tv-link', 'Beyond TV Link', 'NetworkLicense', 'SnapStream Media\\Beyond TV'],
  ['clonecd', 'CloneCD', 'Key', 'SlySoft\\CloneCD\\Key', 'SlySoft\\CloneCD\\CDKey'],
  ['clonedvd', 'CloneDVD', 'Key', 'SlySoft\\CloneDVD\\Key', 'Elaborate Bytes\\CloneDVD\\Key'],
  ['clonedvd-mobile', 'CloneDVD mobile', 'Key', 'SlySoft\\CloneDVDmobile\\Key'],
  [
    'convertxtodvd',
    'ConvertXtoDVD',
    'LicenseKey',
    'VSO\\ConvertXtoDVD',
    'HKCU\\Software\\VSO\\ConvertXToDVD',
  ],
  ['discjuggler', 'DiscJuggler', 'Registration', 'Padus\\DiscJuggler\\Settings'],
  ['dvdfab', 'DVDFab', 'Key', 'DVDFab\\V5', 'DVDFab\\Platinum'],
  ['magix-audio-cleaning-lab', 'Magix Audio Cleaning Lab', 'MAGIX_CODE', 'Magix\\AACCodes'],
  ['magiciso', 'MagicISO', 'RegSerialKey', 'MagicISO', 'HKCU\\Software\\MagicISO'],
  ['nti-cd-maker', 'NTI CD-Maker', 'ProductKey', 'NewTech Infosystems\\NTI CD-Maker'],
  ['pcmark05', 'PCMark05', 'KeyCode', 'Futuremark\\PCMark05'],
  ['roxio-cineplayer', 'Roxio CinePlayer', 'CDKey', 'Sonic\\CinePlayer\\*\\Preference'],
  ['roxio-creator-or-mydvd', 'Roxio Creator or MyDVD', '*_SN', 'Roxio\\Registration\\*'],
  ['sonic-recordnow', 'Sonic RecordNow', '*_SN', 'Sonic\\Registration\\*'],
  [
    'sony-sound-forge',
    'Sony Sound Forge',
    'CurrentKey',
    'Sony Media Software\\Sound Forge\\*\\License',
  ],
  ['sony-vegas', 'Sony Vegas', 'CurrentKey', 'Sony Media Software\\Vegas\\*\\License'],
  [
    'sony-vegas-movie-studio',
    'Sony Vegas Movie Studio',
    'CurrentKey',
    'Sony Media Software\\Vegas Movie Studio*\\*\\License',
  ],
  ['winamp-pro', 'Winamp Pro', 'regkey', 'Nullsoft\\Winamp'],
];

export const mediaPrograms: readonly BuiltInProduct[] = [
  ...plainSerials(sources.keyfinder, cyberLink),
  ...plainSerials(`${sources.keyfinder}; ${sources.aspia}`, nero),
  ...plainSerials(sources.keyfinder, others),
];
