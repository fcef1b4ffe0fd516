// The pages of kits, after places were written: what is stored in a place, or removed from it, shows in the page
// that lies beside the backups, too. Whatever goes wrong with a page is told, and is no failure of what was done.
import { VaultError, systemCode } from '../errors.js';
import { warning } from '../record/warning.js';
import type { TargetStatus } from '../targets/target.js';
import { newestNames } from './memory/state.js';
import type { NamedTarget } from './places/target-address.js';
import { type VaultRun, warnBy } from './run.js';

/** What `work` makes of the targets; then the page of each kit among those that answered is brought up to date. */
export async function withKits<Result>(
  targets: readonly NamedTarget[],
  run: VaultRun,
  work: (targets: readonly NamedTarget[]) => Promise<Result>,
): Promise<Result> {
  if (run.effects.renewKit === undefined) return work(targets);
  const answered = new Map<string, TargetStatus>();
  const result = await work(targets.map((named) => noted(named, answered)));
  for (const named of targets) {
    const folder = answered.get(named.name)?.whereabouts?.realPath;
    if (folder !== undefined) await renew(named, folder, run);
  }
  return result;
}

/** The target, of which is noted what it says that it is. */
function noted(named: NamedTarget, answered: Map<string, TargetStatus>): NamedTarget {
  const { target, name } = named;
  const identify: typeof target.identify = async (signal) => {
    const status = await target.identify(signal);
    answered.set(name, status);
    return status;
  };
  return { ...named, target: { ...target, identify } };
}

async function renew(named: NamedTarget, folder: string, run: VaultRun): Promise<void> {
  const { effects, signal } = run;
  if (named.budget.broken !== null) return;
  try {
    // What the page takes is read again, whatever was read before.
    named.budget.renew();
    const opened = newestNames(await effects.state.load());
    const place = { folder, records: named.target, opened };
    await effects.renewKit?.(place, { signal, warn: warnBy(run) });
  } catch (error) {
    const isExpected = error instanceof VaultError || systemCode(error) !== undefined;
    if (!isExpected && !signal.aborted) throw error;
    const why = signal.aborted ? 'it was interrupted' : (error as Error).message;
    const message = `the page RESTORE.html there was not brought up to date: ${why}`;
    warnBy(run)(warning('kit-not-renewed', message, named.name));
  }
}
