// The program that talks to the credential store, run as a child by credential-store/child.ts, and
// the only file that loads keytar. It is a process of its own because the native part cannot be
// trusted to come back: it waits without end for a window that asks to unlock a keyring (and Node
// then cannot exit), and it crashes on an entry that stays locked (secret_value_get_text of null).
import { createRequire } from 'node:module';
import type Keytar from 'keytar';
import { systemCode } from '../../errors.js';
import type { Numbered, StoreCall, StoreOutcome, StoreValue } from './child.js';

let loading: Promise<typeof Keytar | string> | undefined;

process.on('message', (message) => {
  void answer(message as Numbered<StoreCall>);
});
// A call that hangs would also hang an orderly exit.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));

async function answer({ id, ...call }: Numbered<StoreCall>): Promise<void> {
  loading ??= load();
  const keytar = await loading;
  const outcome = typeof keytar === 'string' ? failed(keytar) : await perform(keytar, call);
  process.send?.({ id, ...outcome });
}

async function perform(keytar: typeof Keytar, call: StoreCall): Promise<StoreOutcome> {
  try {
    return { ok: true, value: await valueOf(keytar, call) };
  } catch (error) {
    return failed(messageOf(error));
  }
}

async function valueOf(keytar: typeof Keytar, call: StoreCall): Promise<StoreValue> {
  switch (call.call) {
    case 'get':
      return keytar.getPassword(call.service, call.account);
    case 'set':
      await keytar.setPassword(call.service, call.account, call.text);
      return null;
    case 'delete':
      await keytar.deletePassword(call.service, call.account);
      return null;
    case 'find': {
      const found = await keytar.findCredentials(call.service);
      return found.map(({ account, password }) => ({ account, text: password }));
    }
  }
}

/** The module, or why it cannot be had. */
async function load(): Promise<typeof Keytar | string> {
  try {
    const { default: keytar } = await import('keytar');
    return keytar;
  } catch (error) {
    const isMissing = systemCode(error) === 'ERR_MODULE_NOT_FOUND';
    return (isMissing ? null : loaderMessage()) ?? messageOf(error);
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

function failed(message: string): StoreOutcome {
  return { ok: false, message };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
