// The program that looks at volumes and reads them, run as a helper process by reader-child.ts: a call
// that a disk does not answer holds this process and no other, and it can be left to itself.
import { lstat } from 'node:fs/promises';
import { ignoreSystemError } from '../../system/system-error.js';
import { serveHelper } from '../../system/helper/main.js';
import { collectSource } from '../collectors.js';
import type { ReaderCall, ReaderValue } from './reader-child.js';
import { readerHere } from './volume-reader.js';

const reader = readerHere();
const { signal } = new AbortController();

serveHelper((call: ReaderCall): Promise<ReaderValue> => {
  switch (call.call) {
    case 'find':
      return reader.find(signal);
    case 'look':
      return reader.look(call.volume, signal);
    case 'touch':
      return lstat(call.path)
        .then(() => null, ignoreSystemError)
        .then(() => null);
    case 'source':
      return collectSource(call.path, { ...call.context, signal });
    case 'read':
      return reader.read(call.path, { ...call.context, signal });
  }
});
