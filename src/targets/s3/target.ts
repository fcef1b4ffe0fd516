// The target in a bucket. A record is one object, `prefix/<tag>/<name>`, and a put of an object is
// all or nothing on every S3 server. What the requests are, s3/client.ts says; what their failures
// mean, s3/errors.ts. Permission to put, get and list suffices for all but remove.
import type { RecordName } from '../../record/name.js';
import { abortableSleep } from '../abortable-sleep.js';
import type { S3Connection } from './client.js';
import { createObject } from './create.js';
import { s3Error } from './errors.js';
import { S3Failure } from './failure.js';
import { type ListLimits, listRecords, usualListLimits } from './list.js';
import { expectListed } from './listed.js';
import { type Patience, patientWire } from './patience.js';
import { isMissing, readIfThere } from './read.js';
import { identifyBucket, tryStoring } from './trial.js';
import { maximumRecordBytes, type Target, TargetError } from '../target.js';

/** How a bucket is asked; all of it has a usual value. */
export interface S3TargetSetup {
  readonly limits: ListLimits;
  readonly patience: Patience;
}

/** A wait ends, and one more request, within the minute that a call may take. */
const usualPatience: Patience = {
  limitMs: 40_000,
  sleep: abortableSleep,
  clock: () => performance.now(),
  random: Math.random,
};

/**
 * A target over a bucket.
 * @param connect is called at the first use, and again after it has failed.
 */
export function s3Target(
  connect: () => Promise<S3Connection>,
  setup: Partial<S3TargetSetup> = {},
): Target {
  const { limits = usualListLimits, patience = usualPatience } = setup;
  const shared = sharedConnection(connect);
  const patient = (connection: S3Connection): S3Connection => ({
    ...connection,
    wire: patientWire(connection.wire, patience),
  });
  // A listing of the place shows what is stored there: seen once, it need not be looked at again.
  let isListing = false;
  const within = async <T>(
    signal: AbortSignal,
    request: (connection: S3Connection) => Promise<T>,
  ): Promise<T> => {
    const connection = await shared.get(signal);
    try {
      return await request(patient(connection));
    } catch (error) {
      throw explained(error, connection, signal);
    }
  };
  return {
    identify: (signal) => within(signal, (connection) => identifyBucket(connection, signal)),
    tryWriting: (signal) => within(signal, (connection) => tryStoring(connection, signal)),
    clockAheadMs: (signal) =>
      within(signal, async ({ place, wire }) => {
        const { answeredAtMs } = await wire.page(
          place.keyPrefix,
          { next: null, maximumKeys: 1 },
          signal,
        );
        return answeredAtMs === null ? null : answeredAtMs - Date.now();
      }),
    put: (name, record, signal) => {
      // A copy: Buffer's own slice() would share the memory.
      const bytes = new Uint8Array(record);
      return within(signal, async (connection) => {
        if (bytes.length > maximumRecordBytes) throw tooLarge(bytes.length);
        await createObject(connection, { name, key: keyOf(connection, name), bytes }, signal);
        if (isListing) return;
        await expectListed(connection, name, { limits, sleep: patience.sleep, signal });
        isListing = true;
      });
    },
    get: (name, signal) => within(signal, (connection) => get(connection, name, signal)),
    list: async function* (signal) {
      const connection = await shared.get(signal);
      try {
        yield* listRecords(patient(connection), limits, signal);
      } catch (error) {
        throw explained(error, connection, signal);
      }
    },
    remove: (name, signal) => within(signal, (connection) => remove(connection, name, signal)),
    close: () => shared.close(),
  };
}

function explained(error: unknown, connection: S3Connection, signal: AbortSignal): unknown {
  signal.throwIfAborted();
  return error instanceof S3Failure ? s3Error(error, connection) : error;
}

function keyOf({ place }: S3Connection, name: RecordName): string {
  return `${place.keyPrefix}${name}`;
}

async function get(
  connection: S3Connection,
  name: RecordName,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const bytes = await readIfThere(connection.wire, keyOf(connection, name), signal);
  if (bytes === null) throw new S3Failure('NoSuchKey', { action: 'get', status: 404 });
  return bytes;
}

/** In a bucket with versions this puts a mark before the record, which the bucket's owner can lift. */
async function remove(
  connection: S3Connection,
  name: RecordName,
  signal: AbortSignal,
): Promise<void> {
  try {
    await connection.wire.remove(keyOf(connection, name), signal);
  } catch (error) {
    if (!(error instanceof S3Failure && isMissing(error))) throw error;
  }
}

function tooLarge(lengthBytes: number): TargetError {
  const size = `${lengthBytes} bytes, at most ${maximumRecordBytes} are taken`;
  return new TargetError('TOO_LARGE', `the backup is too large for a bucket: ${size}`);
}

interface SharedConnection {
  get(signal: AbortSignal): Promise<S3Connection>;
  close(): Promise<void>;
}

/** One connection for all calls, made by the first that needs it. */
function sharedConnection(connect: () => Promise<S3Connection>): SharedConnection {
  let current: Promise<S3Connection> | null = null;
  const connected = (): Promise<S3Connection> => {
    if (current !== null) return current;
    current = connect();
    current.catch(() => {
      current = null;
    });
    return current;
  };
  return {
    get: async (signal) => {
      signal.throwIfAborted();
      const connection = await connected();
      signal.throwIfAborted();
      return connection;
    },
    close: async () => {
      const opened = await current?.catch(() => null);
      opened?.wire.close();
    },
  };
}
