// Games. Those of Electronic Arts keep the key as the default value of a key named "ergc".
import type { Product } from '../product.js';
import { type PlainSerial, plainSerials, sources } from './plain-serials.js';

const gkms = 'GKMS, GKMS.Common/Games of 11 March 2021 (github.com/pathartl/GKMS)';

/** Games of one folder of Electronic Arts': as they are called, and their key where that differs. */
function ergc(folder: string, games: readonly (readonly [game: string, key?: string])[]) {
  return games.map(([game, key = game]): PlainSerial => {
    return [game, '', `Electronic Arts\\${folder}\\${key}\\ergc`];
  });
}

const ofElectronicArts: readonly PlainSerial[] = [
  ...ergc('EA GAMES', [
    ['Battlefield 1942'],
    ['Battlefield 1942: Secret Weapons of WWII', 'Battlefield 1942 Secret Weapons of WWII'],
    ['Battlefield 2'],
    ['Battlefield 2: Special Forces', 'Battlefield 2 Special Forces'],
    ['Battlefield 2142'],
    ['Battlefield Vietnam'],
    ['Black & White', 'Black and White'],
    ['Command & Conquer: Generals', 'Generals'],
    ['Command & Conquer: Generals Zero Hour', 'Command and Conquer Generals Zero Hour'],
    ['Global Operations'],
    ['James Bond 007: Nightfire', 'James Bond 007 Nightfire'],
    ['Medal of Honor: Allied Assault', 'Medal of Honor Allied Assault'],
    ['Medal of Honor: Allied Assault Breakthrough', 'Medal of Honor Allied Assault Breakthrough'],
    ['Medal of Honor: Allied Assault Spearhead', 'Medal of Honor Allied Assault Spearhead'],
    ['Medal of Honor: Pacific Assault', 'Medal of Honor Pacific Assault'],
    ['Need for Speed: Hot Pursuit 2', 'Need For Speed Hot Pursuit*'],
    ['Need for Speed: Most Wanted', 'Need for Speed Most Wanted'],
    ['Shogun: Total War - Warlord Edition', 'Shogun Total War - WarlordEdition'],
    ['Spore', 'SPORE(TM)'],
    ['Spore Creepy & Cute Parts Pack', 'SPORE Creepy and Cute Parts Pack'],
    ['The Battle for Middle-earth'],
    ['The Sims 2'],
    ['The Sims 2: Apartment Life', 'The Sims 2 Apartment Life'],
    ['The Sims 2: Bon Voyage', 'The Sims 2 Bon Voyage'],
    ['The Sims 2: Celebration! Stuff', 'The Sims 2 Celebration Stuff'],
    ['The Sims 2 Deluxe'],
    ['The Sims 2 Double Deluxe'],
    ['The Sims 2: Family Fun Stuff', 'The Sims 2 Family Fun Stuff'],
    ['The Sims 2: FreeTime', 'The Sims 2 FreeTime'],
    ['The Sims 2: Glamour Life Stuff', 'The Sims 2 Glamour Life Stuff'],
    ['The Sims 2: H&M Fashion Stuff', 'The Sims 2 H M Fashion Stuff'],
    ['The Sims 2: IKEA Home Stuff', 'The Sims 2 IKEA Home Stuff'],
    [
      'The Sims 2: Kitchen & Bath Interior Design Stuff',
      'The Sims 2 Kitchen & Bath Interior Design Stuff',
    ],
    ['The Sims 2: Nightlife', 'The Sims 2 Nightlife'],
    ['The Sims 2: Open for Business', 'The Sims 2 Open for Business'],
    ['The Sims 2: Pets', 'The Sims 2 Pets'],
    ['The Sims 2: Seasons', 'The Sims 2 Seasons'],
    ['The Sims 2: Teen Style Stuff', 'The Sims 2 Teen Style Stuff'],
    ['The Sims 2: University', 'The Sims 2 University'],
  ]),
  ...ergc('Electronic Arts', [
    ["Command & Conquer 3: Kane's Wrath", 'Command and Conquer 3 Kanes Wrath'],
    ['Command & Conquer 3: Tiberium Wars', 'Command and Conquer 3'],
    ['Command & Conquer: Red Alert 3', 'RedAlert 3'],
    ['Crysis'],
    ['Medal of Honor'],
    ['Medal of Honor: Airborne', 'Medal of Honor Airborne'],
    ['Need for Speed: Carbon', 'Need for Speed Carbon'],
    ['Need for Speed: Underground', 'Need for Speed Underground'],
  ]),
  ...ergc('EA Distribution', [['Freedom Force']]),
  ...ergc('EA Sports', [
    ['FIFA', 'FIFA *'],
    ['NASCAR Racing', 'Nascar Racing *'],
    ['NHL', 'NHL *'],
  ]),
  ...ergc('Maxis', [
    ['SimCity 4'],
    ['SimCity 4 Deluxe Edition', 'SimCity 4 Deluxe'],
    ['SimCity 4: Rush Hour', 'SimCity 4 Rush Hour'],
    ['The Sims'],
    ['The Sims Deluxe Edition', 'The Sims Deluxe'],
    ['The Sims: Hot Date', 'The Sims Hot Date'],
    ['The Sims: House Party', 'The Sims House Party'],
    ["The Sims: Livin' Large", "The Sims Livin' Large"],
    ["The Sims: Makin' Magic", "The Sims Makin' Magic"],
    ['The Sims: Superstar', 'The Sims Superstar'],
    ['The Sims: Unleashed', 'The Sims Unleashed'],
    ['The Sims: Vacation', 'The Sims Vacation'],
  ]),
  ['SimCity 3000 Unlimited', 'Serial Number', 'Electronic Arts\\Maxis\\SimCity 3000 Unlimited'],
  ['The Sims Stories', '', 'Electronic Arts\\The Sims * Stories\\ergc'],
];

