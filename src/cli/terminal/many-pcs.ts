// The question before an import makes backups of very many PCs: a list of a whole company, or a file that
// was read wrongly, is better not spread over a household's places by mistake.
import type { Collection } from '../../collect/collector.js';
import { VaultError, hint } from '../../errors.js';
import { printable, say } from './output.js';
import { askYesNo, canAsk } from './prompts.js';

/** So many PCs no household has. */
const many = 24;
const named = 10;

/**
 * Asks whether all PCs of the file are meant, where they are very many.
 * @param options.yes they are: nobody is asked.
 * @throws VaultError `USAGE` where nobody can be asked, `INTERRUPTED` where they are not meant.
 */
export async function confirmMany(
  { findings }: Collection,
  { yes, signal }: { readonly yes: boolean; readonly signal: AbortSignal },
): Promise<void> {
  // As the vault tells PCs of a file apart.
  const names = new Map(
    findings.map(({ snapshot: { machine } }) => [machine.name?.toLowerCase() ?? '', machine.name]),
  );
  if (yes || names.size < many) return;
  if (!canAsk()) {
    throw new VaultError('USAGE', `the file tells of ${names.size} PCs: are all of them meant?`, {
      hint: hint`Add --yes to import all of them, or name one: ${{ tell: 'machine', value: 'NAME' }}`,
    });
  }
  const first = [...names.values()].slice(0, named).map((name) => printable(name ?? 'unnamed'));
  say(`The file tells of ${names.size} PCs: ${first.join(', ')}, ...`);
  const question = `Make backups of all ${names.size} PCs?`;
  if (await askYesNo(question, signal, { initial: false })) return;
  throw new VaultError('INTERRUPTED', 'nothing was stored');
}
