// The product key that the owner types: asked at the terminal with its typing errors pointed out, or
// read from a file or stdin. Errors say the position, never the key.
import type { Command } from 'commander';
import { changesWords, faultWords, likelyWords } from '../../keys/key-fault-words.js';
import { type TypedKey, readTypedKey } from '../../keys/typed-key.js';
import { VaultError } from '../../errors.js';
import { readStdin, readTextFile } from './passphrase-options.js';
import { say } from '../terminal/output.js';
import { askChoice, askLine, askYesNo, canAsk } from '../terminal/prompts.js';

/** The flags that say where the key comes from. */
export interface TypedKeyFlags {
  readonly keyFile?: string;
  readonly keyStdin?: true;
  readonly anyway?: true;
  readonly passphraseStdin?: true;
}

const asTyped = 'as typed';
const onceMore = 'once more';

/** Adds the flags. */
export function addTypedKeyOptions(command: Command): Command {
  return command
    .option('--key-file <file>', 'read the product key from a file')
    .option('--key-stdin', 'read the product key from standard input')
    .option('--anyway', 'keep the key although its check fails');
}

/** A whole key in its usual form, or the end of one that only the owner can complete. */
export interface GivenKey {
  readonly productKey: string | null;
  readonly lastFive: string | null;
}

/**
 * The key that the flags name, or that the person types; what is asked is asked again after a slip.
 * @throws VaultError `BAD_PRODUCT_KEY` saying where the typing error is, `USAGE`, `NO_PASSPHRASE`
 */
export async function readProductKey(flags: TypedKeyFlags, signal: AbortSignal): Promise<GivenKey> {
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

/** Asks until there is a key; what was typed stands there to be mended. */
async function askKey(anyway: true | undefined, signal: AbortSignal): Promise<GivenKey> {
  for (let text = ''; ;) {
    text = await askLine('Product key (25 letters and digits)', signal, { initial: text });
    const typed = readTypedKey(text);
    const given = keptKey(typed, anyway) ?? (await askAbout(typed, signal));
    if (given !== null) return given;
  }
}

/** What is to be done about a fault; null where the key is to be typed once more. */
async function askAbout(typed: TypedKey, signal: AbortSignal): Promise<GivenKey | null> {
  const fault = sentence(faultWords(typed));
  if (typed.fault?.kind === 'mask' && typed.fault.lastFive !== null) {
    say(`${fault} Look on the sticker, the box or the order for the rest.`);
    const { lastFive } = typed.fault;
    const wanted = await askYesNo(`Keep the end alone: ${lastFive}?`, signal, { initial: false });
    return wanted ? { productKey: null, lastFive } : null;
  }
  const choices = typed.corrections.map((correction) => ({
    value: correction.productKey,
    label: correction.productKey,
    hint: changesWords(correction),
  }));
  if (choices.length === 0 && typed.productKey === null) {
    say(`${fault} ${hintOf(typed)}`);
    return null;
  }
  say(`${fault} Look again.`);
  // A key that is taken by Enter alone is a guess: the line that is marked first is none of them.
  const again = { value: onceMore, label: 'None of these: type it again', hint: '' };
  const kept =
    typed.productKey === null ? [] : [{ value: asTyped, label: 'Keep it as I typed it', hint: '' }];
  const chosen = await askChoice('Is it one of these?', [again, ...choices, ...kept], signal);
  if (chosen === onceMore) return null;
  return { productKey: chosen === asTyped ? typed.productKey : chosen, lastFive: null };
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** The key where nothing speaks against it, or where it is to be kept anyway. */
function keptKey({ productKey, fault }: TypedKey, anyway: true | undefined): GivenKey | null {
  if (fault === null || (anyway === true && productKey !== null))
    return { productKey, lastFive: null };
  if (anyway !== true || fault.kind !== 'mask' || fault.lastFive === null) return null;
  return { productKey: null, lastFive: fault.lastFive };
}

function checked(typed: TypedKey, anyway: true | undefined): GivenKey {
  const given = keptKey(typed, anyway);
  if (given !== null) return given;
  throw new VaultError('BAD_PRODUCT_KEY', faultWords(typed), { hint: hintOf(typed) });
}

function hintOf({ fault, productKey, corrections }: TypedKey): string {
  if (fault?.kind === 'mask' && fault.lastFive !== null)
    return 'Look on the sticker, the box or the order for the rest. To keep the end alone, add --anyway and --product.';
  const likely = likelyWords({ corrections });
  const guess = likely === '' ? '' : `Likely: ${likely}. `;
  const rule = 'The letters A E I L O S U Z and the digits 0 1 5 never occur in a key.';
  const force = fault?.kind === 'checksum' && productKey !== null;
  return `${guess}${force ? 'To keep it as it is, add --anyway.' : rule}`;
}