const ofElectronicArtsToo: readonly PlainSerial[] = [
  ...ergc('EA GAMES', [
    ['Battlefield 1942: The Road to Rome', 'Battlefield 1942 The Road to Rome'],
  ]),
  ...ergc('Electronic Arts', [
    ['The Battle for Middle-earth II'],
    [
      'The Battle for Middle-earth II: The Rise of the Witch-king',
      'The Lord of the Rings, The Rise of the Witch-king',
    ],
  ]),
];

const ofOthers: readonly PlainSerial[] = [
  ['Anno 1701', 'SerialNo', 'Sunflowers\\Anno 1701'],
  ['Call of Duty', 'codkey', 'Activision\\Call of Duty'],
  ['Call of Duty 2', 'codkey', 'Activision\\Call of Duty 2'],
  ['Call of Duty 4: Modern Warfare', 'codkey', 'Activision\\Call of Duty 4'],
  ['Call of Duty: United Offensive', 'key', 'Activision\\Call of Duty United Offensive'],
  ['Call of Duty: World at War', 'codkey', 'Activision\\Call of Duty WAW'],
  ['Chrome', 'SerialNumber', 'Techland\\Chrome'],
  ['Command & Conquer: Red Alert', 'Serial', 'Westwood\\Red Alert'],
  ['Command & Conquer: Red Alert 2', 'Serial', 'Westwood\\Red Alert 2'],
  ['Command & Conquer: Tiberian Sun', 'Serial', 'Westwood\\Tiberian Sun'],
  ["Command & Conquer: Yuri's Revenge", 'Serial', "Westwood\\Yuri's Revenge"],
  ['Company of Heroes or Opposing Fronts', '*ProductKey', 'THQ\\Company of Heroes'],
  ['Hidden & Dangerous 2', 'key', 'Illusion Softworks\\Hidden & Dangerous 2'],
  ['IGI 2: Covert Strike', 'CDKey', 'IGI 2 Retail'],
  ['Medieval II: Total War', 'CDKey', 'SEGA\\Medieval II Total War'],
  ['Nox', 'Serial', 'Westwood\\NOX'],
  ['Pro Evolution Soccer 6', 'code', 'KONAMIPES6\\PES6'],
  ['Quake 4', 'CDKey', 'id\\Quake 4'],
  ['Rainbow Six 3: Raven Shield', 'CDKey', 'Red Storm Entertainment\\RAVENSHIELD'],
  ['S.T.A.L.K.E.R.: Shadow of Chernobyl', 'InstallCDKEY', 'GSC Game World\\STALKER-SHOC'],
  ['Splinter Cell: Chaos Theory', 'DiscKey_SCCT', 'Ubisoft\\Splinter Cell Chaos Theory\\Keys'],
  ['Star Wars: Empire at War', 'CD Key', 'LucasArts\\Star Wars Empire at War\\1.0'],
  [
    'The Gladiators',
    'RegNumber',
    'Eugen Systems\\The Gladiators',
    'HKCU\\Software\\Eugen Systems\\The Gladiators',
  ],
  ['TrackMania United', 'Key', 'Nadeo\\TmUnited\\Keys\\License0'],
  ['Unreal Tournament 2003', 'CDKey', 'Unreal Technology\\Installed Apps\\UT2003'],
  ['Unreal Tournament 2004', 'CDKey', 'Unreal Technology\\Installed Apps\\UT2004'],
  ['Warhammer 40,000: Dawn of War', 'CDKEY', 'THQ\\Dawn of War'],
  ['Warhammer 40,000: Dawn of War - Dark Crusade', 'CDKEY', 'THQ\\Dawn of War - Dark Crusade'],
  ['Warhammer 40,000: Dawn of War - Soulstorm', 'CDKEY', 'THQ\\Dawn of War - Soulstorm'],
  ['Warhammer 40,000: Dawn of War - Winter Assault', 'CDKEY_WXP', 'THQ\\Dawn of War'],
];

export const games: readonly Product[] = [
  ...plainSerials(sources.keyfinder, ofElectronicArts),
  ...plainSerials(gkms, ofElectronicArtsToo),
  ...plainSerials(sources.keyfinder, ofOthers),
];
