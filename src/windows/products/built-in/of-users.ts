// Programs that keep the serial in the registry of the user who typed it, and nowhere else.
import type { Product } from '../product.js';
import { plainSerials, sources } from './plain-serials.js';

/** The program, the value's name, and the key below `HKCU\Software`. */
type UsersSerial = readonly [product: string, value: string, key: string];

const ofKeyfinder: readonly UsersSerial[] = [
  ['Alcohol 120%', 'SerialNo', 'Alcohol Soft\\Alcohol 120%\\Info'],
  ['All Image', 'LicenseKey', 'Towodo Software\\All Image\\License'],
  ['Araxis Merge', 'SerialNumber', 'Araxis\\Merge\\*'],
  ['ArcSoft Panorama Maker', 'SERIALNUMBER', 'Arcsoft\\Panorama Maker*\\USER'],
  ['Ashampoo program', 'RegKey', 'Ashampoo\\*'],
  ['AutoPlay Menu Builder', 'Code', 'AutoPlay Menu Builder\\Registration'],
  ['Axialis IconWorkshop', 'ProductKey', 'Axialis\\IconWorkshop\\registration'],
  [
    'Axialis Professional Screen Saver Producer',
    'ProductKey',
    'Axialis\\Professional Screen Saver Producer\\registration',
  ],
  ['Batch Image Resizer', 'Registration Code', 'JKLNSoft\\BatchImageResizer\\Registration Info'],
  ['Beyond Compare 2', 'CertKey', 'Scooter Software\\Beyond Compare'],
  ['BlindWrite 6', 'LicenseKey', 'VSO\\BW6'],
  ['CachemanXP', 'Serial', 'CachemanXP'],
  ['Counter-Strike', 'Key', 'Valve\\CounterStrike\\Settings'],
  ['Counter-Strike (CD key)', 'CDKey', 'Valve\\CounterStrike\\Settings'],
  ['DVD Profiler', 'RegKey', 'InterVocative Software\\DVD Profiler'],
  ['EasyBoot', 'Registration', 'EasyBoot Systems\\EasyBoot\\*'],
  ['Gunman Chronicles', 'Key', 'Valve\\Gunman\\Settings'],
  ['Half-Life', 'Key', 'Valve\\Half-Life\\Settings'],
  ['Industry Giant 2', 'prvkey', 'JoWooD\\InstalledGames\\IG2'],
  ['mIRC', '', 'mIRC\\License'],
  ['Mocha TN5250', 'lickey', 'MochaSoft\\mtn5250\\*\\*'],
  ['Nero BackItUp', 'Serial', 'Ahead\\Nero BackItUp\\Preferences\\General'],
  ['NewsBin Pro 5', 'Code1', 'DJI Interprises\\Newsbin50\\RegNew'],
  ['Passware Kit', 'Serial', 'Passware\\Passware Kit\\Registration'],
  ['PC Icon Editor', 'Key', 'Program4Pc\\PC Icon Editor'],
  ['Peggle Nights', 'RegCode', 'PopCap\\PeggleNights'],
  ['Photomatix Pro', 'Key', 'MultimediaPhoto\\Photomatix\\Registration'],
  ['R-Studio', 'serial', 'R-TT\\R-Studio\\*'],
  ['SmartVersion', 'RegistrationCode', 'SmartVersion'],
  ['Soldiers of Anarchy', 'CDKey', 'Silver Style Entertainment\\Soldiers Of Anarchy\\Settings'],
  ['SuperCleaner', 'Code', 'SuperCleaner\\Registration'],
  ['TMPGEnc Plus', 'SerialID', 'Pegasys Inc.\\TMPGEnc Plus\\*'],
  ['UltraISO', 'Registration', 'EasyBoot Systems\\UltraISO\\*'],
  ['WinImage', 'CodeRegistered', 'WinImage'],
];

export const programsOfUsers: readonly Product[] = plainSerials(
  sources.keyfinder,
  ofKeyfinder.map(([product, value, key]) => [product, value, `HKCU\\Software\\${key}`]),
);
