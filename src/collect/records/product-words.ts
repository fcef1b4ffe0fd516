// Products of Microsoft's that words name: `Windows 10 Pro` in "thank you for buying Windows 10 Pro (64
// bit)". What is not in these forms is not known to be a product, and no key is named after it.

const gap = '[ \\t\\u00a0]+';
const maker = `(?:Microsoft(?:\\(R\\)|®)?${gap})?`;
const mark = '(?:\\(R\\)|\\(TM\\)|[®™])?';
const end = '(?![\\p{L}\\p{N}])';

const windowsVersion = '(?:10/11|11|10|8\\.1|8|7|XP|Vista|2000|ME|Millennium|98(?: SE)?|95|NT)';
const server = `(?:(?:Small Business|Storage|MultiPoint|Home)${gap})?Server`;
const serverVersion = `(?:20(?:03|08|11|12|16|19|22|25)(?:${gap}R2)?)`;
const windowsEdition = [
  ...['Home', 'Professional', 'Pro', 'Enterprise', 'Ultimate', 'Education', 'Starter', 'Business'],
  ...['Basic', 'Premium', 'Essentials', 'Foundation', 'Standard', 'Datacenter', 'Web', 'Edition'],
  ...[
    'KN',
    'K',
    'N',
    'SE',
    'SL',
    'S',
    'Team',
    'IoT',
    'LTS[CB](?: 20\\d\\d)?',
    'Evaluation',
    'China',
  ],
  ...[
    `Single${gap}Language`,
    `for${gap}Workstations?`,
    `with${gap}Bing`,
    `Media${gap}Center`,
    'RT',
  ],
].join('|');

/** Programs that are sold as one, and by their names alone are words of everybody. */
const programs =
  'Office|Visio|Project|Access|Excel|Word|Outlook|PowerPoint|Publisher|OneNote|InfoPath|Visual Studio|SQL Server|Exchange Server|SharePoint Server';
const year = '(?:97|2000|XP|20(?:03|05|07|08|10|11|12|13|14|15|16|17|19|21|22|24|25)|365)';
const officeEdition = [
  ...['Professional', 'Pro', 'Plus', 'Home', 'and', '&', '\\+', 'Student', 'Business', 'Standard'],
  ...['Small', 'Basic', 'Ultimate', 'Enterprise', 'LTSC', 'Family', 'University', 'Personal'],
  ...['Premium', 'Developer', 'Express', 'Community', 'R2', `for${gap}Mac`, 'Edition', 'und'],
].join('|');

const windows = `${maker}(?:Windows|Win)${mark},?${gap}(?:${server}(?:${gap}${serverVersion})?|${windowsVersion})${end}(?:${gap}(?:${windowsEdition})${end})*`;
const office = `${maker}(?:MS${gap})?(?:${programs})${mark}(?:${gap}(?:${year}|${officeEdition})${end})+`;
const others = `Microsoft 365(?:${gap}(?:Family|Personal|Business|Apps)${end})?|Internet Explorer`;
const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${windows}|${office}|${others})`, 'giu');
/** In a tenth of the time: most lines name nothing. */
const mayName = new RegExp(`\\bwin|${programs}|Microsoft|Internet Explorer`, 'i');
/** What a program runs on is not what its key is of: `Office 2019 for Windows 10`. */
const runsOn = /\b(?:for|on|with|für|auf|unter|pour|sous|para|per|voor|dla|для)\s+$/iu;
const orLater =
  /^\s*(?:\+(?=\s|$)|(?:or|and|oder|und|ou|et|o|y|e|of|en|lub|i|или|и)\s+(?:later|newer|higher|above|up|neuer|höher|später|plus récent|ultérieur|supérieur|posterior|superior|successiv|nieuwer|hoger|now|nowszy|выше|новее))/iu;
const hasYear = new RegExp(
  `${year}|\\b(?:Professional|Pro|Plus|Standard|Home|Business|Student)\\b`,
  'i',
);
const isPlainWord = /^(?:Microsoft |MS )?(?:Project|Access|Word|Excel|Publisher|Outlook) (?!.*\d)/i;
/** No line of a person is longer. */
const longestText = 4096;

/** The products that a text names, each once, in their order; `Windows 10` is in `Windows 10 Pro`. */
export function productsIn(text: string): string[] {
  if (!mayName.test(text)) return [];
  const near = text.slice(0, longestText);
  const found = [...near.matchAll(pattern)]
    .filter((match) => !isNeeded(near, match))
    .map((match) => ({ name: tidy(match[0]), isBase: isBase(near, match) }))
    .filter(({ name }) => isProduct(name));
  const own = found.filter(({ isBase }, i) => !isBase || i === 0);
  const named = own.map(({ name }) => [bare(name), name] as const);
  const names = [...new Map(named.reverse())].reverse();
  return names
    .filter(([name]) => !names.some(([other]) => other !== name && other.startsWith(name)))
    .map(([, name]) => name);
}

/** The one product that a text names; null where it names none, or several. */
export function productIn(text: string): string | null {
  const [first, ...others] = productsIn(text);
  return first === undefined || others.length > 0 ? null : first;
}

function isBase(text: string, { index }: RegExpExecArray): boolean {
  return runsOn.test(text.slice(Math.max(0, index - 20), index));
}

/** What a program needs at the least. */
function isNeeded(text: string, { index, 0: name }: RegExpExecArray): boolean {
  return orLater.test(text.slice(index + name.length, index + name.length + 40));
}

/** Two spellings of a name are one. */
function bare(name: string): string {
  return name.replace(/^Microsoft /i, '').toLowerCase();
}

function isProduct(name: string): boolean {
  if (/^(?:Microsoft )?Win/i.test(name) || /^Internet/i.test(name)) return true;
  return hasYear.test(name) && !isPlainWord.test(name);
}

function tidy(name: string): string {
  return name
    .replaceAll(/\(R\)|\(TM\)|[®™]/gi, '')
    .replaceAll(/[\s,\u00a0]+/g, ' ')
    .replace(/(?: (?:and|und|&|\+|for))+$/i, '')
    .replace(/^Microsoft (?=Win)/i, '')
    .replace(/^Win(?= )/i, 'Windows')
    .replace(/^MS /i, '')
    .trim();
}
