// `vault kit`: all that gives the keys back on the day after, onto a stick; and whether such a kit is whole.
import type { Command } from 'commander';
import { VaultError, hint } from '../../errors.js';
import { exampleStick } from '../../household/example-place.js';
import {
  heldAgainst,
  portableAtHand,
  ownBuild,
  readTemplate,
  vaultBeside,
} from '../../household/kit-sources.js';
import { newestOpened } from '../../household/household-vault.js';
import { type Place, asTargetAddress, choosePlaces } from '../../household/places.js';
import { kitReport, kitStatus } from '../../report/kit-report.js';
import { nodeKitEffects } from '../../restore/kit-file.js';
import { type KitPart, kitPart } from '../../restore/kit-part.js';
import { type KitResult, checkKit, makeKit } from '../../restore/kit.js';
import { readmeText } from '../../targets/directory/readme.js';
import type { Target, TargetStatus } from '../../targets/target.js';
import type { Warning } from '../../record/warning.js';
import type { TargetAddress } from '../../vault/places/target-address.js';
import {
  type CommandContext,
  type CommonFlags,
  type Finish,
  addCommonOptions,
  repeated,
  startCommand,
} from '../command.js';
import { type FromFlags, addPlaceOptions } from '../options/place-options.js';
import { type UnlockFlags, addUnlockOptions, existingUnlock } from '../options/unlock-options.js';
import { openTerminalVault, placesChosen } from '../terminal-vault.js';
import { exampleText } from '../terminal/examples.js';
import { kitEnd, kitLine, withoutPortable } from '../terminal/kit-lines.js';
import { printData, printJson, say, sayCaution, sayWarning } from '../terminal/output.js';
import { stepWords } from '../terminal/step-words.js';

interface Flags extends CommonFlags, UnlockFlags, FromFlags {
  readonly portable: readonly string[];
  readonly verify?: true;
}

/** Adds the command to the program. */
export function addKitCommand(program: Command, finish: Finish): void {
  const command = program
    .command('kit')
    .summary('put all that gives the keys back onto a stick')
    .description(
      'Puts onto a stick all that the day after needs: the backups, the program with a Node of its own, a page for any browser and a text for people. Each is read back.',
    )
    .argument('<folder>', 'a folder on the stick, or a place of the config that is one')
    .option(
      '--portable <folder>',
      'the portable folder that goes along, or the folder that they are in; repeatable',
      repeated,
      [],
    )
    .option('--verify', 'only look whether each part is ours and whole')
    .addHelpText(
      'after',
      exampleText([
        [['kit', exampleStick], 'with the backups in the places of the config'],
        [['kit', exampleStick, '--verify'], 'before you rely on it'],
      ]),
    );
  addCommonOptions(addUnlockOptions(addPlaceOptions(command, 'from'))).action(
    async (folder: string, flags: Flags) => {
      finish(await runKit(folder, flags));
    },
  );
}

async function runKit(path: string, flags: Flags): Promise<number> {
  const context = await startCommand(flags);
  const kit = kitPlaceOf(path, context);
  const address = asTargetAddress(kit);
  const target = address.open();
  try {
    const verified = flags.verify === true;
    const work = { kit, address, target, flags, context };
    const status = await target.identify(context.signal);
    const { warnings, ...result } = await (verified ? verify : make)(work, status);
    const report = { verified, warnings, words: stepWords };
    if (context.json) printJson(kitReport(result, report));
    say(kitEnd(result, { verified }));
    return kitStatus(result, { verified });
  } finally {
    await target.close();
  }
}

/** The stick that is worked on. */
interface Work {
  readonly kit: Place;
  readonly address: TargetAddress;
  readonly target: Target;
  readonly flags: Flags;
  readonly context: CommandContext;
}

type Told = KitResult & { readonly warnings: readonly Warning[] };

/** @throws VaultError `USAGE` for what is no folder */
function kitPlaceOf(path: string, { config }: CommandContext): Place {
  const [kit] = choosePlaces([path], config, { do: 'kit', given: [exampleStick] });
  if (kit?.kind.kind === 'directory') return kit;
  throw new VaultError('USAGE', `a kit lies in a folder, and ${path} is none`, {
    hint: hint`Name a folder on a stick: ${{ do: 'kit', given: [exampleStick] }}`,
  });
}

