// The product key that the owner types: asked at the terminal with its typing errors pointed out, or
// read from a file or stdin. Errors say the position, never the key.
import type { Command } from 'commander';
import { changesWords, faultWords, likelyWords } from '../../keys/key-fault-words.js';
import { type TypedKey, readTypedKey } from '../../keys/typed-key.js';
import { VaultError } from '../../errors.js';
import { readStdin, readTextFile } from './passphrase-options.js';
import { askChoice, askLine, canAsk } from '../terminal/prompts.js';

/** The flags that say where the key comes from. */
export interface TypedKeyFlags {
  readonly keyFile?: string;
  readonly keyStdin?: true;
  readonly anyway?: true;
  readonly passphraseStdin?: true;
}

const asTyped = 'as typed';

/** Adds the flags. */
export function addTypedKeyOptions(command: Command): Command {
  return command
    .option('--key-file <file>', 'read the product key from a file')
    .option('--key-stdin', 'read the product key from standard input')
    .option('--anyway', 'keep the key although its check fails');
}

/**
 * The key in its usual form.
 * @throws VaultError `BAD_PRODUCT_KEY` saying where the typing error is, `USAGE`, `NO_PASSPHRASE`
 */
export async function readProductKey(flags: TypedKeyFlags, signal: AbortSignal): Promise<string> {
  const { keyFile, keyStdin, passphraseStdin, anyway } = flags;
  if (keyStdin === true && passphraseStdin === true) {
    throw new VaultError('USAGE', 'the key and the passphrase cannot both come from stdin');
  }
  if (keyFile !== undefined)
    return checked(readTypedKey(await readTextFile(keyFile, 'product key', signal)), anyway);
  if (keyStdin === true) {
    return checked(readTypedKey(Buffer.from(await readStdin(signal)).toString('utf8')), anyway);
  }
  if (!canAsk()) {
    throw new VaultError('USAGE', 'there is no terminal to ask for the product key', {
      hint: 'Give --key-file or --key-stdin.',
    });
  }
  return askKey(anyway, signal);
}

async function askKey(anyway: true | undefined, signal: AbortSignal): Promise<string> {
  const typed = readTypedKey(await askLine('Product key (25 letters and digits)', signal));
  if (typed.fault === null || typed.corrections.length === 0) return checked(typed, anyway);
  const choices = typed.corrections.map((correction) => ({
    value: correction.productKey,
    label: correction.productKey,
    hint: changesWords(correction),
  }));
  const message = `${faultWords(typed)}. Look again: is it one of these?`;
  const none = { value: asTyped, label: 'No, as I typed it', hint: '' };
  const chosen = await askChoice(message, [...choices, none], signal);
  return chosen === asTyped ? checked(typed, anyway) : chosen;
}

function checked(typed: TypedKey, anyway: true | undefined): string {
  const { productKey, fault } = typed;
  if (productKey !== null && (fault === null || anyway === true)) return productKey;
  throw new VaultError('BAD_PRODUCT_KEY', faultWords(typed), { hint: hintOf(typed) });
}

function hintOf({ fault, productKey, corrections }: TypedKey): string {
  const likely = likelyWords({ corrections });
  const guess = likely === '' ? '' : `Likely: ${likely}. `;
  const rule = 'The letters A E I L O S U Z and the digits 0 1 5 never occur in a key.';
  const force = fault?.kind === 'checksum' && productKey !== null;
  return `${guess}${force ? 'To keep it as it is, add --anyway.' : rule}`;
}
