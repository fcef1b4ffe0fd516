// A credential store whose n-th call fails as the stores of the systems do, or never answers.
import type { OsStore } from '../../../src/targets/credential-store/client.js';
import { credentialStoreError } from '../../../src/targets/credential-store/errors.js';
import { credentialStoreKind } from '../../../src/targets/credential-store/kind.js';
import { backupService, setUp } from '../../../src/targets/credential-store/marker.js';
import { credentialStoreTarget } from '../../../src/targets/credential-store/target.js';
import type { TargetKind } from '../../../src/targets/target-kind.js';
import { never } from '../../support/signal.js';
import { noAnswer } from '../../support/failing-file-system.js';
import { type BedKind, type Fault, addressOf, counterOf, shortMs } from './faulty-place.js';

/** What keytar says where it fails. */
const sayings = {
  locked: 'Cannot create an item in a locked collection',
  full: 'The stub received bad data.',
  denied: 'Access is denied.',
  crashed: 'helper process ended: SIGSEGV',
  'no session': 'A specified logon session does not exist. It may already have been terminated.',
  unknown: 'something that nobody has seen before',
} as const;

type Entries = Map<string, Map<string, string>>;

/** The credential store of a PC, in memory. */
export const storeBeds: BedKind = {
  kind: 'a credential store',
  ways: [...Object.keys(sayings), 'done, then no answer', 'no answer'],
  make: async () => {
    let entries: Entries = new Map();
    let kept: Entries = new Map();
    const store = (fault: Fault | null) => storeOver(() => entries, fault);
    const copyOf = (some: Entries): Entries =>
      new Map([...some].map(([service, texts]) => [service, new Map(texts)]));
    await setUp(store(null).store, never);
    return {
      healthy: addressOf('bed', kindOver(store(null).store), { options: {} }),
      faulty: (fault) => {
        const failing = store(fault);
        const options = { options: {}, limitMs: shortMs };
        return {
          address: addressOf('bed', kindOver(failing.store), options),
          count: failing.count,
        };
      },
      keep: () => {
        kept = copyOf(entries);
      },
      reset: () => {
        entries = copyOf(kept);
      },
      damage: (name) => {
        const texts = entries.get(backupService) ?? new Map<string, string>();
        const part = [...texts.keys()]
          .filter((account) => account.startsWith(name))
          .sort()
          .at(-1);
        const text = texts.get(part ?? '') ?? '';
        const middle = Math.floor(text.length / 2);
        const other = text[middle] === 'A' ? 'B' : 'A';
        texts.set(part ?? '', text.slice(0, middle) + other + text.slice(middle + 1));
      },
      dispose: () => Promise.resolve(),
    };
  },
};

function kindOver(store: OsStore): TargetKind<Readonly<Record<string, never>>> {
  return {
    ...credentialStoreKind,
    initialise: async (options, signal) => {
      await setUp(store, signal);
      return options;
    },
    open: () => credentialStoreTarget(store),
  };
}

function storeOver(
  entries: () => Entries,
  fault: Fault | null,
): { readonly store: OsStore; readonly count: () => number } {
  const counter = counterOf(fault ?? { at: Infinity, way: '', lasts: 'once' });
  const step = async <T>(work: () => T): Promise<T> => {
    await Promise.resolve();
    if (!counter.goesWrong()) return work();
    if (fault?.way === 'done, then no answer') work();
    const saying = sayings[fault?.way as keyof typeof sayings] as string | undefined;
    if (saying === undefined) return noAnswer();
    throw credentialStoreError(saying);
  };
  const textsOf = (service: string): Map<string, string> => {
    const texts = entries().get(service) ?? new Map<string, string>();
    entries().set(service, texts);
    return texts;
  };
  const store: OsStore = {
    get: (service, account) => step(() => textsOf(service).get(account) ?? null),
    set: (service, { account, text }) => step(() => void textsOf(service).set(account, text)),
    delete: (service, account) => step(() => void textsOf(service).delete(account)),
    find: (service) =>
      step(() => [...textsOf(service)].map(([account, text]) => ({ account, text }))),
    close: () => undefined,
  };
  return { store, count: counter.count };
}
