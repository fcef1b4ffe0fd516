// A target in the operating system's credential store. How a record is laid out there stands in
// credential-store/parts.ts, how the store is reached in credential-store/client.ts, how an open store is
// told from a locked one in credential-store/marker.ts. It keeps whatever it is given: that only the
// newest records of this PC stay is the vault's rule.
import { userInfo } from 'node:os';
import type { RecordName } from '../../record/name.js';
import { checkStore, type OsStore } from './client.js';
import { backupService, holdsOurs, isSetUp, mark, markerAccount, notSetUp } from './marker.js';
import {
  abandonedParts,
  type Credential,
  fromCredentials,
  type HeldRecord,
  holdsBytes,
  maximumSplitBytes,
  partAccounts,
  recordOfAccount,
  toCredentials,
} from './parts.js';
import { fitsName } from '../fits-name.js';
import { type Target, TargetError, type TargetTraits } from '../target.js';

const traits: TargetTraits = {
  durability: 'this-install',
  maxRecordBytes: maximumSplitBytes,
  space: 'scarce',
};

/** A target over a store, which it closes. */
export function credentialStoreTarget(store: OsStore): Target {
  return {
    identify: async (signal) => {
      return { placeId: (await isSetUp(store, signal)) ? placeId() : null, traits };
    },
    tryWriting: (signal) => checkStore(store, signal),
    // It is on this PC, and dates nothing that is asked for here.
    clockAheadMs: async (signal) => {
      signal.throwIfAborted();
      return Promise.resolve(null);
    },
    put: async (name, record, signal) => {
      const credentials = checkedCredentials(name, record);
      await put(store, { name, bytes: new Uint8Array(record), credentials }, signal);
    },
    get: (name, signal) => get(store, name, signal),
    list: async function* (signal) {
      const held = await heldTexts(store, signal);
      if (!holdsOurs([...held.keys()])) throw notSetUp();
      for (const account of held.keys()) {
        const name = recordOfAccount(account);
        // One with parts missing is listed: what is damaged has to be said, and can be replaced.
        if (name === account && heldIn(held, name).state !== 'absent') yield name;
      }
    },
    remove: (name, signal) => remove(store, name, signal),
    close: () => {
      store.close();
      return Promise.resolve();
    },
  };
}

interface Incoming {
  readonly name: RecordName;
  readonly bytes: Uint8Array;
  readonly credentials: readonly Credential[];
}

async function put(store: OsStore, incoming: Incoming, signal: AbortSignal): Promise<void> {
  const { name, bytes, credentials } = incoming;
  const held = await heldTexts(store, signal);
  const before = heldIn(held, name);
  // First of all: this is what a store that is locked, and only looks empty, refuses.
  if (!held.has(markerAccount)) await mark(store, signal);
  if (!holdsBytes(before, bytes)) {
    const keepsOthers = before.state === 'whole' && fitsName(name, before.bytes);
    if (keepsOthers || !fitsName(name, bytes)) throw conflict();
    for (const credential of credentials) await store.set(backupService, credential, signal);
  }
  for (const account of abandonedParts([...held.keys()], name)) {
    await store.delete(backupService, account, signal);
  }
}

async function get(store: OsStore, name: RecordName, signal: AbortSignal): Promise<Uint8Array> {
  const texts = new Map<string, string>();
  const fetchText = async (account: string): Promise<string | undefined> => {
    const text = await store.get(backupService, account, signal);
    if (text !== null) texts.set(account, text);
    return texts.get(account);
  };
  const index = await fetchText(name);
  for (const account of partAccounts(name, index ?? '') ?? []) await fetchText(account);
  const held = heldIn(texts, name);
  if (held.state === 'whole') return held.bytes;
  if (held.state === 'absent') {
    // A store that is locked says the same.
    if (!(await isSetUp(store, signal))) throw notSetUp();
    throw new TargetError('NOT_FOUND', 'the backup is not stored here');
  }
  throw new TargetError('DAMAGED', 'the backup in the credential store is not complete', {
    hint: 'Push again while another copy can be reached: it takes the place of this one.',
  });
}

/** Index first: what is left when this is stopped half-way is passed over by everyone. */
async function remove(store: OsStore, name: RecordName, signal: AbortSignal): Promise<void> {
  const held = await heldTexts(store, signal);
  if (!holdsOurs([...held.keys()])) throw notSetUp();
  const accounts = [...held.keys()].filter((account) => recordOfAccount(account) === name);
  accounts.sort((a, b) => a.length - b.length);
  for (const account of accounts) await store.delete(backupService, account, signal);
}

async function heldTexts(store: OsStore, signal: AbortSignal): Promise<Map<string, string>> {
  const found = await store.find(backupService, signal);
  return new Map(found.map(({ account, text }) => [account, text]));
}

function heldIn(texts: ReadonlyMap<string, string>, name: RecordName): HeldRecord {
  return fromCredentials(name, (account) => texts.get(account));
}

function checkedCredentials(name: RecordName, record: Uint8Array): readonly Credential[] {
  if (record.length <= maximumSplitBytes) return toCredentials(name, record);
  const size = `${record.length} bytes, at most ${maximumSplitBytes} are taken`;
  throw new TargetError('TOO_LARGE', `the backup is too large for the credential store: ${size}`, {
    hint: 'Store it in a folder or in a bucket.',
  });
}

function conflict(): TargetError {
  return new TargetError('CONFLICT', 'other bytes belong under the name of this backup');
}

/** One store for each user of a system; the state that remembers it never leaves that user. */
function placeId(): string {
  return `credential-store:${process.platform}:${userInfo().username}`;
}
