// `vault target add|list|remove|test`: the places that the config keeps.
import type { Command } from 'commander';
import { VaultError, exitStatus, hint } from '../../errors.js';
import { type CommonFlags, type Finish, addCommonOptions, startCommand } from '../command.js';
import { type Config, isTargetName, saveConfig, withEntry } from '../../household/config.js';
import { failureOf } from '../../report/failure.js';
import type { TargetsOutput } from '../../report/json-output.js';
import { columns } from '../terminal/layout.js';
import { dataWidth, printData, printJson, printable, say, sayError } from '../terminal/output.js';
import { stepWords } from '../terminal/step-words.js';
import { hideTyped } from '../terminal/typed-text.js';
import { commandLine } from '../terminal/invocation.js';
import { exampleStick } from '../../household/example-place.js';
import { type MemberFlags, keptEntry, withMembers } from '../terminal/new-place.js';
import { type BucketFlags, addBucketOptions, withBucketFlags } from '../options/s3-options.js';
import { openTerminalVault } from '../terminal-vault.js';
import { trialStatus } from '../../report/opened-report.js';
import {
  type Place,
  asTargetAddress,
  choosePlaces,
  configuredPlace,
  configuredPlaces,
  typedPlace,
} from '../../household/places.js';

type AddFlags = CommonFlags & MemberFlags;

interface TestFlags extends CommonFlags, BucketFlags {
  readonly readOnly?: true;
}

/** Adds the command and its four parts to the program. */
export function addTargetCommand(program: Command, finish: Finish): void {
  const target = program
    .command('target')
    .summary('add, list, remove or test your places')
    .description('Manages the places of the config, which push and pull use when none is named.');
  const add = target
    .command('add')
    .summary('keep a place in the config, under a name')
    .description(
      'Sets up a folder that is new or empty (or takes up one that was set up before) and keeps it in the config.',
    )
    .argument('<name>', 'what you call the place: letters, digits, - and _')
    .argument('<place>', 'a folder, credential-store or s3://bucket/prefix');
  addCommonOptions(addBucketOptions(add)).action(
    async (name: string, place: string, flags: AddFlags) => {
      finish(await addTarget(name, place, flags));
    },
  );
  const list = target
    .command('list')
    .summary('list the places of the config')
    .description('Lists the places of the config.');
  addCommonOptions(list).action(async (flags: CommonFlags) => {
    finish(await listTargets(flags));
  });
  const remove = target
    .command('remove')
    .summary('forget a place; its backups stay')
    .description('Forgets a place of the config. The backups in it stay where they are.')
    .argument('<name>', 'as the list of places shows it');
  addCommonOptions(remove).action(async (name: string, flags: CommonFlags) => {
    finish(await removeTarget(name, flags));
  });
  const test = target
    .command('test')
    .summary('try places; nothing is stored')
    .description(
      'Tries whether places are there, give backups back and can be written to. Nothing is stored.',
    )
    .argument('[place...]', 'names or places; none: all of the config')
    .option('--read-only', 'only look: do not try whether they can be written to');
  addCommonOptions(addBucketOptions(test)).action(async (places: string[], flags: TestFlags) => {
    finish(await testTargets(places, flags));
  });
}

async function addTarget(name: string, text: string, flags: AddFlags): Promise<number> {
  const { config, configPath, json, signal } = await startCommand(flags);
  if (config.fault !== null) throw config.fault;
  checkNewName(name, config);
  const known = withMembers(typedPlace(text, config), flags);
  const entry = await keptEntry(name, known, signal);
  await saveConfig(configPath, withEntry(config, entry));
  const place = configuredPlace(entry);
  if (json) printJson({ targets: [shown(place, null)] });
  else say(`Added ${name}: ${printable(place.kind.describe(place.options))}`);
  say(`It is kept in ${configPath}. The next step: ${commandLine('push')}`);
  return exitStatus.ok;
}

async function listTargets(flags: CommonFlags): Promise<number> {
  const { config, configPath, json } = await startCommand(flags);
  if (config.fault !== null) throw config.fault;
  const places = configuredPlaces(config);
  if (json) printJson({ targets: places.map((place) => shown(place, place.fault)) });
  else for (const line of columns(places.map(row), '', dataWidth())) printData(line);
  if (!json) for (const { fault } of places) if (fault !== null) sayError(fault);
  if (places.length === 0) {
    const example = commandLine('target', 'add', 'stick', 'E:\\product-key-vault');
    say(`There is no place in ${configPath}. Add one: ${example}`);
  }
  return trialStatus(places.map(({ fault }) => fault));
}

async function removeTarget(name: string, flags: CommonFlags): Promise<number> {
  const { config, configPath, json } = await startCommand(flags);
  if (config.fault !== null) throw config.fault;
  const entries = config.entries.filter((entry) => entry.name !== name);
  if (entries.length === config.entries.length) throw unknownTarget(name, config);
  const left = { ...config, entries };
  await saveConfig(configPath, left);
  if (json) printJson({ targets: configuredPlaces(left).map((one) => shown(one, one.fault)) });
  say(`Removed ${name} from the config. The backups in it stay where they are.`);
  return exitStatus.ok;
}

async function testTargets(names: readonly string[], flags: TestFlags): Promise<number> {
  const context = await startCommand(flags);
  const { config, json } = context;
  const byNaming = { do: 'target-test', given: [exampleStick] } as const;
  const places = withBucketFlags(choosePlaces(names, config, byNaming), flags);
  const vault = openTerminalVault(places.map(asTargetAddress), context);
  const errors = await vault.test({ readOnly: flags.readOnly === true });
  const results = places.map((place, i) => ({ place, error: errors[i] ?? null }));
  if (json) printJson({ targets: results.map(({ place, error }) => shown(place, error)) });
  else results.forEach(sayResult);
  return trialStatus(errors);
}

interface Trial {
  readonly place: Place;
  readonly error: VaultError | null;
}

function sayResult({ place, error }: Trial): void {
  if (error === null) {
    printData(`ok      ${row(place).join('  ')}`);
    return;
  }
  printData(`failed  ${row(place).join('  ')}`);
  sayError(error);
}

function row({ name, kind, options }: Place): string[] {
  return [hideTyped(name), kind.kind, hideTyped(printable(kind.describe(options)))];
}

function shown(place: Place, error: VaultError | null): TargetsOutput['targets'][number] {
  const { name, kind, options } = place;
  const place_ = kind.describe(options);
  const failure = error === null ? null : failureOf(error, stepWords);
  return { target: name, kind: kind.kind, place: place_, error: failure };
}

function checkNewName(name: string, config: Config): void {
  if (!isTargetName(name)) {
    throw new VaultError('USAGE', `this cannot be the name of a place: ${name}`, {
      hint: 'A name has letters, digits, - and _, and begins with a letter or digit.',
    });
  }
  if (config.entries.some((entry) => entry.name === name)) {
    throw new VaultError('USAGE', `the config already has a place named ${name}`, {
      hint: hint`Choose another name, or first: ${{ do: 'target-remove', given: [name] }}`,
    });
  }
}

function unknownTarget(name: string, config: Config): VaultError {
  const names = config.entries.map((entry) => entry.name).join(', ');
  return new VaultError('USAGE', `there is no place named ${name} in the config`, {
    hint: names === '' ? 'The config has none.' : `It has: ${names}.`,
  });
}
