// Bringing places over to the vault's card: every record that opens under another one (sealed before the
// passphrase was changed, or by a PC that had begun a vault of its own) is sealed again, place by place. What
// does not open stays as it is. Run again after an interruption it goes on where it was.
import { fromHex, toHex } from '../bytes.js';
import { VaultError } from '../errors.js';
import { sealRecord } from '../crypto/seal.js';
import type { RecordName } from '../record/name.js';
import { warning } from '../record/warning.js';
import { broughtOver, withNames } from './memory/merged.js';
import type { OpenedRecord } from './opening/opener.js';
import { saltName } from './opening/passphrase-keys.js';
import { type Swept, copiesIn, unreadIn } from './opening/sweep.js';
import type { UnlockedVault } from './opening/unlock.js';
import { recordsOfPc } from './pc-records.js';
import { mapParallel } from './places/parallel.js';
import { type ReachedTarget, expectedError, lookAgain } from './places/reach.js';
import { type Replacement, replaceOn } from './places/replace.js';
import { toldWhenSlow } from './places/slow.js';
import { type OpenedUnder, planReseal } from './planning/reseal-plan.js';
import { type VaultRun, warnBy } from './run.js';
import type { VaultSession } from './session.js';
import { type Looked, lookAtAll, refusalOfSwept } from './sweeping.js';
import type { ResealOutcome } from './upkeep-outcome.js';

/** What became of the places that were looked at. */
export interface BroughtOver {
  /** One for each place, those that did not answer among them. */
  readonly outcomes: readonly ResealOutcome[];
  /** The names that records have now. */
  readonly renamed: ReadonlyMap<RecordName, RecordName>;
  /** The ids of the places in which nothing is left that opened under another card. */
  readonly done: readonly string[];
}

/** How many records are on their way to one place at once, where it has room. */
const atOnce = 4;

/** Whether some place has, or may have, records under another card. */
function isBehind({ vault, reach }: VaultSession): boolean {
  const { remembered, card, isMixed } = vault;
  const isOther = remembered !== null && remembered.card.salt !== toHex(card.salt);
  const behind = remembered?.behind ?? [];
  const ids = reach.reached.flatMap(({ status }) => status.placeId ?? []);
  return isMixed || isOther || ids.some((id) => behind.includes(id));
}

/** The records of these places that opened under another card than the vault's. */
export function underOthers(swept: readonly Swept[], { card }: UnlockedVault): Set<RecordName> {
  const own = saltName(card);
  const opened = swept.flatMap(({ search }) => search.opened());
  const others = opened.filter(({ parsed }) => saltName(parsed.card) !== own);
  return new Set(others.map(({ holding }) => holding.name));
}

/** After something was stored: brings over the places of the session that are behind, and tells of each. */
export async function bringOverBehind(session: VaultSession, run: VaultRun): Promise<void> {
  if (run.isDryRun === true || !isBehind(session)) return;
  const reach = await lookAgain(session.reach, run.signal);
  const now = { ...session, reach, late: [] };
  const looked = await lookAtAll(now, run).all();
  const brought = await bringOver(looked, now, run);
  for (const outcome of brought.outcomes) {
    if (outcome.resealed > 0 || outcome.error !== null) run.listen({ kind: 'resealed', outcome });
    if (outcome.error === null) continue;
    const message = `not all backups there could be sealed with the passphrase of now: ${outcome.error.message}. The next push tries again`;
    warnBy(run)(warning('not-brought-over', message, outcome.target));
  }
  await noteBroughtOver(brought, session.vault, run);
}

/** Seals again what opened under other cards, in all places at once. */
export async function bringOver(
  { swept, unreached }: Looked,
  { vault, targets }: Pick<VaultSession, 'vault' | 'targets'>,
  run: VaultRun,
): Promise<BroughtOver> {
  const others = underOthers(swept, vault);
  const places = swept.map((one) => placeOf(one, { vault, others }));
  const renamed = new Map<RecordName, RecordName>();
  const tags = new Set(
    swept.flatMap(({ search }) =>
      search.opened().flatMap(({ holding }) => (others.has(holding.name) ? holding.tag : [])),
    ),
  );
  for (const { target } of swept) target.named.budget.renew();
  for (const tag of tags) {
    // A PC at a time, so that no more is in memory than one PC's.
    const records = await recordsOfPc(tag, swept, { vault, run });
    const replacements = await sealedAgain(records, vault, run);
    await mapParallel(places, places.length, async (place) => {
      for (const { name, from } of await replaceIn(place, replacements, { vault, run }))
        for (const one of from) renamed.set(one, name);
    });
  }
  const told = [
    ...unreached.map(({ named, error }) => ({ named, outcome: failed(named.name, error) })),
    ...places.map((place) => ({ named: place.target.named, outcome: outcomeOf(place) })),
  ];
  return {
    outcomes: targets.flatMap((named) => told.find((one) => one.named === named)?.outcome ?? []),
    renamed,
    done: places.flatMap(({ target, error }) =>
      error === null ? (target.status.placeId ?? []) : [],
    ),
  };
}

