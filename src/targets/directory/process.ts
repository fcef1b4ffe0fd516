// The program that works in one folder, run as a helper process by apart.ts: a mount that does not answer
// holds this process and no other, and it can be left to itself.
import { serveHelper } from '../../system/helper/main.js';
import type { RecordName } from '../../record/name.js';
import { type FolderAnswers, type FolderCall, mostNames } from './folder-call.js';
import { type DirectoryOptions, directoryKind } from './kind.js';
import type { Target } from '../target.js';

/** A call that is not wanted any more ends this process. */
const { signal } = new AbortController();

/** The target of the place: it remembers from call to call what lies there. */
let opened: { readonly options: string; readonly target: Target } | null = null;

function openedOnce(options: DirectoryOptions): Target {
  const text = JSON.stringify(options);
  if (opened?.options !== text) opened = { options: text, target: directoryKind.open(options) };
  return opened.target;
}

serveHelper(async (call: FolderCall): Promise<FolderAnswers[FolderCall['call']]> => {
  const target = openedOnce(call.options);
  switch (call.call) {
    case 'initialise':
      return directoryKind.initialise(call.options, signal);
    case 'identify':
      return target.identify(signal);
    case 'get':
      return target.get(call.name, signal);
    case 'list':
      return firstNames(target);
    case 'tryWriting':
      await target.tryWriting(signal);
      return null;
    case 'clockAheadMs':
      return target.clockAheadMs(signal);
    case 'put':
      await target.put(call.name, call.record, signal);
      return null;
    case 'remove':
      await target.remove(call.name, signal);
      return null;
  }
});

async function firstNames(target: Target): Promise<readonly RecordName[]> {
  const names: RecordName[] = [];
  for await (const name of target.list(signal)) {
    names.push(name);
    if (names.length === mostNames) break;
  }
  return names;
}
