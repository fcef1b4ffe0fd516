// From what the user calls a place (a name in the config, a folder, credential-store, s3://...) to a
// target that a command can use.
import { readdirSync } from 'node:fs';
import { type NextStep, VaultError, hint } from '../errors.js';
import {
  type KnownPlace,
  findKind,
  initialisePlace,
  openTarget,
  parsePlace,
  targetKinds,
} from '../targets/kinds.js';
import { isScan } from '../restore/scan/scanned-place.js';
import type { TargetAddress } from '../vault/places/target-address.js';
import type { PlaceFact } from '../targets/target-kind.js';
import { exampleStick } from './example-place.js';
import { type Config, type ConfigEntry, type KeptEntry, isTargetName } from './config.js';
import { typedPath } from './paths.js';
import { unusableKind } from './unusable-place.js';

/** A place together with its kind, before it is opened. */
export interface Place extends KnownPlace {
  /** The name in the config, or the place as it was typed. */
  readonly name: string;
  /** Given on the command line, not in the config: a push may set it up. */
  readonly adHoc: boolean;
  /** Why its entry in the config is of no use; null where it is. */
  readonly fault: VaultError | null;
  /** What was typed for it at the terminal, where something was. */
  readonly typedSecret?: TypedSecret;
}

/** The secret that was typed for a place so far: a slip elsewhere does not cost it. */
export interface TypedSecret {
  /** One for each question; empty where none was typed. */
  answers: readonly string[];
  /** Whether the place refused it: then it is asked for anew. */
  isRefused: boolean;
}

/**
 * The places that a command works on: those named, or all of the config. One whose entry is of no use is
 * among them, and fails for itself.
 * @param byNaming how a place is named, for the hint where there is none.
 * @throws VaultError `USAGE` when there is none, or a name is not known; `BAD_CONFIG` where the config is
 *   needed and cannot be used, or has none that can.
 */
export function choosePlaces(
  named: readonly string[],
  config: Config,
  byNaming: NextStep,
): Place[] {
  const places = namedPlaces(named, config);
  if (places.length === 0)
    throw new VaultError('USAGE', 'no place is given and none is in the config', {
      hint: hint`Name one: ${byNaming} (a folder on a stick). Or keep it in the config: ${keepStick}`,
    });
  const [first] = places;
  if (first?.fault != null && places.every(({ fault }) => fault !== null)) throw first.fault;
  return places;
}

function namedPlaces(named: readonly string[], config: Config): Place[] {
  if (named.length > 0) return withoutTwins(named.map((text) => findPlace(text, config)));
  if (config.fault !== null) throw config.fault;
  return configuredPlaces(config);
}

/** Every place of the config, in its order. */
export function configuredPlaces({ entries }: Config): Place[] {
  return entries.map(placeOf);
}

/** The place of an entry, whatever is wrong with it. */
function placeOf({ name, entry }: KeptEntry): Place {
  if (entry instanceof VaultError) return unusablePlace(name, 'unknown', entry);
  try {
    return configuredPlace(entry);
  } catch (error) {
    if (error instanceof VaultError) return unusablePlace(name, entry.kind, error);
    throw error;
  }
}

function unusablePlace(name: string, kind: string, fault: VaultError): Place {
  // The options tell it apart from others of its kind.
  const options = { entry: name };
  return { name, kind: unusableKind(kind, fault), options, adHoc: false, fault };
}

const keepStick: NextStep = { do: 'target-add', given: ['stick', exampleStick] };

/** One place that was written in two ways is one copy, and must not count as two. */
function withoutTwins(places: readonly Place[]): Place[] {
  const identity = ({ kind, options }: Place): string => JSON.stringify([kind.kind, options]);
  const identities = places.map(identity);
  return places.filter((place, i) => identities.indexOf(identity(place)) === i);
}

