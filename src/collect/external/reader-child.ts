// The reader of volumes whose work is done in a helper process (reader-process.ts). A call that is not
// answered in time, or is not wanted any more, ends that process and never the run; Ctrl-C is heard at
// any time, since nothing here touches a disk.
import { VaultError } from '../../errors.js';
import { errorOfHelper, type HelperOutcome, helperProcess } from '../../system/helper/calls.js';
import { programFile } from '../../system/helper/program-file.js';
import type { CollectContext, Collection } from '../collector.js';
import type { Sight } from './sight.js';
import type { AttachedVolumes, Volume } from '../../system/volumes/volume.js';
import type { VolumeContent, VolumeReader } from './volume-reader.js';

/** What the process is asked to do. */
export type ReaderCall =
  | { readonly call: 'find' }
  | { readonly call: 'look'; readonly volume: Volume }
  /** Whether anything at the path answers, be it that there is nothing. */
  | { readonly call: 'touch'; readonly path: string }
  | {
      readonly call: 'read' | 'source';
      readonly path: string;
      readonly context: Omit<CollectContext, 'signal'>;
    };

/** AttachedVolumes for `find`, a sight for `look`, content for `read`, a collection for `source`. */
export type ReaderValue = AttachedVolumes | Sight | VolumeContent | Collection | null;

/** How long is waited, and where the program of the process lies. */
export interface ReaderChildOptions {
  /** For a first sight: a disk that sleeps takes some ten seconds to wake. */
  readonly lookMs?: number;
  /** For a whole volume: a disk that fails is read slowly. */
  readonly readMs?: number;
  readonly program?: URL;
}

/** Every volume may hang, and a thread of the process with it. */
export const environment = { UV_THREADPOOL_SIZE: '64' };

/** A reader whose work is done in a child process, which is started when it is needed. */
export function readerChild(options: ReaderChildOptions = {}): VolumeReader {
  const { lookMs = 30_000, readMs = 15 * 60_000, program = programFile('disk-reader') } = options;
  const helper = helperProcess<ReaderCall, ReaderValue>({ program, environment });
  /** Whether a call was given up that may never end. */
  let hangs = false;
  const end = (): void => {
    helper.end();
    hangs = false;
  };
  return {
    find: async (signal) => {
      const outcome = await helper.ask({ call: 'find' }, { signal, timeoutMs: readMs });
      return valueOf(outcome, 'the attached disks') as AttachedVolumes;
    },
    look: async (volume, signal) => {
      const outcome = await helper.ask({ call: 'look', volume }, { signal, timeoutMs: lookMs });
      if (outcome.kind !== 'silent') return valueOf(outcome, volume.name) as Sight;
      hangs = true;
      return { kind: 'silent' };
    },
    read: async (path, { signal, ...context }) => {
      // What still hangs in there from looking would hold up nothing but its end.
      if (hangs) end();
      const outcome = await helper.ask(
        { call: 'read', path, context },
        { signal, timeoutMs: readMs },
      );
      if (outcome.kind === 'silent') end();
      return valueOf(outcome, path) as VolumeContent;
    },
    close: end,
  };
}

function valueOf(outcome: HelperOutcome<ReaderValue>, what: string): ReaderValue {
  switch (outcome.kind) {
    case 'answer':
      return outcome.value;
    case 'error':
      throw errorOfHelper(outcome.error);
    case 'ended':
      throw new VaultError(
        'SOURCE_UNREADABLE',
        `the part of the program that reads disks ended (${outcome.reason})`,
      );
    case 'silent':
      throw new VaultError('SOURCE_UNREADABLE', `${what}: no answer came any more`, {
        hint: 'The disk may be failing: copy it with a rescue tool first, and read the copy.',
      });
  }
}
