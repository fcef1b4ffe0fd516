// What was seen in one value of the registry: a key, or that one was erased, decoded but not yet
// judged. Reads the values of all places; a value that cannot be read is a warning, never the end.
import { FormatError } from '../bytes.js';
import { productRef } from '../record/product-ref.js';
import type { OperatingSystem } from '../record/schema.js';
import type { Answer } from './surroundings.js';
import { type Warning, warning } from '../record/warning.js';
import { type HeldKey, heldNothing, heldSerial, readHeldKey } from '../keys/held-key.js';
import { cleanText, longestText, plainText } from '../text/structure-text.js';
import { maskedStart } from '../text/key-mask.js';
import type { Registry, RegistryKey, RegistryValue } from '../registry/registry.js';
import type { KeyForm } from '../keys/held-key.js';
import type { KeyPlace, PlaceRole } from './key-place.js';
import { installationName } from './operating-system.js';
import { numberOrText, textOf } from '../registry/registry-data.js';
import {
  findValues,
  keyFinder,
  type KeyFinder,
  type LocatedKey,
} from '../registry/registry-pattern.js';

/** What the registry key around a value says of the product that the value is of. */
interface DescribedProduct {
  readonly product: string;
  /** Of another program; of Windows the edition tells it. */
  readonly productRef: string | null;
  /** The edition of `product`. */
  readonly edition: string | null;
  /** The edition that the registry key around the value names, null where it names none. */
  readonly ownEdition: string | null;
  readonly productId: string | null;
}

/** One value with a key in it, or the traces of one. */
export interface Sighting {
  readonly role: PlaceRole;
  /**
   * What holds the value: a registry key (`HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion`), a file for
   * Setup, or an account. What one holds is of one key, where it tells of an erased one.
   */
  readonly holder: string;
  /** Where it lies, for people: the registry key and the value's name, or the file. */
  readonly location: string;
  readonly held: HeldKey;
  readonly described: DescribedProduct;
}

/** A Windows has a few dozen keys, or values in one, that a pattern names; a hostile one has millions. */
const most = 500;

interface SightingOptions {
  readonly places: readonly KeyPlace[];
  readonly os: OperatingSystem;
  /** Put before the registry path, where the registry is not that of the Windows itself. */
  readonly prefix?: string;
}

/** Everything seen in the places, in their order, and a warning for each value that is unreadable. */
export function sightingsIn(registry: Registry, options: SightingOptions): Seen {
  const sightings: Sighting[] = [];
  const warnings: Warning[] = [];
  const roots = {
    software: rootsOf(registry, 'software'),
    system: rootsOf(registry, 'system'),
    user: rootsOf(registry, 'user'),
  };
  for (const place of options.places) {
    for (const root of roots[place.hive]) {
      const seen = lookBelow(root, place, options);
      sightings.push(...seen.sightings);
      warnings.push(...seen.warnings);
    }
  }
  return { sightings, warnings };
}

interface Seen {
  readonly sightings: readonly Sighting[];
  readonly warnings: readonly Warning[];
}

/** What finds the keys of a hive, by the name that places have of it. */
interface NamedFinder {
  readonly name: string;
  readonly find: KeyFinder;
}

function rootsOf(registry: Registry, hive: KeyPlace['hive']): readonly NamedFinder[] {
  const named = (name: string, root: RegistryKey): NamedFinder => ({ name, find: keyFinder(root) });
  if (hive === 'user') return registry.users.map(({ name, root }) => named(name, root));
  const root = registry[hive];
  return root === null ? [] : [named(`HKLM\\${hive.toUpperCase()}`, root)];
}

function lookBelow({ name, find }: NamedFinder, place: KeyPlace, options: SightingOptions): Seen {
  const sightings: Sighting[] = [];
  const warnings: Warning[] = [];
  let keys = 0;
  for (const located of find(place.path)) {
    keys += 1;
    if (keys > most) {
      warnings.push(tooManyKeys(`${options.prefix ?? ''}${name}\\${shown(place.path)}`));
      break;
    }
    const seen = look(place, { ...located, hive: name }, options);
    sightings.push(...seen.sightings);
    warnings.push(...seen.warnings);
  }
  return { sightings, warnings };
}

