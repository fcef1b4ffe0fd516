// The passphrase as a person at the terminal gives it: one that exists, with a word on what was mistyped;
// a new one, made by this program or chosen, and then no weak one by mistake.
import { looksLikeCapsLock, mistypedWords } from '../../crypto/mistyped-words.js';
import { generatePassphrase, passphraseBytes, unseenIn } from '../../crypto/passphrase.js';
import { VaultError } from '../../errors.js';
import { isWeakText } from '../../household/passphrase-strength.js';
import type { OwnPassphrase } from '../../vault/opening/unlock-with.js';
import { confirmNewPassphrase } from '../terminal/new-passphrase.js';
import { say } from '../terminal/output.js';
import { askPassphrase, askYesNo } from '../terminal/prompts.js';

const firstOne = 'This is the first backup, so it gets a passphrase now.';

/**
 * A passphrase that is asked for, and asked for again where it opens nothing.
 * @param whyNew said before a new one is asked for.
 */
export function typedPassphrase(whyNew: string = firstOne): OwnPassphrase {
  let last = '';
  return {
    kind: 'passphrase',
    isTyped: true,
    async ask(purpose, signal) {
      if (purpose === 'new') return askNew(whyNew, signal);
      last = await askUsable('Passphrase', signal);
      return passphraseBytes(last);
    },
    refused: (triesLeft) => sayRefused(last, triesLeft),
  };
}

async function sayRefused(typed: string, triesLeft: number): Promise<void> {
  const isCapitals = await looksLikeCapsLock(typed);
  if (isCapitals) say('Caps Lock may be on: capital and small letters differ.');
  for (const { word, nearest } of (await mistypedWords(typed)) ?? []) {
    const guess = nearest === null ? '' : `; did you mean "${nearest}"?`;
    say(`"${word}" is not in the list of words${guess}`);
  }
  if (triesLeft === 0) return;
  say(`Wrong passphrase: ${triesLeft} ${triesLeft === 1 ? 'try' : 'tries'} left.`);
}

async function askNew(why: string, signal: AbortSignal): Promise<Uint8Array> {
  say(`${why} Six words drawn at random are best.`);
  if (!(await askYesNo('Make the passphrase for you?', signal))) return askOwn(signal);
  const words = await generatePassphrase();
  await confirmNewPassphrase(words, signal);
  return passphraseBytes(words);
}

/** One of the person's own, asked for twice; a weak one only where it is meant. */
export async function askOwn(signal: AbortSignal, message = 'New passphrase'): Promise<Uint8Array> {
  for (;;) {
    const first = await askUsable(message, signal);
    if ((await isWeakText(first)) && !(await wantsWeak(signal))) continue;
    const unseen = unseenIn(passphraseBytes(first));
    if (unseen !== null && !(await wantsUnseen(unseen, signal))) continue;
    const second = await askPassphrase('The same once more', signal);
    if (first === second) return passphraseBytes(first);
    say('The two are not the same. Once more from the start, or Ctrl-C to stop.');
  }
}

function wantsWeak(signal: AbortSignal): Promise<boolean> {
  say('This passphrase is weak: whoever finds the backup could guess it.');
  return askYesNo('Use it all the same?', signal, { initial: false });
}

function wantsUnseen(unseen: string, signal: AbortSignal): Promise<boolean> {
  say(`This passphrase ${unseen}.`);
  return askYesNo('Is that meant?', signal, { initial: false });
}

/** One that may be a passphrase: what speaks against it is said at once. */
function askUsable(message: string, signal: AbortSignal): Promise<string> {
  return askPassphrase(message, signal, (text) => {
    try {
      passphraseBytes(text);
      return null;
    } catch (error) {
      if (error instanceof VaultError) return error.message;
      throw error;
    }
  });
}
