// Programs that keep the serial in the registry of the user who typed it, and nowhere else.
import type { BuiltInProduct } from '../product.js';
import { plainSerials, sources } from './plain-serials.js';

/** Its id, the program, the value's name, and the key below `HKCU\Software`. */
type UsersSerial = readonly [id: string, product: string, value: string, key: string];

const ofKeyfinder: readonly UsersSerial[] = [
  ['alcohol-120', 'Alcohol 120%', 'SerialNo', 'Alcohol Soft\\Alcohol 120%\\Info'],
  ['all-image', 'All Image', 'LicenseKey', 'Towodo Software\\All Image\\License'],
  ['araxis-merge', 'Araxis Merge', 'SerialNumber', 'Araxis\\Merge\\*'],
  [
    'arcsoft-panorama-maker',
    'ArcSoft Panorama Maker',
    'SERIALNUMBER',
    'Arcsoft\\Panorama Maker*\\USER',
  ],
  ['ashampoo-program', 'Ashampoo program', 'RegKey', 'Ashampoo\\*'],
  ['autoplay-menu-builder', 'AutoPlay Menu Builder', 'Code', 'AutoPlay Menu Builder\\Registration'],
  [
    'axialis-iconworkshop',
    'Axialis IconWorkshop',
    'ProductKey',
    'Axialis\\IconWorkshop\\registration',
  ],
  [
    'axialis-professional-screen-saver-producer',
    'Axialis Professional Screen Saver Producer',
    'ProductKey',
    'Axialis\\Professional Screen Saver Producer\\registration',
  ],
  [
    'batch-image-resizer',
    'Batch Image Resizer',
    'Registration Code',
    'JKLNSoft\\BatchImageResizer\\Registration Info',
  ],
  ['beyond-compare-2', 'Beyond Compare 2', 'CertKey', 'Scooter Software\\Beyond Compare'],
  ['blindwrite-6', 'BlindWrite 6', 'LicenseKey', 'VSO\\BW6'],
  ['cachemanxp', 'CachemanXP', 'Serial', 'CachemanXP'],
  ['counter-strike', 'Counter-Strike', 'Key', 'Valve\\CounterStrike\\Settings'],
  ['counter-strike-cd-key', 'Counter-Strike (CD key)', 'CDKey', 'Valve\\CounterStrike\\Settings'],
  ['dvd-profiler', 'DVD Profiler', 'RegKey', 'InterVocative Software\\DVD Profiler'],
  ['easyboot', 'EasyBoot', 'Registration', 'EasyBoot Systems\\EasyBoot\\*'],
  ['gunman-chronicles', 'Gunman Chronicles', 'Key', 'Valve\\Gunman\\Settings'],
  ['half-life', 'Half-Life', 'Key', 'Valve\\Half-Life\\Settings'],
  ['industry-giant-2', 'Industry Giant 2', 'prvkey', 'JoWooD\\InstalledGames\\IG2'],
  ['mirc', 'mIRC', '', 'mIRC\\License'],
  ['mocha-tn5250', 'Mocha TN5250', 'lickey', 'MochaSoft\\mtn5250\\*\\*'],
  ['nero-backitup', 'Nero BackItUp', 'Serial', 'Ahead\\Nero BackItUp\\Preferences\\General'],
  ['newsbin-pro-5', 'NewsBin Pro 5', 'Code1', 'DJI Interprises\\Newsbin50\\RegNew'],
  ['passware-kit', 'Passware Kit', 'Serial', 'Passware\\Passware Kit\\Registration'],
  ['pc-icon-editor', 'PC Icon Editor', 'Key', 'Program4Pc\\PC Icon Editor'],
  ['peggle-nights', 'Peggle Nights', 'RegCode', 'PopCap\\PeggleNights'],
  ['photomatix-pro', 'Photomatix Pro', 'Key', 'MultimediaPhoto\\Photomatix\\Registration'],
  ['r-studio', 'R-Studio', 'serial', 'R-TT\\R-Studio\\*'],
  ['smartversion', 'SmartVersion', 'RegistrationCode', 'SmartVersion'],
  [
    'soldiers-of-anarchy',
    'Soldiers of Anarchy',
    'CDKey',
    'Silver Style Entertainment\\Soldiers Of Anarchy\\Settings',
  ],
  ['supercleaner', 'SuperCleaner', 'Code', 'SuperCleaner\\Registration'],
  ['tmpgenc-plus', 'TMPGEnc Plus', 'SerialID', 'Pegasys Inc.\\TMPGEnc Plus\\*'],
  ['ultraiso', 'UltraISO', 'Registration', 'EasyBoot Systems\\UltraISO\\*'],
  ['winimage', 'WinImage', 'CodeRegistered', 'WinImage'],
];

export const programsOfUsers: readonly BuiltInProduct[] = plainSerials(
  sources.keyfinder,
  ofKeyfinder.map(([id, product, value, key]) => [id, product, value, `HKCU\\Software\\${key}`]),
);
