// What the commands that look after all places print with --json: sync, prune and forget.
import * as v from 'valibot';
import { contentSchema } from '../record/schema.js';
import { schema, errorShape, warningShape, count, dryRun } from './json-output.js';

/** `vault sync --json` */
export const syncOutput = v.object({
  schema,
  dryRun,
  /** How many backups open, each once, wherever they lie. */
  records: count,
  targets: v.array(
    v.object({
      target: v.string(),
      state: v.picklist(['synced', 'unchanged', 'gives-only', 'would-sync', 'failed']),
      /** Backups that it got, damaged copies that were replaced, and those that lay there already. */
      stored: count,
      healed: count,
      /** Backups under an earlier passphrase that were sealed with the one of now. */
      resealed: count,
      there: count,
      error: v.nullable(errorShape),
    }),
  ),
  warnings: v.array(warningShape),
});

const removalTargets = v.array(
  v.object({
    target: v.string(),
    state: v.picklist(['removed', 'unchanged', 'would-remove', 'failed']),
    /** The names of the backups that are gone, or would be. */
    removed: v.array(v.string()),
    error: v.nullable(errorShape),
  }),
);

/** `vault prune --json` */
export const pruneOutput = v.object({
  schema,
  dryRun,
  /** The PCs of which something goes, and how many backups in each place. */
  pcs: v.array(
    v.object({
      tag: v.string(),
      name: v.nullable(v.string()),
      places: v.array(
        v.object({
          target: v.string(),
          go: count,
          stay: count,
          /** Of those that stay: with a key that no newer one there has. */
          needed: count,
        }),
      ),
    }),
  ),
  targets: removalTargets,
  warnings: v.array(warningShape),
});

/** `vault forget --json` */
export const forgetOutput = v.object({
  schema,
  dryRun,
  /** The PC as its newest backup shows it, with every key that went; keys are never whole. */
  pc: contentSchema,
  records: count,
  places: v.array(v.string()),
  targets: removalTargets,
  warnings: v.array(warningShape),
});

/** `vault passphrase change --json`, and `vault recovery create --replace --json` */
export const changeOutput = v.object({
  schema,
  /** A passphrase that was made by this run. */
  passphrase: v.optional(v.string()),
  generation: count,
  recoveryCode: v.picklist(['kept', 'new', 'none']),
  /** An earlier change was ended, and nothing else was changed. */
  resumed: v.boolean(),
  targets: v.array(
    v.object({
      target: v.string(),
      state: v.picklist(['resealed', 'unchanged', 'failed']),
      /** Backups that were sealed again there. */
      resealed: count,
      error: v.nullable(errorShape),
    }),
  ),
  warnings: v.array(warningShape),
});

/** `vault passphrase remember --json` and `vault passphrase forget --json` */
export const rememberOutput = v.object({
  schema,
  /** Whether this PC opens the backups without asking from now on. */
  remembered: v.boolean(),
  warnings: v.array(warningShape),
});

export type ChangeOutput = v.InferOutput<typeof changeOutput>;
export type SyncOutput = v.InferOutput<typeof syncOutput>;
export type PruneOutput = v.InferOutput<typeof pruneOutput>;
export type ForgetOutput = v.InferOutput<typeof forgetOutput>;
