// Which PC, and which of its keys, is meant where one is wanted: named, the only one, or chosen at the terminal.
import { VaultError, hint } from '../../errors.js';
import type { Licence, RecordContent } from '../../record/schema.js';
import { shownKey } from '../../report/licence-words.js';
import { typedNames } from '../../vault/planning/pc-names.js';
import type { PulledRecord } from '../../vault/pulled-record.js';
import { pcLine } from '../terminal/licence-lines.js';
import { printable } from '../terminal/output.js';
import { askChoice, canAsk } from '../terminal/prompts.js';
import { chosenEntry, chosenPc } from './entry-options.js';

/** A licence with its whole key. */
export interface WholeKey {
  readonly licence: Licence;
  readonly productKey: string;
}

/** The PC that is meant: its newest backup. @throws VaultError `USAGE` where several are and nobody can be asked */
export async function onePc(
  opened: readonly PulledRecord[],
  signal: AbortSignal,
): Promise<RecordContent> {
  const pcs = new Map(opened.toReversed().map(({ tag, content }) => [tag, content]));
  const [first] = pcs.values();
  if (first === undefined) throw new VaultError('NO_RECORD', 'there is no backup');
  const chosen = pcs.size === 1 ? first : await chosenPc([...pcs.values()].reverse(), signal);
  if (chosen !== null) return chosen;
  const names = typedNames([...pcs.values()].map(({ machine }) => machine));
  throw new VaultError('USAGE', 'which PC is meant?', {
    hint: hint`Name one of ${names.join(', ')}: ${{ tell: 'machine', value: 'NAME' }}`,
  });
}

/**
 * The key that is meant.
 * @param entry as it was typed; null where none was
 * @throws VaultError `USAGE`, and `NO_RECORD` where no whole key is there
 */
export async function oneKey(
  opened: readonly PulledRecord[],
  entry: string | null,
  signal: AbortSignal,
): Promise<WholeKey> {
  if (entry !== null) {
    const pc = await onePc(opened, signal);
    const licence = pc.licences[(await chosenEntry(pc, { entry }, signal)) - 1];
    return whole(licence);
  }
  const keys = opened.flatMap(({ content }) =>
    content.licences
      .filter(({ productKey }) => productKey !== null)
      .map((licence) => ({ licence, content })),
  );
  if (keys.length <= 1) return whole(keys[0]?.licence);
  if (!canAsk())
    throw new VaultError('USAGE', 'which key is meant?', {
      hint: hint`Give --entry NUMBER, and --machine where there are several PCs. This shows both: ${{ do: 'list' }}`,
    });
  const isOfOne = new Set(opened.map(({ tag }) => tag)).size === 1;
  const choices = keys.map(({ licence, content }, i) => ({
    value: String(i),
    label: printable(`${licence.product}  ${shownKey(licence, { reveal: false })}`),
    hint: isOfOne ? '' : pcLine(content),
  }));
  const chosen = await askChoice('Which key?', choices, signal, { isNumbered: true });
  return whole(keys[Number(chosen)]?.licence);
}

function whole(licence: Licence | undefined): WholeKey {
  const productKey = licence?.productKey ?? null;
  if (licence !== undefined && productKey !== null) return { licence, productKey };
  const what = licence === undefined ? 'there is no whole key' : 'the key is not whole';
  throw new VaultError('NO_RECORD', `${what} in these backups`, {
    hint: hint`What is known of each: ${{ do: 'pull' }}`,
  });
}
