// What the older, line by line files for Windows Setup say: the key and name in answer files of Windows
// XP and 2003, the key of a PID.txt, and the edition and channel in the ei.cfg beside it. Names as in
// Microsoft Learn, "UserData (Unattended Installation)" and "Windows Setup edition configuration and
// product ID files".
import type { Channel } from '../../record/vocabulary.js';

const channels: readonly Channel[] = ['Retail', 'OEM', 'Volume'];

/** `ProductKey="..."` below `[UserData]`; Windows 2000 called it `ProductID`. */
export function keysInAnswerIni(text: string): string[] {
  return entriesOf(text, 'UserData', ['productkey', 'productid']);
}

/** `Value=` below `[PID]`. */
export function keysInPid(text: string): string[] {
  return entriesOf(text, 'PID', ['value']);
}

/** What an ei.cfg says of the key beside it; null for what it does not say. */
export interface SetupEdition {
  readonly edition: string | null;
  readonly channel: string | null;
}

/** The lines below `[EditionID]` and `[Channel]`. */
export function setupEdition(text: string): SetupEdition {
  const channel = firstWord(text, 'Channel')?.toLowerCase() ?? null;
  return {
    edition: firstWord(text, 'EditionID'),
    channel: channels.find((each) => each.toLowerCase() === channel) ?? null,
  };
}

/** The values of the entries of these names, without quotes. */
function entriesOf(text: string, section: string, names: readonly string[]): string[] {
  return linesOf(text, section).flatMap((line) => {
    const at = line.indexOf('=');
    const isNamed = at > 0 && names.includes(line.slice(0, at).trim().toLowerCase());
    return isNamed
      ? [
          line
            .slice(at + 1)
            .trim()
            .replaceAll('"', ''),
        ]
      : [];
  });
}

/** The first line of a section, where it is a plain word. */
function firstWord(text: string, section: string): string | null {
  const [word = ''] = linesOf(text, section);
  return /^[a-z]{1,64}$/i.test(word) ? word : null;
}

/** The lines of a section, without those that are blank or comments. */
function linesOf(text: string, section: string): string[] {
  const lines: string[] = [];
  const heading = `[${section}]`.toLowerCase();
  let isInside = false;
  for (const each of text.split(/\r?\n|\r/)) {
    const line = each.trim();
    if (line.startsWith('[')) isInside = line.toLowerCase() === heading;
    else if (isInside && line !== '' && !line.startsWith(';')) lines.push(line);
  }
  return lines;
}
