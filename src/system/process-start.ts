// When a process was started, so that one that has the number of an earlier one is not taken for it.
import { readFile } from 'node:fs/promises';
import { ignoreSystemError } from './system-error.js';

/** Something that no other process of this number has; null where the system does not tell. */
export async function processStart(
  pid: number,
  { proc = '/proc' }: { readonly proc?: string } = {},
): Promise<string | null> {
  if (process.platform !== 'linux') return null;
  const text = await readFile(`${proc}/${pid}/stat`, 'utf8').catch(ignoreSystemError);
  // The name of the program is in brackets, and may have any of these characters in it. Field 22 of proc(5).
  const fields = text?.slice(text.lastIndexOf(')') + 2).split(' ');
  const ticks = fields?.[19];
  return ticks !== undefined && /^\d+$/.test(ticks) ? ticks : null;
}
