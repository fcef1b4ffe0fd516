// `vault import`: the keys that another program exported, or that stand in a text, put to the backups of
// their PCs.
import type { Command } from 'commander';
import type { Collection } from '../../collect/collector.js';
import { knownLicence } from '../../windows/known-pc.js';
import { VaultError } from '../../errors.js';
import type { Snapshot } from '../../record/schema.js';
import { type Addition, type AddressedPc, planAdditions } from '../../vault/planning/add.js';
import type { PlannedRecord, SnapshotPlanOptions } from '../../vault/planning/push-plan.js';
import type { UnlockedVault } from '../../vault/opening/unlock.js';
import { addressedPc, storeAdditions } from './additions.js';
import {
  type CommonFlags,
  type Finish,
  addCommonOptions,
  repeated,
  startCommand,
} from '../command.js';
import { shownSnapshot, shownWarning } from '../../report/json-output.js';
import { outcomeJson, outcomeStatus } from '../terminal/outcome-report.js';
import { printJson, printable, say, sayWarning } from '../terminal/output.js';
import {
  type PassphraseFlags,
  addPassphraseOptions,
  passphraseSource,
} from '../options/passphrase-options.js';
import { asNamedTarget, choosePlaces } from '../../household/places.js';
import { licenceLines } from '../terminal/snapshot-report.js';

interface Flags extends CommonFlags, PassphraseFlags {
  readonly to: readonly string[];
  readonly machine?: string;
  readonly fromText?: true;
}

/** Adds the command to the program. */
export function addImportCommand(program: Command, finish: Finish): void {
  const command = program
    .command('import')
    .summary('add the keys that another program saved')
    .description(
      'Reads a list of keys that ProduKey saved (csv, tab, xml, json, html or text), or finds the keys in any text or web page, and stores them with the backups of the PC that they belong to.',
    )
    .argument('<file>', 'what the other program saved')
    .option('--from-text', 'find the keys in any text, e-mail or web page')
    .option('--machine <name>', 'the PC that they belong to; a new name makes a new PC')
    .option('--to <place>', 'a place of the config or a place; repeatable', repeated, [])
    .addHelpText(
      'after',
      `
Examples:
  vault import keys.csv                                    saved by ProduKey
  vault import report.html --from-text --machine "Office"  Belarc Advisor's report
  vault import order.eml --from-text                       an e-mail`,
    );
  addCommonOptions(addPassphraseOptions(command)).action(async (file: string, flags: Flags) => {
    finish(await runImport(file, flags));
  });
}

async function runImport(file: string, flags: Flags): Promise<number> {
  const { config, json, signal } = await startCommand(flags);
  const targets = choosePlaces(flags.to, config, '--to').map(asNamedTarget);
  const passphrase = await passphraseSource(flags, signal);
  const { importFile } = await import('../../collect/import-file.js');
  const isText = flags.fromText === true;
  const collection = await importFile(file, { isText, now: new Date(), signal });
  const snapshots = snapshotsFor(collection, flags.machine ?? null);
  sayFound(snapshots, collection);
  const run = { targets, passphrase, signal };
  const { records, outcomes } = await storeAdditions(run, (vault, options) =>
    planImport(snapshots, { vault, options, machine: flags.machine ?? null }),
  );
  const status = outcomeStatus(outcomes);
  say(`${printable(file)} holds the keys in plain text: keep it safe, or delete it.`);
  if (json) {
    const shown = snapshots.map((snapshot) => shownSnapshot(snapshot, { reveal: false }));
    const warnings = collection.warnings.map(shownWarning);
    printJson({ snapshots: shown, records, targets: outcomes.map(outcomeJson), warnings });
  }
  return status;
}

/** All PCs of the file, or of several the one that was named. */
function snapshotsFor({ findings }: Collection, machine: string | null): Snapshot[] {
  const snapshots = findings.map(({ snapshot }) => snapshot);
  if (machine === null || snapshots.length < 2) return snapshots;
  const named = snapshots.filter(
    (snapshot) => snapshot.machine.name?.toLowerCase() === machine.toLowerCase(),
  );
  if (named.length > 0) return named;
  const names = snapshots.map((snapshot) => snapshot.machine.name ?? 'one without a name');
  throw new VaultError('USAGE', `the file tells of ${names.length} PCs, none of that name`, {
    hint: `Leave --machine away to import all of them, or name one: ${names.slice(0, 10).join(', ')}`,
  });
}

function sayFound(snapshots: readonly Snapshot[], { warnings }: Collection): void {
  for (const { machine, licences } of snapshots) {
    say(machine.name === null ? 'Found:' : `Found of ${printable(machine.name)}:`);
    for (const line of licenceLines(licences, { indent: '  ', reveal: false })) say(line);
  }
  for (const warning of warnings) sayWarning(warning);
  say();
}

interface Gathered {
  readonly pc: AddressedPc;
  readonly additions: Addition[];
}

/** A record for each PC; what the file says of one PC twice goes into one record. */
async function planImport(
  snapshots: readonly Snapshot[],
  run: {
    readonly vault: UnlockedVault;
    readonly options: SnapshotPlanOptions;
    readonly machine: string | null;
  },
): Promise<PlannedRecord[]> {
  const { vault, options, machine } = run;
  const byTag = new Map<string, Gathered>();
  for (const snapshot of snapshots) {
    const pc = await addressedPc(vault, machine ?? snapshot.machine.name, snapshot);
    const tag = pc.kind === 'known' ? pc.content.machine.tag : pc.tag;
    const gathered = byTag.get(tag) ?? { pc, additions: [] };
    byTag.set(tag, gathered);
    const known = pc.kind === 'known' ? pc.content : null;
    gathered.additions.push(...snapshot.licences.map((licence) => knownLicence(licence, known)));
    sayWhere(pc);
  }
  const records: PlannedRecord[] = [];
  for (const { pc, additions } of byTag.values()) {
    // Which of the others share a key with a new PC is told by what the file says of them.
    const alongside = snapshots.filter((one) => one.machine.name !== nameOf(pc));
    records.push(await planAdditions(pc, additions, { ...options, alongside }));
  }
  return records;
}

function sayWhere(pc: AddressedPc): void {
  say(`Kept with the backups of ${printable(nameOf(pc))}.`);
}

function nameOf(pc: AddressedPc): string {
  return pc.kind === 'known' ? (pc.content.machine.name ?? pc.content.machine.tag) : pc.name;
}
