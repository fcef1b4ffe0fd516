// A target that believes no `put` until it has read the record back. Whether the bytes open is not
// asked here, only whether they are the ones that were put.
import { sameBytes } from '../bytes.js';
import type { RecordName } from '../record/name.js';
import type { SealedRecord } from '../record/sealed-record.js';
import { type Target, TargetError } from './target.js';

/** The target, each record read back and compared after it was put; another one is `DAMAGED`. */
export function withVerification(target: Target): Target {
  return {
    identify: (signal) => target.identify(signal),
    tryWriting: (signal) => target.tryWriting(signal),
    clockAheadMs: (signal) => target.clockAheadMs(signal),
    put: async (name, record, signal) => {
      await target.put(name, record, signal);
      await verify(target, { name, record }, signal);
    },
    get: (name, signal) => target.get(name, signal),
    list: (signal) => target.list(signal),
    remove: (name, signal) => target.remove(name, signal),
    close: () => target.close(),
  };
}

async function verify(
  target: Target,
  { name, record }: { readonly name: RecordName; readonly record: SealedRecord },
  signal: AbortSignal,
): Promise<void> {
  let held: Uint8Array;
  try {
    held = await target.get(name, signal);
  } catch (error) {
    if (!(error instanceof TargetError) || error.code !== 'NOT_FOUND') throw error;
    await expectThere(target, signal);
    throw notKept('the place took the backup, but does not have it', error);
  }
  if (sameBytes(held, record)) return;
  await expectThere(target, signal);
  throw notKept('the place gave back other bytes than it was given');
}

/** A stick that was pulled meanwhile is not damaged. @throws TargetError where the place is gone */
async function expectThere(target: Target, signal: AbortSignal): Promise<void> {
  const { placeId } = await target.identify(signal);
  if (placeId !== null) return;
  throw new TargetError('UNAVAILABLE', 'the place went away while the backup was read back', {
    hint: 'Plug it in again or connect it, then push again.',
  });
}

function notKept(message: string, cause?: unknown): TargetError {
  const hint = 'Do not rely on this place: check the stick, disk or storage, or use another one.';
  return new TargetError('DAMAGED', message, { hint, cause });
}
