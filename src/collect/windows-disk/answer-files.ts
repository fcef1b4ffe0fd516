// Keys that people and makers give to Windows Setup in files: answer files of all its generations, and
// PID.txt with its ei.cfg on setup media and recovery partitions. Setup erases the key from the answer
// file that it has used; what is left of it, and the placeholders of samples, are no keys. Places as in
// Microsoft Learn, "Windows Setup automation overview", and in its pages on unattended installation of
// Windows XP and Server 2003.
import { readFile, stat } from 'node:fs/promises';
import { systemCode } from '../../errors.js';
import { type Warning, warning } from '../../record/warning.js';
import type { ConfinedSearch } from '../files/confined-folder.js';
import { type HeldKey, heldText } from '../../keys/held-key.js';
import { readKeyText } from '../../keys/key-text.js';
import type { Answer } from '../../windows/surroundings.js';
import { textEncoding } from '../../text/text-encoding.js';
import { keysInAnswerIni, keysInPid, type SetupEdition, setupEdition } from './answer-ini.js';
import { keysInAnswerXml } from './answer-xml.js';

/** What was found, and the files that could not be read. */
export interface AnswersReading {
  readonly answers: readonly Answer[];
  readonly warnings: readonly Warning[];
}

/** Below a Windows folder. Setup keeps a copy of what it used in Panther. */
const inWindows = [
  ['Panther', 'unattend.xml'],
  ['Panther', 'unattend-original.xml'],
  ['Panther', 'autounattend.xml'],
  ['Panther', 'Unattend', 'unattend.xml'],
  ['Panther', 'Unattend', 'autounattend.xml'],
  ['System32', 'Sysprep', 'unattend.xml'],
  // Windows XP and 2003.
  ['System32', '$winnt$.inf'],
];
/** Below the root of a disk, setup media or a recovery partition. */
const inRoot = [
  ['autounattend.xml'],
  ['unattend.xml'],
  ['Recovery', 'AutoApply', 'unattend.xml'],
  ['sources', 'PID.txt'],
  ['winnt.sif'],
  ['unattend.txt'],
  ['I386', 'winnt.sif'],
  ['I386', 'unattend.txt'],
  ['sysprep', 'sysprep.inf'],
];
const editionFile = ['sources', 'ei.cfg'];
/** Such files have a few KB. */
export const mostFileBytes = 1024 * 1024;

/** The keys in the files of a Windows folder. Never rejects for what is on the disk. */
export function answersInWindows(search: ConfinedSearch, windows: string): Promise<AnswersReading> {
  return answersIn(search, windows, inWindows);
}

/** The keys in the files at the root of a disk. Never rejects for what is on the disk. */
export async function answersInRoot(search: ConfinedSearch, root: string): Promise<AnswersReading> {
  const reading = await answersIn(search, root, inRoot);
  return withEditionFile(reading, await search.descend(root, editionFile));
}

/** The reading with what an ei.cfg says of the key in the PID.txt beside it. */
export async function withEditionFile(
  reading: AnswersReading,
  path: string | null,
): Promise<AnswersReading> {
  if (path === null) return reading;
  const text = await textOf(path);
  if (typeof text !== 'string') return { ...reading, warnings: [...reading.warnings, text] };
  const edition = setupEdition(text);
  const answers = reading.answers.map((answer) =>
    isPid(answer.path) ? withEdition(answer, edition) : answer,
  );
  return { ...reading, answers };
}

async function answersIn(
  search: ConfinedSearch,
  folder: string,
  names: readonly (readonly string[])[],
): Promise<AnswersReading> {
  const answers: Answer[] = [];
  const warnings: Warning[] = [];
  for (const parts of names) {
    const path = await search.descend(folder, parts);
    if (path === null) continue;
    const text = await textOf(path);
    if (typeof text !== 'string') warnings.push(text);
    else answers.push(...heldAmong(await textsIn(path, text)).map((held) => ({ path, held })));
  }
  return { answers, warnings };
}

/** The keys among the texts that stand in the place of one, each once; masks by their ends. */
export function heldAmong(texts: readonly string[]): HeldKey[] {
  const reads = texts.map(readKeyText).filter((read) => read !== null);
  // Setup erases the key from the file that it has used: a mask without an end tells nothing.
  const told = reads
    .map(heldText)
    .filter((held) => held.productKey !== null || held.lastFive !== null);
  return [...new Map(told.map((held) => [held.productKey ?? held.lastFive, held])).values()];
}

async function textsIn(path: string, text: string): Promise<string[]> {
  if (/\.xml$/i.test(path)) return keysInAnswerXml(text);
  return isPid(path) ? keysInPid(text) : keysInAnswerIni(text);
}

function isPid(path: string): boolean {
  return /pid\.txt$/i.test(path);
}

function withEdition({ path, held }: Answer, { edition, channel }: SetupEdition): Answer {
  return { path, held: { ...held, edition: held.edition ?? edition, channel } };
}

async function textOf(path: string): Promise<string | Warning> {
  try {
    const isTooLarge = (await stat(path)).size > mostFileBytes;
    if (isTooLarge) return unreadable(path, 'far too large for such a file');
    const bytes = await readFile(path);
    const encoding = textEncoding(bytes);
    return encoding === null
      ? unreadable(path, 'not a text file')
      : new TextDecoder(encoding).decode(bytes);
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined) throw error;
    return unreadable(path, code);
  }
}

function unreadable(location: string, reason: string): Warning {
  const message = `a file for Windows Setup that may hold a key cannot be read (${reason})`;
  return warning('answer-file-unreadable', message, location);
}
