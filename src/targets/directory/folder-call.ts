// What is asked of a folder, and what it answers, as it goes between apart.ts and the process that does
// it (process.ts). All of it is plain data.
import type { RecordName } from '../../record/name.js';
import type { SealedRecord } from '../../record/sealed-record.js';
import type { TargetStatus } from '../target.js';
import type { DirectoryOptions } from './kind.js';

/** What each call answers. */
export interface FolderAnswers {
  readonly initialise: DirectoryOptions;
  readonly identify: TargetStatus;
  readonly tryWriting: null;
  readonly clockAheadMs: number | null;
  readonly put: null;
  readonly get: Uint8Array;
  /** Never more than {@link mostNames}. */
  readonly list: readonly RecordName[];
  readonly remove: null;
}

/** A call, for one folder. */
export type FolderCall = { readonly options: DirectoryOptions } & (
  | { readonly call: 'initialise' | 'identify' | 'tryWriting' | 'clockAheadMs' | 'list' }
  | { readonly call: 'put'; readonly name: RecordName; readonly record: SealedRecord }
  | { readonly call: 'get' | 'remove'; readonly name: RecordName }
);

/** One more than the vault takes of any place: what lists more is known by that, and goes no further. */
export const mostNames = 100_001;
