// How hard a passphrase is to guess, by an estimator that knows common passwords, words, names, dates and
// rows of keys. An estimate, no proof: docs/decisions/dependencies.md says why this one.
import { passphraseBytes } from '../crypto/passphrase.js';

/**
 * Whoever copies a stick may guess for years, and each guess costs some 0.3 s and 256 MiB. Ten thousand
 * million of them are out of reach of a thief, and of most of those who can rent computers.
 */
const fewestGuessesLog10 = 10;

/** Whether the passphrase could be guessed by somebody who has a backup and patience. */
export async function isWeakPassphrase(passphrase: Uint8Array): Promise<boolean> {
  const [{ ZxcvbnFactory }, { dictionary, adjacencyGraphs }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ]);
  const estimator = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
  const text = new TextDecoder().decode(passphrase);
  return estimator.check(text).guessesLog10 < fewestGuessesLog10;
}

/** The same of a text that was typed. @throws VaultError `BAD_PASSPHRASE` */
export function isWeakText(text: string): Promise<boolean> {
  return isWeakPassphrase(passphraseBytes(text));
}
