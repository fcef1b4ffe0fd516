// The program that talks to the credential store, run as a child by credential-store-child.ts, and
// the only file that loads keytar. It is a process of its own because the native part cannot be
// trusted to come back: it waits without end for a window that asks to unlock a keyring (and Node
// then cannot exit), and it crashes on an entry that stays locked (secret_value_get_text of null).
import { createRequire } from 'node:module';
import { systemCode } from '../errors.js';
import type { Numbered, StoreCall, StoreOutcome } from './credential-store-child.js';

type Keytar = typeof import('keytar');

let loading: Promise<Keytar> | undefined;

process.on('message', (message) => {
  void answer(message as Numbered<StoreCall>);
});
// A call that hangs would also hang an orderly exit.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));

async function answer({ id, ...call }: Numbered<StoreCall>): Promise<void> {
  const outcome = await perform(call).catch((error: unknown) => {
    return { ok: false as const, message: messageOf(error) };
  });
  process.send?.({ id, ...outcome });
}

async function perform(call: StoreCall): Promise<StoreOutcome> {
  loading ??= load();
  const keytar = await loading;
  switch (call.call) {
    case 'get':
      return { ok: true, value: await keytar.getPassword(call.service, call.account) };
    case 'set':
      await keytar.setPassword(call.service, call.account, call.text);
      return { ok: true, value: null };
    case 'delete':
      await keytar.deletePassword(call.service, call.account);
      return { ok: true, value: null };
    case 'find': {
      const found = await keytar.findCredentials(call.service);
      const value = found.map(({ account, password }) => ({ account, text: password }));
      return { ok: true, value };
    }
  }
}

async function load(): Promise<Keytar> {
  try {
    const loaded: Keytar & { default?: Keytar } = await import('keytar');
    return loaded.default ?? loaded;
  } catch (error) {
    if (systemCode(error) === 'ERR_MODULE_NOT_FOUND') throw error;
    throw new Error(loaderMessage() ?? messageOf(error), { cause: error });
  }
}

/** keytar hides why its binary could not be loaded; loading that directly tells. */
function loaderMessage(): string | null {
  const file = `keytar/prebuilds/${process.platform}-${process.arch}/keytar.node`;
  try {
    createRequire(import.meta.url)(file);
    return null;
  } catch (error) {
    return messageOf(error);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
