// What a pull has opened is on the screen while a place is still waited for, and is corrected where that
// turns out to hold a newer backup.
import { isDeepStrictEqual } from 'node:util';
import type { PulledRecord } from '../../vault/pulled-record.js';
import type { VaultEvent } from '../../vault/run.js';
import { printable, say } from './output.js';

/** Nothing is printed early where all places are done by then. */
const patienceMs = 3_000;

/** Prints results, early where they are waited for. */
export interface EarlyPrint {
  readonly opened: (event: Extract<VaultEvent, { kind: 'opened' }>) => void;
  /** Prints the result, unless just that stands there already. */
  readonly end: (opened: readonly PulledRecord[]) => void;
}

/** @param print prints all of the records. */
export function earlyPrint(print: (opened: readonly PulledRecord[]) => void): EarlyPrint {
  let latest: readonly PulledRecord[] = [];
  let waitingFor: readonly string[] = [];
  let printed: readonly PulledRecord[] | null = null;
  let timer: NodeJS.Timeout | null = null;
  let isEnded = false;
  const isPrinted = (): boolean =>
    printed !== null && isDeepStrictEqual(asShown(printed), asShown(latest));
  const show = (): void => {
    timer = null;
    if (isEnded || waitingFor.length === 0) return;
    if (!isPrinted()) {
      if (printed !== null) say('What follows takes the place of what is above.');
      printed = latest;
      print(latest);
    }
    say(`Still waiting for ${waitingFor.map(printable).join(', ')} (Ctrl-C ends that).`);
  };
  return {
    opened: (event) => {
      ({ opened: latest, waitingFor } = event);
      if (waitingFor.length > 0) timer ??= setTimeout(show, patienceMs).unref();
    },
    end: (opened) => {
      isEnded = true;
      if (timer !== null) clearTimeout(timer);
      latest = opened;
      if (isPrinted()) return;
      if (printed !== null)
        say('A place that came later holds more: what follows takes the place of what is above.');
      print(opened);
    },
  };
}

/** What of the records is seen: that another place holds one too is no reason to print it again. */
function asShown(opened: readonly PulledRecord[]): unknown {
  return opened.map(({ name, content }) => [name, content]);
}
