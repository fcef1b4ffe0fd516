// After a push or a pull that met damaged copies of which there is a good one: whether the places are synced
// now. Without a terminal the warning names the line to type.
import type { Warning } from '../../record/warning.js';
import type { SyncResult } from '../../vault/sync.js';
import { askYesNo, canAsk } from './prompts.js';

/** Whether the warning is of a damaged copy that a good one can take the place of. */
function isOfHealable({ code, hint }: Warning): boolean {
  return code === 'backup-unusable' && hint !== undefined;
}

/** Asks, and syncs where the person says yes. Nothing is asked without a terminal. */
export async function offerHealing(
  warnings: readonly Warning[],
  heal: () => Promise<SyncResult>,
  signal: AbortSignal,
): Promise<void> {
  if (!canAsk() || !warnings.some(isOfHealable)) return;
  const question =
    'Sync these places now? Good copies take the place of damaged ones, and each gets what it lacks.';
  if (await askYesNo(question, signal)) await heal();
}
