// The program that looks at volumes and reads them, run as a child by reader-child.ts: a call that a disk
// does not answer holds this process and no other, and it can be left to itself.
import { type ErrorCode, type Hint, VaultError } from '../../errors.js';
import type { Numbered, ReaderCall, ReaderOutcome, ReaderValue } from './reader-child.js';
import { readerHere } from './volume-reader.js';

const reader = readerHere();
const { signal } = new AbortController();

process.on('message', (message) => {
  void answer(message as Numbered<ReaderCall>);
});
// A call that hangs would also hang an orderly exit.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
// Ctrl-C goes to this process, too; what follows from it is for the parent to say.
process.on('SIGINT', () => undefined);

async function answer({ id, ...call }: Numbered<ReaderCall>): Promise<void> {
  const outcome = await perform(call);
  process.send?.({ id, ...outcome });
}

async function perform(call: ReaderCall): Promise<ReaderOutcome> {
  try {
    return { ok: true, value: await valueOf(call) };
  } catch (error) {
    return { ok: false, error: described(error) };
  }
}

function valueOf(call: ReaderCall): Promise<ReaderValue> {
  switch (call.call) {
    case 'find':
      return reader.find(signal);
    case 'look':
      return reader.look(call.volume, signal);
    case 'read':
      return reader.read(call.path, { ...call.context, signal });
  }
}

function described(error: unknown): { code: ErrorCode; message: string; hint: Hint | undefined } {
  if (error instanceof VaultError) {
    return { code: error.code, message: error.message, hint: error.hint };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'FAILURE', message: `unexpected failure: ${message}`, hint: undefined };
}
