// The passphrase key derived apart from the program's own thread: it takes a second or more, in which the
// disks and places are read and Ctrl-C is heard. In a thread as a rule; in a process where a stranger chose
// the cost: the system may end that for its memory, and then only one record stays shut.
import {
  asPassphraseKey,
  checkReaderCost,
  type Cost,
  type DeriveKey,
  type PassphraseKey,
} from '../crypto/kdf.js';
import { VaultError } from '../errors.js';
import {
  type Helper,
  type HelperOutcome,
  errorOfHelper,
  helperProcess,
  helperThread,
} from '../system/helper/calls.js';
import { programFile } from '../system/helper/program-file.js';

/** What the helper is given. The passphrase goes no other way than through memory. */
export interface DerivationTask {
  readonly passphrase: Uint8Array;
  readonly salt: Uint8Array;
  readonly cost: Cost;
}

/** A derivation that ends with an error when `signal` is aborted. */
export function deriveInWorker(signal: AbortSignal): DeriveKey {
  return deriveIn(() => helperThread({ program: programFile('derivation') }), {
    signal,
    failed: (reason) =>
      new VaultError('FAILURE', `the part of the program that derives the key ended (${reason})`),
  });
}

/** Longer than the dearest derivation takes on a slow PC. */
const apartMs = 60_000;

/** The same in a process of its own, which is ended when it takes too long. */
export function deriveInProcess(signal: AbortSignal): DeriveKey {
  return deriveIn(() => helperProcess({ program: programFile('derivation') }), {
    signal,
    timeoutMs: apartMs,
    failed: (reason) =>
      new VaultError(
        'TOO_MUCH',
        `not tried: it asks for more work than this PC can do (${reason})`,
      ),
  });
}

function deriveIn(
  start: () => Helper<DerivationTask, Uint8Array>,
  {
    signal,
    timeoutMs,
    failed,
  }: {
    readonly signal: AbortSignal;
    readonly timeoutMs?: number;
    readonly failed: (reason: string) => VaultError;
  },
): DeriveKey {
  return async (passphrase, salt, cost) => {
    checkReaderCost(cost);
    const helper = start();
    try {
      const limit = timeoutMs === undefined ? {} : { timeoutMs };
      return keyOf(await helper.ask({ passphrase, salt, cost }, { signal, ...limit }), failed);
    } finally {
      helper.end();
    }
  };
}

function keyOf(
  outcome: HelperOutcome<Uint8Array>,
  failed: (reason: string) => VaultError,
): PassphraseKey {
  if (outcome.kind === 'answer') return asPassphraseKey(outcome.value);
  if (outcome.kind === 'error') throw errorOfHelper(outcome.error);
  throw failed(outcome.kind === 'ended' ? outcome.reason : 'no answer');
}
