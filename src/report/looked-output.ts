// The JSON of the commands that look at the places: status, check and drill.
import * as v from 'valibot';
import { count, errorShape, schema, verdictShape, warningShape } from './json-output.js';

/** Places that did not answer. */
const unreached = v.array(v.object({ target: v.string(), error: errorShape }));
const time = v.string();
const problems = v.array(
  v.object({
    code: v.string(),
    reason: v.string(),
    count,
    /** The names of up to three of them. */
    examples: v.array(v.string()),
  }),
);

/** `vault check --json` */
export const checkOutput = v.object({
  schema,
  /** Each backup was opened, too: without that nothing is known of who made it. */
  opened: v.boolean(),
  targets: v.array(
    v.object({
      target: v.string(),
      records: count,
      good: count,
      problems,
      /** Why some could not be judged. */
      unread: problems,
    }),
  ),
  unreached,
  warnings: v.array(warningShape),
});

const backup = { tag: v.string(), name: v.nullable(v.string()), takenAt: time };

/** `vault drill --json` */
export const drillOutput = v.object({
  schema,
  targets: v.array(
    v.object({
      target: v.string(),
      /** Everything that is known comes back from this place alone. */
      whole: v.boolean(),
      /** Whether it outlives a reinstall of this PC. */
      lasting: v.boolean(),
      pcs: v.array(
        v.object({
          ...backup,
          /** Whole product keys in the backup. */
          keys: count,
          verdict: verdictShape,
          /** The newest backup that is known, where this is an older one. */
          newerAt: v.nullable(time),
        }),
      ),
      /** PCs that are known, and of which the place gives nothing. */
      missing: v.array(v.object(backup)),
      problems,
    }),
  ),
  unreached,
  warnings: v.array(warningShape),
});

/** `vault status --json` */
export const statusOutput = v.object({
  schema,
  /** The backups were opened; else only those are known that this PC had noted. */
  opened: v.boolean(),
  summary: v.string(),
  places: v.array(
    v.object({
      target: v.string(),
      /** Null where it answered. */
      error: v.nullable(errorShape),
      durability: v.nullable(v.picklist(['offsite', 'detachable', 'this-install'])),
      /** The last rehearsal of it that this PC has noted. */
      rehearsedAt: v.nullable(time),
      rehearsedWhole: v.nullable(v.boolean()),
    }),
  ),
  pcs: v.array(
    v.object({
      tag: v.string(),
      name: v.nullable(v.string()),
      /** By its name alone where `proven` is false. */
      newestAt: v.nullable(time),
      proven: v.boolean(),
      pushedAt: v.nullable(time),
      safePlaces: count,
      /** In the order of the places. */
      cells: v.array(
        v.object({
          state: v.picklist([
            'safe',
            'fleeting',
            'older',
            'earlier',
            'damaged',
            'named',
            'none',
            'unknown',
          ]),
          backupAt: v.nullable(time),
          confirmedAt: v.nullable(time),
          outlives: v.nullable(v.boolean()),
          /** A newer one that the place names, and that was not opened. */
          newerNamedAt: v.nullable(time),
        }),
      ),
    }),
  ),
  warnings: v.array(warningShape),
});

export type CheckOutput = v.InferOutput<typeof checkOutput>;
export type DrillOutput = v.InferOutput<typeof drillOutput>;
export type StatusOutput = v.InferOutput<typeof statusOutput>;
