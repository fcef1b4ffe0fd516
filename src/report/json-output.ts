// The JSON that commands print with --json, each shape defined once: the types and the schemas under
// docs/schemas/ are made from these.
import * as v from 'valibot';
import { maskKeys } from '../text/key-mask.js';
import { warningCodes } from '../record/warning.js';
import { windowsReturns } from './windows-return.js';
import {
  type RecordContent,
  type Snapshot,
  contentSchema,
  snapshotSchema,
} from '../record/schema.js';

/** Rises only when a meaning changes. */
export const schema = v.literal(1);
/** Why something failed. */
export const errorShape = v.object({
  code: v.string(),
  message: v.string(),
  hint: v.nullable(v.string()),
});
/** A warning. */
export const warningShape = v.object({
  code: v.picklist(warningCodes),
  message: v.string(),
  location: v.string(),
});
/** Only with `--dry-run`: nothing was stored, and the states say what would be. */
export const dryRun = v.optional(v.literal(true));
/** How many. */
export const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** What there is to know of a PC first. */
export const verdictShape = v.object({
  /** How the Windows of the PC comes back after a reinstall. */
  windows: v.picklist(windowsReturns),
  /** The product that Setup installs unasked, where it is another than the installed one. */
  setupInstalls: v.nullable(v.string()),
  /** Whole keys: of the owner, of an organisation, and those that are the same on many PCs. */
  own: count,
  organisation: count,
  shared: count,
  /** Products that belong to an account, and those whose key must be looked up. */
  account: count,
  toFind: count,
});

const licence = snapshotSchema.entries.licences.item;

/** `vault collect --json` */
export const collectOutput = v.object({
  schema,
  snapshots: v.array(
    v.looseObject({
      ...snapshotSchema.entries,
      /** The path that it was read from, null for this PC. */
      source: v.nullable(v.string()),
      /** With what each is worth: whose it is, whether it moves to another PC, what to do with it. */
      licences: v.array(v.looseObject({ ...licence.entries, worth: v.string() })),
      /** What there is to know of it first. */
      verdict: verdictShape,
    }),
  ),
  warnings: v.array(warningShape),
});

/** `vault push --json` */
export const pushOutput = v.object({
  schema,
  dryRun,
  /** A verified copy outlives what the backup is for. */
  safe: v.boolean(),
  /** The passphrase that this run made, for whoever is to keep it: a secret. Only with --generate-passphrase. */
  passphrase: v.optional(v.string()),
  records: v.array(v.string()),
  /** On each PC, in the order of the records. */
  verdicts: v.array(verdictShape),
  targets: v.array(
    v.object({
      target: v.string(),
      state: v.picklist(['verified', 'unchanged', 'would-store', 'failed']),
      error: v.nullable(errorShape),
      bytes: count,
      ms: count,
    }),
  ),
  warnings: v.array(warningShape),
});

/** `vault import --json` */
export const importOutput = v.object({
  schema,
  dryRun,
  /** What the file says, a snapshot for each PC; product keys are never whole. */
  snapshots: v.array(snapshotSchema),
  records: v.array(v.string()),
  targets: pushOutput.entries.targets,
  warnings: v.array(warningShape),
});

/** `vault add --json`, `vault edit --json` and `vault remove-key --json` */
export const addOutput = v.object({
  schema,
  dryRun,
  records: v.array(v.string()),
  targets: pushOutput.entries.targets,
  warnings: v.array(warningShape),
});

/** `vault recovery create --json`: not the code, but what became of it. */
export const recoveryOutput = v.object({
  schema,
  targets: pushOutput.entries.targets,
  warnings: v.array(warningShape),
});

/** `vault recovery check --json` */
export const recoveryCheckOutput = v.object({
  schema,
  /** The PCs whose backups the code opens. */
  pcs: v.array(v.string()),
  warnings: v.array(warningShape),
});

/** `vault pull --json` and `vault list --json` */
export const pullOutput = v.object({
  schema,
  records: v.array(
    v.object({
      name: v.string(),
      targets: v.array(v.string()),
      /** As collect prints it, with the PC's tag and the record's place in the row. */
      snapshot: contentSchema,
      verdict: verdictShape,
    }),
  ),
  /** Backups that are newer than what opened of their PC, and why they do not open: exit status 6. */
  unopened: v.array(v.object({ name: v.string(), error: errorShape })),
  /** Places that gave nothing back: they did not answer, or no backup in them opens. */
  silent: v.array(v.object({ target: v.string(), error: errorShape })),
  /** Backups that do not open, and places that did not answer. */
  warnings: v.array(warningShape),
});

/** `vault target list --json` and `vault target test --json` */
export const targetsOutput = v.object({
  schema,
  targets: v.array(
    v.object({
      target: v.string(),
      kind: v.string(),
      place: v.string(),
      /** Null where it was not tried, or where it works. */
      error: v.nullable(errorShape),
    }),
  ),
});

/** `vault completion --json` */
export const completionOutput = v.object({ schema, shell: v.string(), script: v.string() });

/** Any command that failed. */
export const failureOutput = v.object({ schema, error: errorShape });

export type CollectOutput = v.InferOutput<typeof collectOutput>;
export type ImportOutput = v.InferOutput<typeof importOutput>;
export type WarningOutput = v.InferOutput<typeof warningShape>;
export type PushOutput = v.InferOutput<typeof pushOutput>;
export type PullOutput = v.InferOutput<typeof pullOutput>;
export type TargetsOutput = v.InferOutput<typeof targetsOutput>;

/** A snapshot or content as JSON may show it: keys whole only with `reveal`. */
export function shownSnapshot<Content extends Snapshot | RecordContent>(
  content: Content,
  { reveal }: { reveal: boolean },
): Content {
  if (reveal) return content;
  const licences = content.licences.map((licence) => ({ ...licence, productKey: null }));
  return masked({ ...content, licences });
}

/** The owner's own words may hold a key as well: a note, a seller, the name of a PC. */
function masked<Value>(value: Value): Value {
  if (typeof value === 'string') return maskKeys(value) as Value;
  if (Array.isArray(value)) return value.map(masked) as Value;
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, member]) => [name, masked(member as unknown)]);
  return Object.fromEntries(members) as Value;
}
