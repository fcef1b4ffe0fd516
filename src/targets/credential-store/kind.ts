// The kind `credential-store`: the operating system's own store of passwords (Windows Credential
// Manager, macOS Keychain, Secret Service on Linux). Handy after an upgrade or a lost stick; a
// reinstall of the system takes it along, which its durability says.
import { hostname } from 'node:os';
import * as v from 'valibot';
import { VaultError, hint } from '../../errors.js';
import { osStore } from './client.js';
import { setUp } from './marker.js';
import { credentialStoreTarget } from './target.js';
import type { TargetKind } from '../target-kind.js';

/** There is one store for each user, so there is nothing to choose. */
export type CredentialStoreOptions = Readonly<Record<string, never>>;

const kind = 'credential-store';
const optionsSchema = v.strictObject({});

/** The kind, as kinds.ts lists it. */
export const credentialStoreKind: TargetKind<CredentialStoreOptions> = {
  kind,
  // The store is on this PC: one that is silent for so long waits for somebody who is not there.
  callLimitMs: 15_000,
  isOnlyOne: true,
  members: [],
  secret: null,
  parsePlace: (place) => {
    if (place === kind) return {};
    if (!place.startsWith(`${kind}:`)) return null;
    throw new VaultError('USAGE', `"${kind}" is written without anything after it`, {
      hint: hint`There is one credential store for each user: ${{ tell: 'to', value: kind }}`,
    });
  },
  parseOptions: (members) => {
    const result = v.safeParse(optionsSchema, members);
    if (result.success) return {};
    const member = v.getDotPath(result.issues[0]) ?? 'the whole';
    throw new VaultError('BAD_CONFIG', `a place of kind ${kind} takes no member "${member}"`, {
      hint: 'It needs a name and a kind only.',
    });
  },
  words: () => Promise.resolve(['credential-store']),
  describe: () => `${storeNames.get(process.platform) ?? 'credential store'} of this PC`,
  facts: () => {
    const name = storeNames.get(process.platform) ?? 'credential store';
    return Promise.resolve([
      ['store', `${name} of the PC ${hostname()}; a reinstall of it ends it`],
    ]);
  },
  initialise: async (options, signal) => {
    const store = osStore();
    try {
      await setUp(store, signal);
    } finally {
      store.close();
    }
    return options;
  },
  open: () => credentialStoreTarget(osStore()),
};

const storeNames: ReadonlyMap<string, string> = new Map([
  ['win32', 'Windows Credential Manager'],
  ['darwin', 'Keychain'],
]);
