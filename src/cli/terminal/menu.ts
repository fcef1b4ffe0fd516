// What people come for, for whoever starts the program at a terminal without a word: four plain lines that
// lead into the commands. It answers with the words that would have been typed.
import { exampleStick } from '../../household/example-place.js';
import { loadConfig, usableEntries } from '../../household/config.js';
import { vaultBeside } from '../../household/kit-sources.js';
import { configPath } from '../../household/paths.js';
import { askChoice, askLine } from './prompts.js';

const errands = [
  { value: 'push', label: 'Save the keys of this PC', hint: 'before a reinstall' },
  { value: 'pull', label: 'Get keys back', hint: 'after it' },
  { value: 'add', label: 'Add a key from paper, a box or an e-mail' },
  { value: 'status', label: 'See what is safe' },
  { value: 'help', label: 'Show every command' },
] as const;

/** The words of the command that the person chooses. */
export async function wordsByMenu(signal: AbortSignal): Promise<readonly string[]> {
  const errand = await askChoice('What shall be done?', errands, signal, { isNumbered: true });
  // A push asks for its places itself.
  if (errand === 'help' || errand === 'push' || (await hasPlaces())) return [errand];
  const beside = vaultBeside();
  if (beside !== null) return errand === 'add' ? [errand, '--to', beside] : [errand];
  const message = `In which folder are the backups? For example ${exampleStick}`;
  const folder = await askLine(message, signal, {
    faultOf: (answer) => (answer.trim() === '' ? 'A folder is needed: a stick, a disk.' : null),
  });
  return [errand, errand === 'add' ? '--to' : '--from', folder.trim()];
}

async function hasPlaces(): Promise<boolean> {
  return usableEntries(await loadConfig(configPath())).length > 0;
}
