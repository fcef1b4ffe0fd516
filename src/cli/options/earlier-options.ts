// The earlier passphrase, for places that were away while it was changed: out of a file, or typed.
import type { Command } from 'commander';
import type { EarlierPassphrase } from '../../vault/earlier-passphrase.js';
import { isQuiet, printable } from '../terminal/output.js';
import { askYesNo, canAsk } from '../terminal/prompts.js';
import { ownPassphrase } from './passphrase-options.js';
import { typedPassphrase } from './typed-passphrase.js';

/** The flag. */
export interface EarlierFlags {
  readonly earlierPassphraseFile?: string;
  readonly json?: true;
}

/** Adds it. */
export function addEarlierOption(command: Command): Command {
  return command.option(
    '--earlier-passphrase-file <file>',
    'the passphrase of before it was changed, for places that were away',
  );
}

/** What gives it; null where nobody can be asked. */
export function earlierPassphrase({
  earlierPassphraseFile,
  json,
}: EarlierFlags): EarlierPassphrase | null {
  if (earlierPassphraseFile !== undefined) {
    const given = ownPassphrase({ passphraseFile: earlierPassphraseFile });
    return { ask: (_places, signal) => given.ask('existing', signal) };
  }
  if (json === true || isQuiet() || !canAsk()) return null;
  return {
    ask: async (places, signal) => {
      const where = places.map(printable).join(', ');
      const question = `Backups in ${where} may be under an earlier passphrase. Type that one, to bring them over?`;
      if (!(await askYesNo(question, signal, { initial: false }))) return null;
      return typedPassphrase().ask('existing', signal);
    },
  };
}
