// Words around those of a label: whose key it is, and words that say nothing of it.

/** Whose key it is, among several that stand together. */
export type Scope = 'firmware' | 'oem' | 'original' | 'backup' | 'windows' | 'office';

/** Words before or after those of a label that say whose it is. */
export const scopeWords: Readonly<Record<Scope, readonly string[]>> = {
  firmware: ['bios', 'uefi', 'firmware', 'embedded', 'oa3', 'oa3x', 'msdm', 'acpi', 'eingebettet'],
  oem: ['oem', 'manufacturer'],
  original: ['original', 'previous', 'earlier', 'old', 'ursprunglich', 'ursprunglicher', 'alter'],
  backup: ['backup', 'default'],
  windows: ['windows', 'win', 'os'],
  office: ['office'],
};

/** Words before or after those of a label that say nothing. */
export const fillWords: ReadonlySet<string> = new Set(
  (
    'installed current your my the this full microsoft ms new is in from of on at by retail mak volume ' +
    'kms gvlk ihr ihre ihren mein meine dein der die das votre mon la le tu su mi il lo uw mijn twoj ' +
    'seu sua ваш мой system registry decoded x64 and status table chip board mainboard'
  ).split(' '),
);
