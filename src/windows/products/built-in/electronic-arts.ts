// Games of Electronic Arts: they keep the key as the default value of a key named "ergc".
import type { PlainSerial } from './plain-serials.js';

/** Games of one folder of Electronic Arts': their ids, as they are called, and their key where that differs. */
function ergc(
  folder: string,
  games: readonly (readonly [id: string, game: string, key?: string])[],
) {
  return games.map(([id, game, key = game]): PlainSerial => {
    return [id, game, '', `Electronic Arts\\${folder}\\${key}\\ergc`];
  });
}

/** Those that Keyfinder knows. */
export const ofElectronicArts: readonly PlainSerial[] = [
  ...ergc('EA GAMES', [
    ['battlefield-1942', 'Battlefield 1942'],
    [
      'battlefield-1942-secret-weapons-of-wwii',
      'Battlefield 1942: Secret Weapons of WWII',
      'Battlefield 1942 Secret Weapons of WWII',
    ],
    ['battlefield-2', 'Battlefield 2'],
    [
      'battlefield-2-special-forces',
      'Battlefield 2: Special Forces',
      'Battlefield 2 Special Forces',
    ],
    ['battlefield-2142', 'Battlefield 2142'],
    ['battlefield-vietnam', 'Battlefield Vietnam'],
    ['black-and-white', 'Black & White', 'Black and White'],
    ['command-and-conquer-generals', 'Command & Conquer: Generals', 'Generals'],
    [
      'command-and-conquer-generals-zero-hour',
      'Command & Conquer: Generals Zero Hour',
      'Command and Conquer Generals Zero Hour',
    ],
    ['global-operations', 'Global Operations'],
    ['james-bond-007-nightfire', 'James Bond 007: Nightfire', 'James Bond 007 Nightfire'],
    [
      'medal-of-honor-allied-assault',
      'Medal of Honor: Allied Assault',
      'Medal of Honor Allied Assault',
    ],
    [
      'medal-of-honor-allied-assault-breakthrough',
      'Medal of Honor: Allied Assault Breakthrough',
      'Medal of Honor Allied Assault Breakthrough',
    ],
    [
      'medal-of-honor-allied-assault-spearhead',
      'Medal of Honor: Allied Assault Spearhead',
      'Medal of Honor Allied Assault Spearhead',
    ],
    [
      'medal-of-honor-pacific-assault',
      'Medal of Honor: Pacific Assault',
      'Medal of Honor Pacific Assault',
    ],
    [
      'need-for-speed-hot-pursuit-2',
      'Need for Speed: Hot Pursuit 2',
      'Need For Speed Hot Pursuit*',
    ],
    ['need-for-speed-most-wanted', 'Need for Speed: Most Wanted', 'Need for Speed Most Wanted'],
    [
      'shogun-total-war-warlord-edition',
      'Shogun: Total War - Warlord Edition',
      'Shogun Total War - WarlordEdition',
    ],
    ['spore', 'Spore', 'SPORE(TM)'],
    [
      'spore-creepy-and-cute-parts-pack',
      'Spore Creepy & Cute Parts Pack',
      'SPORE Creepy and Cute Parts Pack',
    ],
    ['the-battle-for-middle-earth', 'The Battle for Middle-earth'],
    ['the-sims-2', 'The Sims 2'],
    ['the-sims-2-apartment-life', 'The Sims 2: Apartment Life', 'The Sims 2 Apartment Life'],
    ['the-sims-2-bon-voyage', 'The Sims 2: Bon Voyage', 'The Sims 2 Bon Voyage'],
    [
      'the-sims-2-celebration-stuff',
      'The Sims 2: Celebration! Stuff',
      'The Sims 2 Celebration Stuff',
    ],
    ['the-sims-2-deluxe', 'The Sims 2 Deluxe'],
    ['the-sims-2-double-deluxe', 'The Sims 2 Double Deluxe'],
    ['the-sims-2-family-fun-stuff', 'The Sims 2: Family Fun Stuff', 'The Sims 2 Family Fun Stuff'],
    ['the-sims-2-freetime', 'The Sims 2: FreeTime', 'The Sims 2 FreeTime'],
    [
      'the-sims-2-glamour-life-stuff',
      'The Sims 2: Glamour Life Stuff',
      'The Sims 2 Glamour Life Stuff',
    ],
    [
      'the-sims-2-h-and-m-fashion-stuff',
      'The Sims 2: H&M Fashion Stuff',
      'The Sims 2 H M Fashion Stuff',
    ],
    ['the-sims-2-ikea-home-stuff', 'The Sims 2: IKEA Home Stuff', 'The Sims 2 IKEA Home Stuff'],
    [
      'the-sims-2-kitchen-and-bath-interior-design-stuff',
      'The Sims 2: Kitchen & Bath Interior Design Stuff',
      'The Sims 2 Kitchen & Bath Interior Design Stuff',
    ],
    ['the-sims-2-nightlife', 'The Sims 2: Nightlife', 'The Sims 2 Nightlife'],
    [
      'the-sims-2-open-for-business',
      'The Sims 2: Open for Business',
      'The Sims 2 Open for Business',
    ],
    ['the-sims-2-pets', 'The Sims 2: Pets', 'The Sims 2 Pets'],
    ['the-sims-2-seasons', 'The Sims 2: Seasons', 'The Sims 2 Seasons'],
    ['the-sims-2-teen-style-stuff', 'The Sims 2: Teen Style Stuff', 'The Sims 2 Teen Style Stuff'],
    ['the-sims-2-university', 'The Sims 2: University', 'The Sims 2 University'],
  ]),
  ...ergc('Electronic Arts', [
    [
      'command-and-conquer-3-kanes-wrath',
      "Command & Conquer 3: Kane's Wrath",
      'Command and Conquer 3 Kanes Wrath',
    ],
    [
      'command-and-conquer-3-tiberium-wars',
      'Command & Conquer 3: Tiberium Wars',
      'Command and Conquer 3',
    ],
    ['command-and-conquer-red-alert-3', 'Command & Conquer: Red Alert 3', 'RedAlert 3'],
    ['crysis', 'Crysis'],
    ['medal-of-honor', 'Medal of Honor'],
    ['medal-of-honor-airborne', 'Medal of Honor: Airborne', 'Medal of Honor Airborne'],
    ['need-for-speed-carbon', 'Need for Speed: Carbon', 'Need for Speed Carbon'],
    ['need-for-speed-underground', 'Need for Speed: Underground', 'Need for Speed Underground'],
  ]),
  ...ergc('EA Distribution', [['freedom-force', 'Freedom Force']]),
  ...ergc('EA Sports', [
    ['fifa', 'FIFA', 'FIFA *'],
    ['nascar-racing', 'NASCAR Racing', 'Nascar Racing *'],
    ['nhl', 'NHL', 'NHL *'],
  ]),
  ...ergc('Maxis', [
    ['simcity-4', 'SimCity 4'],
    ['simcity-4-deluxe-edition', 'SimCity 4 Deluxe Edition', 'SimCity 4 Deluxe'],
    ['simcity-4-rush-hour', 'SimCity 4: Rush Hour', 'SimCity 4 Rush Hour'],
    ['the-sims', 'The Sims'],
    ['the-sims-deluxe-edition', 'The Sims Deluxe Edition', 'The Sims Deluxe'],
    ['the-sims-hot-date', 'The Sims: Hot Date', 'The Sims Hot Date'],
    ['the-sims-house-party', 'The Sims: House Party', 'The Sims House Party'],
    ['the-sims-livin-large', "The Sims: Livin' Large", "The Sims Livin' Large"],
    ['the-sims-makin-magic', "The Sims: Makin' Magic", "The Sims Makin' Magic"],
    ['the-sims-superstar', 'The Sims: Superstar', 'The Sims Superstar'],
    ['the-sims-unleashed', 'The Sims: Unleashed', 'The Sims Unleashed'],
    ['the-sims-vacation', 'The Sims: Vacation', 'The Sims Vacation'],
  ]),
  [
    'simcity-3000-unlimited',
    'SimCity 3000 Unlimited',
    'Serial Number',
    'Electronic Arts\\Maxis\\SimCity 3000 Unlimited',
  ],
  ['the-sims-stories', 'The Sims Stories', '', 'Electronic Arts\\The Sims * Stories\\ergc'],
];

/** Those that GKMS knows besides. */
export const ofElectronicArtsToo: readonly PlainSerial[] = [
  ...ergc('EA GAMES', [
    [
      'battlefield-1942-the-road-to-rome',
      'Battlefield 1942: The Road to Rome',
      'Battlefield 1942 The Road to Rome',
    ],
  ]),
  ...ergc('Electronic Arts', [
    ['the-battle-for-middle-earth-ii', 'The Battle for Middle-earth II'],
    [
      'the-battle-for-middle-earth-ii-the-rise-of-the-witch-king',
      'The Battle for Middle-earth II: The Rise of the Witch-king',
      'The Lord of the Rings, The Rise of the Witch-king',
    ],
  ]),
];