/** The place as a target of a run. */
export function asTargetAddress(place: Place): TargetAddress {
  const { name, options, adHoc } = place;
  const initialise = async (signal: AbortSignal): Promise<void> => {
    await initialisePlace(place, signal);
  };
  return {
    name,
    open: () => openTarget(place),
    markAgain: initialise,
    initialise: adHoc || place.kind.isOnlyOne ? initialise : null,
    folder: 'path' in options && typeof options.path === 'string' ? options.path : null,
  };
}

/**
 * The words that name the place where there is no config, as after a reinstall; a folder that was typed,
 * as it was typed.
 */
export async function wordsWithoutConfig({
  name,
  kind,
  options,
  adHoc,
}: Place): Promise<readonly string[]> {
  const isWhole = adHoc && kind.members.length === 0;
  return isWhole ? [name] : kind.words(options);
}

/** The place for paper: what leads there from another PC. */
export async function factsForPaper(place: Place): Promise<readonly PlaceFact[]> {
  return place.fault === null ? place.kind.facts(place.options) : [];
}

/** The same for getting keys back alone: what was typed is taken in whatever form backups lie there. */
export function asSourceAddress(place: Place): TargetAddress {
  const { kind, options, adHoc } = place;
  const asRead = adHoc ? (kind.forReading?.(options) ?? options) : options;
  return asTargetAddress({ ...place, options: asRead });
}

/** A place out of the config. @throws VaultError `BAD_CONFIG` */
export function configuredPlace(entry: ConfigEntry): Place {
  const { name, kind: kindName, ...members } = entry;
  const kind = findKind(kindName);
  if (kind === null) {
    const kinds = targetKinds.map((one) => one.kind).join(', ');
    throw new VaultError('BAD_CONFIG', `the config gives ${name} an unknown kind`, {
      hint: `The kinds are: ${kinds}.`,
    });
  }
  return { name, kind, options: kind.parseOptions(members), adHoc: false, fault: null };
}

function findPlace(text: string, config: Config): Place {
  const entry = config.entries.find(({ name }) => name === text);
  if (entry !== undefined) return placeOf(entry);
  return { name: text, adHoc: true, fault: null, ...typedPlace(text, config) };
}

/**
 * The place that a person typed: a folder as {@link typedPath} understands it, or any other kind.
 * @throws VaultError `USAGE` for a bare word: mistyped, it must not become a folder of that name here;
 *   `BAD_CONFIG` where it may be a name of a config that cannot be read.
 */
export function typedPlace(text: string, config: Config): KnownPlace {
  const path = typedPath(text);
  const isKind = targetKinds.some((kind) => kind.kind === path);
  // It may be a name of the config, and must not become the folder of that name here instead.
  if (!isKind && config.fault !== null && isTargetName(path)) throw maybeNamed(path, config.fault);
  if (!isKind && !/[/\\]|^\.{1,2}$|^~$|^[A-Za-z]:/.test(path) && !isInWorkingFolder(path))
    throw unknownName(path, config);
  return parsePlace(path);
}

/** The fault of a config where a bare word may be a name of it. */
function maybeNamed(text: string, { code, message, hint: said }: VaultError): VaultError {
  return new VaultError(code, message, {
    hint: [
      ...(said === undefined ? [] : [said].flat()),
      ` If a folder here is meant, write ./${text}`,
    ],
  });
}

/**
 * Whether something of this name is here, by the names alone: what stands under one may be a mount, or a
 * link to one, that does not answer.
 */
function isInWorkingFolder(name: string): boolean {
  const plain = (text: string): string =>
    process.platform === 'linux' ? text : text.toLowerCase();
  return readdirSync('.').some((there) => plain(there) === plain(name));
}

function unknownName(text: string, config: Config): VaultError {
  if (isScan(text))
    return new VaultError('USAGE', 'there is no such file in this folder', {
      hint: 'Name the picture or the text with the folder that it lies in.',
    });
  const names = config.entries.map(({ name }) => name).join(', ');
  return new VaultError('USAGE', `there is no place named ${text} in the config`, {
    hint: `${names === '' ? 'The config has none.' : `It has: ${names}.`} For a new folder here, write ./${text}`,
  });
}
