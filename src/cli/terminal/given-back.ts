// What a pull gives back in another way than on the screen: onto the clipboard, into a file, into this Windows.
import { exitStatus } from '../../errors.js';
import { writeExportFile } from '../../household/export-file.js';
import { keyEntry } from '../../household/key-entry.js';
import type { PullResult } from '../../vault/pull.js';
import { chosenEntry } from '../options/entry-options.js';
import { oneKey, onePc } from '../options/one-key.js';
import type { PullWish } from '../options/pull-options.js';
import { applyKeys } from './apply-keys.js';
import { copyKey } from './copy-key.js';
import { laidOut } from './layout.js';
import { pullLines } from './opened-lines.js';
import { askYesNo, canAsk } from './prompts.js';
import { sayPlainFile, sayWritten } from './written-file.js';

/** Does it. @returns the exit status, but for what the places gave */
export async function givenBack(
  wish: Exclude<PullWish, { kind: 'show' }>,
  result: PullResult,
  signal: AbortSignal,
): Promise<number> {
  const { opened } = result;
  if (wish.kind === 'file') {
    await writeShown(wish, result);
    return exitStatus.ok;
  }
  if (wish.kind === 'copy') {
    await copyKey(await oneKey(opened, wish.entry, signal), signal);
    return exitStatus.ok;
  }
  const pc = await onePc(opened, signal);
  const { entry } = wish;
  const number = entry === null ? null : await chosenEntry(pc, { entry }, signal);
  const confirm = (question: string): Promise<boolean> =>
    askYesNo(question, signal, { initial: false });
  return applyKeys(pc, number, { keys: keyEntry(), confirm: canAsk() ? confirm : null, signal });
}

async function writeShown(
  wish: Extract<PullWish, { kind: 'file' }>,
  result: PullResult,
): Promise<void> {
  const lines = pullLines(result.opened, (_, text) => text).map((line) => laidOut(line, null));
  // Notepad of before 2018 knows no other ends of lines.
  const end = process.platform === 'win32' ? '\r\n' : '\n';
  const bytes = new TextEncoder().encode(lines.map((line) => `${line}${end}`).join(''));
  sayWritten(wish.file, result, await writeExportFile(wish.file, bytes, wish));
  sayPlainFile('file');
}
