// Keys that people and makers give to Windows Setup in files: answer files, and PID.txt with its
// ei.cfg on setup media and recovery partitions. Setup erases the key from the answer file that it has
// used; what is left of it, and the placeholders of samples, are no keys. Names as in Microsoft Learn,
// "Windows Setup automation overview" and "Windows Setup edition configuration and product ID files".
import { readFile, stat } from 'node:fs/promises';
import { systemCode } from '../errors.js';
import type { CollectWarning } from './collector.js';
import type { ConfinedSearch } from './confined-folder.js';
import { type HeldKey, heldText } from './decode/held-key.js';
import { isPlaceholderKey, normaliseProductKey } from './decode/product-key.js';
import { textEncoding } from './import/text-encoding.js';
import { keysInAnswerXml } from './answer-xml.js';

/** A key in a file for Setup. */
export interface Answer {
  readonly path: string;
  readonly held: HeldKey;
}

/** What was found, and the files that could not be read. */
export interface AnswersReading {
  readonly answers: readonly Answer[];
  readonly warnings: readonly CollectWarning[];
}

/** Below a Windows folder. */
const inWindows = [
  ['Panther', 'unattend.xml'],
  ['Panther', 'Unattend', 'unattend.xml'],
  ['System32', 'Sysprep', 'unattend.xml'],
];
/** Below the root of a disk, setup media or a recovery partition. */
const inRoot = [
  ['autounattend.xml'],
  ['unattend.xml'],
  ['Recovery', 'AutoApply', 'unattend.xml'],
  ['sources', 'PID.txt'],
];
const editionFile = ['sources', 'ei.cfg'];
/** Such files have a few KB. */
const mostFileBytes = 1024 * 1024;
const channels = ['Retail', 'OEM', 'Volume'];

/** The keys in the files of a Windows folder. Never rejects for what is on the disk. */
export function answersInWindows(search: ConfinedSearch, windows: string): Promise<AnswersReading> {
  return answersIn(search, windows, inWindows);
}

/** The keys in the files at the root of a disk. Never rejects for what is on the disk. */
export async function answersInRoot(search: ConfinedSearch, root: string): Promise<AnswersReading> {
  const reading = await answersIn(search, root, inRoot);
  const path = await search.descend(root, editionFile);
  if (path === null) return reading;
  const text = await textOf(path);
  if (typeof text !== 'string') return { ...reading, warnings: [...reading.warnings, text] };
  const answers = reading.answers.map((answer) =>
    /pid\.txt$/i.test(answer.path) ? withEdition(answer, text) : answer,
  );
  return { ...reading, answers };
}

async function answersIn(
  search: ConfinedSearch,
  folder: string,
  names: readonly (readonly string[])[],
): Promise<AnswersReading> {
  const answers: Answer[] = [];
  const warnings: CollectWarning[] = [];
  for (const parts of names) {
    const path = await search.descend(folder, parts);
    if (path === null) continue;
    const text = await textOf(path);
    if (typeof text !== 'string') warnings.push(text);
    else answers.push(...(await keysIn(path, text)).map((held) => ({ path, held })));
  }
  return { answers, warnings };
}

async function keysIn(path: string, text: string): Promise<HeldKey[]> {
  const texts = /\.xml$/i.test(path) ? await keysInAnswerXml(text) : keysInPid(text);
  const keys = texts.map(normaliseProductKey).filter((key) => key !== null);
  return [...new Set(keys)].filter((key) => !isPlaceholderKey(key)).map(heldText);
}

/** `Value=` below `[PID]`, as Setup reads it. */
function keysInPid(text: string): string[] {
  return Array.from(text.matchAll(/^[ \t]*Value[ \t]*=([^\r\n]*)$/gim), ([, value = '']) => value);
}

function withEdition({ path, held }: Answer, text: string): Answer {
  const edition = afterHeading(text, 'EditionID');
  const channel = afterHeading(text, 'Channel')?.toLowerCase() ?? null;
  const known = channels.find((each) => each.toLowerCase() === channel) ?? null;
  return { path, held: { ...held, edition: held.edition ?? edition, channel: known } };
}

/** The line after a heading in brackets, where it is a plain word. */
function afterHeading(text: string, heading: string): string | null {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const at = lines.findIndex((line) => line.toLowerCase() === `[${heading.toLowerCase()}]`);
  const value = at < 0 ? '' : (lines[at + 1] ?? '');
  return /^[a-z]{1,64}$/i.test(value) ? value : null;
}

async function textOf(path: string): Promise<string | CollectWarning> {
  try {
    const isTooLarge = (await stat(path)).size > mostFileBytes;
    if (isTooLarge) return unreadable(path, 'far larger than such a file can be');
    const bytes = await readFile(path);
    const encoding = textEncoding(bytes);
    return encoding === null
      ? unreadable(path, 'no text')
      : new TextDecoder(encoding).decode(bytes);
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined) throw error;
    return unreadable(path, code);
  }
}

function unreadable(location: string, reason: string): CollectWarning {
  const message = `a file for Windows Setup that may hold a key cannot be read (${reason})`;
  return { code: 'answer-file-unreadable', message, location };
}
