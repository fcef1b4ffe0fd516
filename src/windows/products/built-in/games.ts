// Games. Those of Electronic Arts are in a file of their own.
import type { BuiltInProduct } from '../product.js';
import { ofElectronicArts, ofElectronicArtsToo } from './electronic-arts.js';
import { type PlainSerial, plainSerials, sources } from './plain-serials.js';

const gkms = 'GKMS, GKMS.Common/Games of 11 March 2021 (github.com/pathartl/GKMS)';

const ofOthers: readonly PlainSerial[] = [
  ['anno-1701', 'Anno 1701', 'SerialNo', 'Sunflowers\\Anno 1701'],
  ['call-of-duty', 'Call of Duty', 'codkey', 'Activision\\Call of Duty'],
  ['call-of-duty-2', 'Call of Duty 2', 'codkey', 'Activision\\Call of Duty 2'],
  [
    'call-of-duty-4-modern-warfare',
    'Call of Duty 4: Modern Warfare',
    'codkey',
    'Activision\\Call of Duty 4',
  ],
  [
    'call-of-duty-united-offensive',
    'Call of Duty: United Offensive',
    'key',
    'Activision\\Call of Duty United Offensive',
  ],
  [
    'call-of-duty-world-at-war',
    'Call of Duty: World at War',
    'codkey',
    'Activision\\Call of Duty WAW',
  ],
  ['chrome', 'Chrome', 'SerialNumber', 'Techland\\Chrome'],
  [
    'command-and-conquer-red-alert',
    'Command & Conquer: Red Alert',
    'Serial',
    'Westwood\\Red Alert',
  ],
  [
    'command-and-conquer-red-alert-2',
    'Command & Conquer: Red Alert 2',
    'Serial',
    'Westwood\\Red Alert 2',
  ],
  [
    'command-and-conquer-tiberian-sun',
    'Command & Conquer: Tiberian Sun',
    'Serial',
    'Westwood\\Tiberian Sun',
  ],
  [
    'command-and-conquer-yuris-revenge',
    "Command & Conquer: Yuri's Revenge",
    'Serial',
    "Westwood\\Yuri's Revenge",
  ],
  [
    'company-of-heroes-or-opposing-fronts',
    'Company of Heroes or Opposing Fronts',
    '*ProductKey',
    'THQ\\Company of Heroes',
  ],
  [
    'hidden-and-dangerous-2',
    'Hidden & Dangerous 2',
    'key',
    'Illusion Softworks\\Hidden & Dangerous 2',
  ],
  ['igi-2-covert-strike', 'IGI 2: Covert Strike', 'CDKey', 'IGI 2 Retail'],
  ['medieval-ii-total-war', 'Medieval II: Total War', 'CDKey', 'SEGA\\Medieval II Total War'],
  ['nox', 'Nox', 'Serial', 'Westwood\\NOX'],
  ['pro-evolution-soccer-6', 'Pro Evolution Soccer 6', 'code', 'KONAMIPES6\\PES6'],
  ['quake-4', 'Quake 4', 'CDKey', 'id\\Quake 4'],
  [
    'rainbow-six-3-raven-shield',
    'Rainbow Six 3: Raven Shield',
    'CDKey',
    'Red Storm Entertainment\\RAVENSHIELD',
  ],
  [
    'stalker-shadow-of-chernobyl',
    'S.T.A.L.K.E.R.: Shadow of Chernobyl',
    'InstallCDKEY',
    'GSC Game World\\STALKER-SHOC',
  ],
  [
    'splinter-cell-chaos-theory',
    'Splinter Cell: Chaos Theory',
    'DiscKey_SCCT',
    'Ubisoft\\Splinter Cell Chaos Theory\\Keys',
  ],
  [
    'star-wars-empire-at-war',
    'Star Wars: Empire at War',
    'CD Key',
    'LucasArts\\Star Wars Empire at War\\1.0',
  ],
  [
    'the-gladiators',
    'The Gladiators',
    'RegNumber',
    'Eugen Systems\\The Gladiators',
    'HKCU\\Software\\Eugen Systems\\The Gladiators',
  ],
  ['trackmania-united', 'TrackMania United', 'Key', 'Nadeo\\TmUnited\\Keys\\License0'],
  [
    'unreal-tournament-2003',
    'Unreal Tournament 2003',
    'CDKey',
    'Unreal Technology\\Installed Apps\\UT2003',
  ],
  [
    'unreal-tournament-2004',
    'Unreal Tournament 2004',
    'CDKey',
    'Unreal Technology\\Installed Apps\\UT2004',
  ],
  ['warhammer-40-000-dawn-of-war', 'Warhammer 40,000: Dawn of War', 'CDKEY', 'THQ\\Dawn of War'],
  [
    'warhammer-40-000-dawn-of-war-dark-crusade',
    'Warhammer 40,000: Dawn of War - Dark Crusade',
    'CDKEY',
    'THQ\\Dawn of War - Dark Crusade',
  ],
  [
    'warhammer-40-000-dawn-of-war-soulstorm',
    'Warhammer 40,000: Dawn of War - Soulstorm',
    'CDKEY',
    'THQ\\Dawn of War - Soulstorm',
  ],
  [
    'warhammer-40-000-dawn-of-war-winter-assault',
    'Warhammer 40,000: Dawn of War - Winter Assault',
    'CDKEY_WXP',
    'THQ\\Dawn of War',
  ],
];

export const games: readonly BuiltInProduct[] = [
  ...plainSerials(sources.keyfinder, ofElectronicArts),
  ...plainSerials(gkms, ofElectronicArtsToo),
  ...plainSerials(sources.keyfinder, ofOthers),
];
