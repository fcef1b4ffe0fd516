// What a record says: one PC, its Windows, and every licence known of it. This file is the only
// definition of that shape: the types, the validation and the JSON Schemas in docs/ are made from it.
// It knows nothing of how a record is sealed or where it is kept.
import * as v from 'valibot';
import { VaultError } from '../errors.js';

const text = v.string();
const orNull = v.nullable(text);
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

/** A moment in UTC, whole seconds: `2026-11-21T19:55:01Z`. */
const time = v.pipe(text, v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/, 'a UTC time in seconds'));
const recordId = v.pipe(text, v.regex(/^[0-9a-f]{32}$/, '32 hex digits'));
const tag = v.pipe(text, v.regex(/^[0-9a-f]{16}$/, '16 hex digits'));

/** How a cross-check came out; `not-possible` where the source lacks what it compares with. */
const checkOutcome = v.picklist(['passed', 'failed', 'not-possible']);

const placeSchema = v.looseObject({
  /** The collector that found it: `windows-disk`, `firmware`, `typed`, ... */
  collector: text,
  /** Where, in the words of the source: a registry path and value, a table, a file. */
  location: text,
  foundAt: time,
});

const checksSchema = v.looseObject({
  /** The typo check inside a Windows 8 and later key. */
  typo: checkOutcome,
  /** The CRC or hashes of the structure that held the key. */
  integrity: checkOutcome,
  /** The key's group against the structure's group id. */
  group: checkOutcome,
  /** The key's group and serial against the digits of the product id. */
  productId: checkOutcome,
  /** The last five characters against those that Windows reports for activation. */
  lastFive: checkOutcome,
});

const licenceSchema = v.looseObject({
  /** The product's name as people know it: `Windows 11 Pro`. */
  product: text,
  /**
   * What the product is called whatever its name becomes: `windows:professional`; product-ref.ts has the
   * spaces. Null where its source has no stable word for it.
   */
  productRef: orNull,
  /**
   * `windows`, `office` or `other`; null where nothing tells. Missing in records of before: see
   * product-family.ts.
   */
  family: v.optional(orNull),
  /** Microsoft's name of the edition (`Professional`), null where unknown. */
  edition: orNull,
  /** `Retail`, `OEM:DM`, ...: those of vocabulary.ts, and what else Windows says; null where unknown. */
  channel: orNull,
  /** The whole key with its hyphens, null where erased or only its end is known. */
  productKey: orNull,
  lastFive: orNull,
  partNumber: orNull,
  productId: orNull,
  places: v.array(placeSchema),
  checks: checksSchema,
  /** Those of vocabulary.ts, and any of a later version. */
  cautions: v.array(text),
  note: orNull,
  seller: orNull,
  orderNumber: orNull,
  /** `2021-05-03` as the owner typed it. */
  purchasedOn: orNull,
  /** When it was last found, for a licence carried over from an earlier record; else null. */
  lastSeen: v.nullable(time),
  /** The members whose words are the owner's, whatever is found later: `product`, `channel`. */
  corrected: v.optional(v.array(text)),
});

/** A licence that the owner removed, told by all but its key: removed.ts. */
const removalSchema = v.looseObject({
  /** Of the whole key; null where that was not known. */
  keyDigest: v.nullable(v.pipe(text, v.regex(/^[0-9a-f]{32}$/, '32 hex digits'))),
  product: text,
  productRef: orNull,
  lastFive: orNull,
  productId: orNull,
  partNumber: orNull,
  /** When the record was taken that first lacked it: what is in records of before is gone. */
  removedAt: time,
});

const machineFields = {
  name: orNull,
  manufacturer: orNull,
  model: orNull,
  serial: orNull,
  /** The SMBIOS UUID, lower case. */
  uuid: orNull,
};

const osSchema = v.looseObject({
  /** As people know it: build 22000 and above is Windows 11, whatever the registry says. */
  productName: text,
  edition: orNull,
  /** `26100.2314`: build and update revision. */
  build: orNull,
  /** `24H2`. */
  version: orNull,
  installedAt: v.nullable(time),
  registeredOwner: orNull,
  machineGuid: orNull,
  productId: orNull,
});

const activationSchema = v.looseObject({
  /** `licensed`, `unlicensed`, `notification`, ... */
  status: text,
  channel: orNull,
  description: orNull,
  lastFive: orNull,
});

const snapshotFields = {
  os: osSchema,
  /** Null where the state of activation cannot be asked (a disk, WinPE). */
  activation: v.nullable(activationSchema),
  licences: v.array(licenceSchema),
};

/** One Windows installation as a collector found it. */
export const snapshotSchema = v.looseObject({
  machine: v.looseObject(machineFields),
  ...snapshotFields,
});

/** The plaintext of a record: a snapshot, the PC's tag, and its place among the PC's records. */
export const contentSchema = v.looseObject({
  schema: v.literal(1),
  tool: v.looseObject({ name: text, version: text }),
  machine: v.looseObject({ tag, ...machineFields }),
  ...snapshotFields,
  /** 1, 2, ... for each PC. */
  sequence: count,
  /** The record id of the one before, null for the first. */
  previous: v.nullable(recordId),
  takenAt: time,
  /** What the clock said, where a record before is so far ahead of it that `takenAt` is no time of day. */
  clock: v.optional(time),
  /** What later records do not take up again out of earlier ones. */
  removed: v.optional(v.array(removalSchema)),
});

export type CheckOutcome = v.InferOutput<typeof checkOutcome>;
export type Checks = v.InferOutput<typeof checksSchema>;
export type Licence = v.InferOutput<typeof licenceSchema>;
export type OperatingSystem = v.InferOutput<typeof osSchema>;
export type Activation = v.InferOutput<typeof activationSchema>;
export type Snapshot = v.InferOutput<typeof snapshotSchema>;
export type Machine = Snapshot['machine'];
export type Removal = v.InferOutput<typeof removalSchema>;
export type RecordContent = v.InferOutput<typeof contentSchema>;

const newerSchema = v.object({ schema: v.pipe(count, v.minValue(2)) });

/**
 * The value as a record's content; unknown members are kept.
 * @throws VaultError `UNSUPPORTED_VERSION` for a later schema, else `MALFORMED`, naming the member that
 * is wrong but never its value.
 */
export function validateContent(value: unknown): RecordContent {
  if (v.is(newerSchema, value)) {
    throw new VaultError('UNSUPPORTED_VERSION', 'the content of the backup has a newer form', {
      hint: 'Install the newest version of the program.',
    });
  }
  // One issue is enough: a hostile list of millions of wrong elements would make one for each.
  const result = v.safeParse(contentSchema, value, { abortEarly: true });
  // Nothing is transformed, and the value itself keeps even members named `constructor` or `__proto__`,
  // which the library leaves out of its output.
  if (result.success) return value as RecordContent;
  const issue = result.issues[0];
  const member = v.getDotPath(issue) ?? 'the whole';
  throw new VaultError('MALFORMED', `the content of the backup is not valid at ${member}`);
}
