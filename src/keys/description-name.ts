// The name of the Windows that a pkeyconfig file describes: `Windows 10/11 Home` for `Win 10 RTM Core
// OEM:DM`. The description is an engineer's note: editions in Microsoft's own names, Windows Server by
// another year than on the box, and Windows 10 where 11 is meant too. One in no form that is known is
// shown as it stands, without the channel. The forms are those of 48 files, Vista to Windows 11.
import { generationOf, nameOfEdition, nameOfServerEdition } from './edition-name.js';

/** More of them are no name any longer. */
const mostEditions = 4;

/** A Windows for PCs; a year instead of a version is that of an LTSC. */
const clientForm = /^Win(?:dows)? ?(10|11|8\.1|8|7|Vista|20\d\d)\b/i;
const serverForm =
  /\b((?:Storage |MultiPoint )?Server)\b.*?\b(2008 R2|2008|(?:20)?12 R2|20\d\d)\b/i;
/** Microsoft numbered Windows Server 2022 before it was named. */
const serverYears: ReadonlyMap<string, string> = new Map(
  Object.entries<string>({ '12 R2': '2012 R2', '2021': '2022' }),
);
const namedAfter = /\b(?:RTM|SP\d|Pre-Release|Beta|RC|Test)\s+(\S+)/;
const channelAndRest =
  /[\s-]*\b(?:(?:OEM|Retail|Volume|VT|PGS)(?::\w+)+|Retail|(?:D-)?OEM|MAK|GVLK|CSVLK)\b.*$/i;
/** Their names are whole without the edition that stands behind them. */
const namedInFull = /^Windows (?:Embedded|Home Server|Small Business|Storage|Thin)\b/;

/**
 * The name of the Windows.
 * @param edition Microsoft's name of the edition; several are divided by `;`.
 */
export function windowsNameOfDescription(description: string, edition: string): string {
  return (
    clientName(description, edition) ??
    serverName(description, edition) ??
    plain(description, edition)
  );
}

/** The one that a description names of several editions, divided by `;`; null where it does not. */
export function editionOfDescription(description: string, editions: string): string | null {
  const listed = editions.split(';').map((name) => name.trim());
  const [only, ...others] = namedIn(description).filter((name) => listed.includes(name));
  return only === undefined || others.length > 0 ? null : only;
}

function clientName(description: string, edition: string): string | null {
  const [, version] = clientForm.exec(description) ?? [];
  if (version === undefined) return null;
  const generation = generationOf(version);
  const name = editionsName(description, edition, (one) => nameOfEdition(one, generation));
  if (name === null) return null;
  const dated = version.startsWith('20') ? name.replace(/(?= \(|$)/, ` ${version}`) : name;
  return `Windows ${generation} ${dated}`.trim();
}

function serverName(description: string, edition: string): string | null {
  const [, kind, year = ''] = serverForm.exec(description) ?? [];
  if (kind === undefined) return null;
  // A Windows 10 for many users at once, made out of a server.
  if (/ServerRdsh/i.test(edition)) return `Windows 10/11 ${nameOfEdition(edition, '10/11') ?? ''}`;
  const name = editionsName(description, edition, nameOfServerEdition);
  return name === null ? null : `Windows ${kind} ${serverYears.get(year) ?? year} ${name}`;
}

/** The names of the editions: of what the description says, else of what stands beside it. */
function editionsName(
  description: string,
  edition: string,
  nameOf: (edition: string) => string | null,
): string | null {
  for (const editions of [namedIn(description), edition.split(';')]) {
    const names = new Set(editions.map((one) => nameOf(one.trim())).filter((one) => one !== null));
    if (names.size > mostEditions) return '(several editions)';
    if (names.size > 0) return [...names].join(' / ');
  }
  return null;
}

function namedIn(description: string): string[] {
  return namedAfter.exec(description)?.[1]?.split(';') ?? [];
}

function plain(description: string, edition: string): string {
  const text = description
    .replace(channelAndRest, '')
    .replace(/ RTM\b/, '')
    .replace(/^Win(?:dows)? ?(?=[A-Z\d])/, 'Windows ')
    .replace(/^Windows 1[01]\b/, 'Windows 10/11')
    .replace(/^(?=Server\b)/, 'Windows ')
    .trim();
  if (text === '') return description;
  const isWithEdition = text.toLowerCase().endsWith(` ${edition.toLowerCase()}`);
  return namedInFull.test(text) && isWithEdition ? text.slice(0, -edition.length).trim() : text;
}