/** How far one place has come. */
interface PlaceToBring {
  readonly target: ReachedTarget;
  /** The names of what is replaced there: those whose bytes were sound, or are no record's. */
  readonly others: ReadonlySet<RecordName>;
  resealed: number;
  error: VaultError | null;
  /** A place that failed is not tried again in this run. */
  isBroken: boolean;
}

function placeOf(
  swept: Swept,
  { vault, others }: { readonly vault: UnlockedVault; readonly others: ReadonlySet<RecordName> },
): PlaceToBring {
  const copies = copiesIn(swept);
  const here = [...others].filter((name) => ['sound', 'damaged'].includes(copies.get(name) ?? ''));
  const refusal = refusalOfSwept(swept, vault);
  // What cannot be read today is another day's: the rest is brought over.
  const error = refusal ?? unreadIn(swept);
  const isBroken = refusal !== null;
  return { target: swept.target, others: new Set(here), resealed: 0, error, isBroken };
}

interface SealedAgain extends OpenedUnder {
  readonly opened: OpenedRecord;
}

async function sealedAgain(
  records: readonly OpenedRecord[],
  { card, passphraseKey }: UnlockedVault,
  { effects: { minimumCost } }: VaultRun,
): Promise<Replacement[]> {
  const own = saltName(card);
  const known = records.map((opened): SealedAgain => {
    const { holding, parsed, content } = opened;
    const isCurrent = saltName(parsed.card) === own;
    return { name: holding.name, recordId: parsed.header.recordId, content, isCurrent, opened };
  });
  return Promise.all(
    planReseal(known).map(async ({ from, source: { content, recordId }, done }) => {
      if (done !== null)
        return { name: done.name, record: done.opened.parsed.record, content, from };
      const id = fromHex(recordId) ?? undefined;
      const options = { card, passphraseKey, minimumCost, recordId: id };
      const { name, record } = await sealRecord(content, options);
      return { name, record, content, from };
    }),
  );
}

/** Replaces in one place, until it fails; gives back what was replaced. */
async function replaceIn(
  place: PlaceToBring,
  replacements: readonly Replacement[],
  { vault: { passphraseKey }, run }: { readonly vault: UnlockedVault; readonly run: VaultRun },
): Promise<Replacement[]> {
  const { target, others } = place;
  const { named, status } = target;
  const here = replacements.flatMap((one) => {
    const from = one.from.filter((name) => others.has(name));
    return from.length === 0 ? [] : [{ ...one, from }];
  });
  const replaced: Replacement[] = [];
  // Where there is little room, no more lies there twice at a time than one record.
  const limit = status.traits.space === 'scarce' ? 1 : atOnce;
  const replacing = mapParallel(here, limit, async (one) => {
    if (place.isBroken) return;
    try {
      await replaceOn(target, one, { passphraseKey, signal: run.signal });
      place.resealed += 1;
      replaced.push(one);
    } catch (error) {
      place.isBroken = true;
      place.error = expectedError(error, run.signal);
    }
  });
  await toldWhenSlow(named, run, replacing);
  return replaced;
}

function outcomeOf({ target, resealed, error }: PlaceToBring): ResealOutcome {
  const state = error !== null ? 'failed' : resealed > 0 ? 'resealed' : 'unchanged';
  return { target: target.named.name, state, resealed, error };
}

function failed(target: string, error: VaultError): ResealOutcome {
  return { target, state: 'failed', resealed: 0, error };
}

/** Notes what records are called now, and which places are still behind. It fails nothing. */
export async function noteBroughtOver(
  { renamed, done }: Pick<BroughtOver, 'renamed' | 'done'>,
  { card }: Pick<UnlockedVault, 'card'>,
  run: VaultRun,
): Promise<void> {
  const { state: store } = run.effects;
  const state = withNames(await store.load(), renamed, done);
  const salt = toHex(card.salt);
  const vaults = state.vaults.map((vault) =>
    vault.card.salt === salt ? broughtOver(vault, done) : vault,
  );
  try {
    await store.save({ ...state, vaults });
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
    const message = `${error.message}; the next push looks again which places are behind`;
    warnBy(run)(warning('state-not-saved', message, 'state.json'));
  }
}
