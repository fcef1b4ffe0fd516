// What `vault kit` prints with --json, and what it ends with.
import * as v from 'valibot';
import { exitStatus } from '../errors.js';
import type { Warning } from '../record/warning.js';
import { type StepWords, failureOf, shownWarnings } from './failure.js';
import { errorShape, schema, warningShape } from './json-output.js';

/** `vault kit --json` */
export const kitOutput = v.object({
  schema,
  /** Whether it was only looked at. */
  verified: v.boolean(),
  folder: v.string(),
  parts: v.array(
    v.object({
      kind: v.picklist(['backups', 'page', 'program', 'readme']),
      /** Its file or folder in the kit. */
      name: v.string(),
      /**
       * `written` and read back, `there` already, `whole`, `unproven` (whole, and nothing at hand tells whether
       * it is ours), `absent`, `damaged` (backups in it are damaged, old or could not be read), `wrong` (changed, of
       * another version or somebody else's), `failed` (not written).
       */
      state: v.picklist([
        ...([
          'written',
          'there',
          'whole',
          'unproven',
          'absent',
          'damaged',
          'wrong',
          'failed',
        ] as const),
      ]),
      /** What is wrong with it, in words. */
      notes: v.array(v.string()),
      /** SHA-256: of the page without its backups, of a program's SHA256SUMS. */
      digest: v.nullable(v.string()),
      error: v.nullable(errorShape),
    }),
  ),
  warnings: v.array(warningShape),
});

export type KitOutput = v.InferOutput<typeof kitOutput>;

/** A kit as this layer knows it: what restore/kit.ts gives. */
interface Kit {
  readonly folder: string;
  readonly parts: readonly (Omit<KitOutput['parts'][number], 'error' | 'notes'> & {
    readonly notes: readonly string[];
    readonly error: Error | null;
  })[];
}

/** The kit as data. */
export function kitReport(
  { folder, parts }: Kit,
  {
    verified,
    warnings,
    words,
  }: {
    readonly verified: boolean;
    readonly warnings: readonly Warning[];
    readonly words: StepWords;
  },
): Omit<KitOutput, 'schema'> {
  return {
    ...{ verified, folder },
    parts: parts.map((part) => ({
      ...part,
      notes: [...part.notes],
      error: part.error === null ? null : failureOf(part.error, words),
    })),
    warnings: shownWarnings(warnings, words),
  };
}

/** Whether a part is not as it should be. A kit may be without a program, and says so. */
export function isAmiss({ kind, state }: Pick<Kit['parts'][number], 'kind' | 'state'>): boolean {
  const isBad = state === 'damaged' || state === 'wrong' || state === 'failed';
  return isBad || (state === 'absent' && kind !== 'program');
}

/** 0 all is well, 3 a part could not be written, 21 a look found something wrong, or missing. */
export function kitStatus({ parts }: Kit, { verified }: { readonly verified: boolean }): number {
  if (verified) return parts.some(isAmiss) ? exitStatus.problemsFound : exitStatus.ok;
  const isFailed = parts.some(({ state }) => state === 'failed' || state === 'wrong');
  return isFailed ? exitStatus.someTargetsFailed : exitStatus.ok;
}
