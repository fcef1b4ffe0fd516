// Firefox's own remote protocol: messages of JSON over TCP, each with its length before it. It knows nothing of
// what is asked. https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html
import { once } from 'node:events';
import { type Socket, connect } from 'node:net';

/** A connection to a Firefox. */
export interface Marionette {
  /** @throws Error with what Firefox says is wrong */
  ask(command: string, params?: Readonly<Record<string, unknown>>): Promise<unknown>;
  close(): void;
}

interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

type Answer = readonly [1, number, { readonly message: string } | null, unknown];

/** Connects to the port on this PC. */
export async function marionette(port: number): Promise<Marionette> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  const waiting = new Map<number, Waiting>();
  let last = 0;
  onMessages(socket, (message) => {
    if (!Array.isArray(message)) return; // the greeting
    const [, id, error, answer] = message as unknown as Answer;
    const one = waiting.get(id);
    waiting.delete(id);
    if (error === null) one?.resolve(answer);
    else one?.reject(new Error(`Firefox: ${error.message}`));
  });
  socket.on('error', () => undefined);
  socket.on('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('Firefox is gone'));
    waiting.clear();
  });
  return {
    ask(command, params = {}) {
      const id = (last += 1);
      const message = Buffer.from(JSON.stringify([0, id, command, params]));
      socket.write(`${message.length}:`);
      socket.write(message);
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
      });
    },
    close() {
      socket.destroy();
    },
  };
}

function onMessages(socket: Socket, hear: (message: unknown) => void): void {
  let rest = Buffer.alloc(0);
  socket.on('data', (bytes: Buffer) => {
    rest = Buffer.concat([rest, bytes]);
    for (;;) {
      const colon = rest.indexOf(':');
      const end = colon + 1 + Number(rest.subarray(0, Math.max(0, colon)).toString());
      if (colon < 0 || rest.length < end) return;
      hear(JSON.parse(rest.subarray(colon + 1, end).toString()));
      rest = rest.subarray(end);
    }
  });
}