function look(
  place: KeyPlace,
  { hive, path, key }: LocatedKey & { readonly hive: string },
  { os, prefix = '' }: SightingOptions,
): Seen {
  const holder = `${prefix}${hive}\\${cleanText(path) ?? ''}`;
  const shownKey = `${prefix}${hive}\\${shown(path)}`;
  const sightings: Sighting[] = [];
  const warnings: Warning[] = [];
  for (const { name, form } of place.values) {
    let values = 0;
    for (const value of findValues(key, name)) {
      values += 1;
      if (values > most) {
        warnings.push(tooManyValues(`${shownKey}\\${shown(name)}`));
        break;
      }
      const location = `${shownKey}\\${shown(value.name)}`;
      const sighting = { role: place.role, holder, location };
      const described = describedProduct(place, key, os);
      try {
        const all = form === 'account' ? accountsIn(value, place) : heldIn(value, form);
        sightings.push(...all.map((one) => ({ ...sighting, described, ...one })));
        if (all[0]?.held.integrity === 'failed') warnings.push(damagedValue(location));
      } catch (error) {
        if (!(error instanceof FormatError)) throw error;
        warnings.push(warning('value-unreadable', error.message, location));
      }
    }
  }
  return { sightings, warnings };
}

/** A name of the registry for people; a program may have made a key the name of one. */
function shown(name: string): string {
  return maskedStart(name, longestText, plainText);
}

type Part = Pick<Sighting, 'held'> & Partial<Sighting>;

function heldIn(value: RegistryValue, form: Exclude<KeyForm, 'account'>): Part[] {
  const text = form === 'serial' ? numberOrText(value) : null;
  const ofText = text === null ? null : heldSerial(text);
  const held = form === 'serial' ? ofText : readHeldKey(value.data, form);
  return held === null ? [] : [{ held }];
}

/** A licence for each that the value names; its name is all that tells them apart. */
function accountsIn(value: RegistryValue, { product = '', names }: KeyPlace): Part[] {
  const ids = (numberOrText(value) ?? '').split(',').map((id) => id.trim());
  return [...new Set(ids)]
    .filter((id) => id !== '')
    .map((id) => {
      const known = names !== undefined && Object.hasOwn(names, id) ? names[id] : undefined;
      const channel = /(Retail|Volume)$/.exec(id)?.[1] ?? null;
      const named = {
        product: known ?? `${product}: ${id}`,
        productRef: productRef('account', id),
      };
      return {
        held: heldNothing(channel),
        holder: `account ${id}`,
        described: { ...named, edition: null, ownEdition: null, productId: null },
      };
    });
}

/** A key in a file for Setup, as it is seen beside this Windows. */
export function answerSighting({ path, held }: Answer, os: OperatingSystem): Sighting {
  const described = {
    product: os.productName,
    productRef: null,
    edition: os.edition,
    ownEdition: null,
    productId: null,
  };
  return { role: 'answer', holder: path, location: path, held, described };
}

function describedProduct(
  place: KeyPlace,
  key: RegistryKey,
  os: OperatingSystem,
): DescribedProduct {
  const ownEdition = textOf(key, 'EditionID');
  const productId = textOf(key, 'ProductId');
  const present = { product: os.productName, productRef: null, edition: os.edition };
  switch (place.role) {
    case 'earlier':
      return {
        ...present,
        product: installationName(key),
        ...{ edition: ownEdition, ownEdition, productId },
      };
    case 'account':
    case 'product': {
      const product = textOf(key, 'ProductName') ?? place.product ?? 'unknown product';
      const { productRef: reference = null } = place;
      return { product, productRef: reference, edition: null, ownEdition: null, productId };
    }
    case 'default':
      return { ...present, ownEdition, productId };
    default:
      return { ...present, ownEdition: os.edition, productId: os.productId };
  }
}

function tooManyKeys(location: string): Warning {
  return warning('too-many-keys', `only the first ${most} registry keys were read`, location);
}

function tooManyValues(location: string): Warning {
  return warning('too-many-values', `only the first ${most} values were read`, location);
}

function damagedValue(location: string): Warning {
  const message =
    'the checksum of the value does not match its content: the key in it may be wrong';
  return warning('value-damaged', message, location);
}