function folderOf({ whereabouts }: TargetStatus, { kit }: Work): string {
  return whereabouts?.realPath ?? asTargetAddress(kit).folder ?? kit.name;
}

async function make(work: Work, status: TargetStatus): Promise<Told> {
  const { address, target, flags, context } = work;
  const { signal } = context;
  const others = await sourcesOf(work, status);
  const portable = await portableAtHand(flags.portable);
  const template = await readTemplate();
  const folder = folderOf(status, work);
  const warnings: Warning[] = [];
  const result = await makeKit(
    {
      ...{ folder, portable, template, placeReadme: readmeText },
      program: await ownBuild(signal),
      storeBackups: async () => {
        const unlock = await existingUnlock(flags, signal)();
        const vault = openTerminalVault([address, ...others], context, {}, { leavesKits: true });
        const synced = await vault.sync({ unlock, into: address.name });
        warnings.push(...synced.warnings);
        const [outcome] = synced.outcomes;
        if (outcome?.error != null) throw outcome.error;
        const isNew = (outcome?.stored ?? 0) + (outcome?.healed ?? 0) > 0;
        const now = folderOf(await target.identify(signal), work);
        const part = backupsPart(isNew ? 'written' : 'there', now);
        const opened = await newestOpened();
        return { place: { folder: now, records: target, opened }, part };
      },
    },
    { effects: nodeKitEffects, signal, listen: told(context), warn: warnInto(warnings) },
  );
  if (portable.length === 0) sayCaution(withoutPortable());
  return { ...result, warnings };
}

/** Where the backups come from; none where they lie on the stick already and nothing else is known. */
async function sourcesOf(
  { address, flags, context }: Work,
  { placeId }: TargetStatus,
): Promise<readonly TargetAddress[]> {
  const { entries, fault } = context.config;
  const isKnown = flags.from.length > 0 || entries.length > 0 || fault !== null;
  if (!isKnown && placeId !== null && vaultBeside() === null) return [];
  const places = await placesChosen('from', flags, context);
  const isOther = ({ name, folder }: TargetAddress): boolean =>
    name !== address.name && (folder === null || folder !== address.folder);
  // A place that is only read is never set up.
  return places.map((place) => ({ ...asTargetAddress(place), initialise: null })).filter(isOther);
}

async function verify(work: Work, status: TargetStatus): Promise<Told> {
  const { address, target, flags, context } = work;
  const { signal } = context;
  const folder = folderOf(status, work);
  const warnings: Warning[] = [];
  const result = await checkKit(
    {
      place: { folder, records: target, opened: await newestOpened() },
      ...(await heldAgainst(folder, flags.portable, signal)),
      checkBackups: async () => {
        const checked = await openTerminalVault([address], context).check({ unlock: null });
        warnings.push(...checked.warnings);
        const notes = checked.places.flatMap(({ problems, unread }) =>
          [...problems, ...unread].map(({ count, reason }) => `${count}: ${reason}`),
        );
        return backupsPart(notes.length > 0 ? 'damaged' : 'whole', folder, notes);
      },
    },
    { effects: nodeKitEffects, signal, listen: told(context, printData), warn: warnInto(warnings) },
  );
  return { ...result, warnings };
}

function backupsPart(
  state: KitPart['state'],
  name: string,
  notes: readonly string[] = [],
): KitPart {
  return kitPart({ kind: 'backups', name, state }, { notes });
}

/** Told at once, and kept for the report. */
function warnInto(warnings: Warning[]): (warning: Warning) => void {
  return (warning) => {
    warnings.push(warning);
    sayWarning(warning);
  };
}

/** What a look finds is what was asked for. */
function told(
  { json }: CommandContext,
  print: (line: string) => void = say,
): (part: KitPart) => void {
  return (part) => {
    if (!json) for (const line of kitLine(part)) print(line);
  };
}
