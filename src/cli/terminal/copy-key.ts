// A key put onto the clipboard, and what is said of it. No key is shown.
import { VaultError } from '../../errors.js';
import { maskProductKey } from '../../record/licence.js';
import { copyToClipboard } from '../../system/clipboard.js';
import type { WholeKey } from '../options/one-key.js';
import { printable, say, sayAlways } from './output.js';

/** Copies it. @throws VaultError `NOT_WRITTEN` where nothing here can do that */
export async function copyKey(
  { licence, productKey }: WholeKey,
  signal: AbortSignal,
): Promise<void> {
  const program = await copyToClipboard(productKey, signal);
  if (program === null)
    throw new VaultError('NOT_WRITTEN', 'nothing here can put a key onto the clipboard', {
      hint: missing[process.platform] ?? missingElsewhere,
    });
  say(`On the clipboard: ${printable(licence.product)}, ${maskProductKey(licence) ?? ''}`);
  sayAlways(
    'It stays there until something else is copied. A history of the clipboard keeps it longer (Windows key + V).',
  );
}

const missing: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  win32:
    'Windows has clip.exe for it, and that did not answer. Copy the key out of what pull shows.',
  darwin: 'macOS has pbcopy for it, and that did not answer. Copy the key out of what pull shows.',
};
const missingElsewhere =
  'Start it on the desktop, with wl-clipboard, xclip or xsel installed. Or copy the key out of what pull shows.';
