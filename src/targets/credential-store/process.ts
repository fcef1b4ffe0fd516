// The program that talks to the credential store, run as a helper process by client.ts, and the only
// file that loads keytar. It is a process of its own because the native part cannot be trusted to come
// back: it waits without end for a window that asks to unlock a keyring (and Node then cannot exit),
// and it crashes on an entry that stays locked (secret_value_get_text of null). What it throws is the
// store's or the loader's own message, which errors.ts gives its meaning.
import type Keytar from 'keytar';
import { systemCode } from '../../errors.js';
import { serveHelper } from '../../system/helper/main.js';
import { loadOwnPart } from '../../system/own-part.js';
import type { StoreCall, StoreValue } from './store-call.js';

let loading: Promise<typeof Keytar> | undefined;

serveHelper(async (call: StoreCall): Promise<StoreValue> => {
  const keytar = await (loading ??= load());
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
});

/** @throws Error that says why the module cannot be had. */
async function load(): Promise<typeof Keytar> {
  try {
    return (await loadOwnPart('keytar')) as typeof Keytar;
  } catch (error) {
    const isMissing = systemCode(error) === 'ERR_MODULE_NOT_FOUND';
    throw (isMissing ? null : await loaderError()) ?? error;
  }
}

/** keytar hides why its binary could not be loaded; loading that directly tells. */
async function loaderError(): Promise<unknown> {
  const file = `keytar/prebuilds/${process.platform}-${process.arch}/keytar.node`;
  try {
    await loadOwnPart('keytar', { file });
    return null;
  } catch (error) {
    return error;
  }
}
