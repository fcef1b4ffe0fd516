// Where the page is: closed, opening or open; and what takes it from one to another.
import { useCallback, useEffect, useState } from 'preact/hooks';
import { VaultError } from '../../errors.js';
import type { Failure, Known, Opened, Opening, Progress, Secret } from '../opening.js';

/** Where the page is. */
type Phase =
  | {
      readonly at: 'closed';
      readonly failure: Failure | null;
      readonly said: Locked | null;
    }
  | { readonly at: 'opening'; readonly progress: Progress | null }
  | { readonly at: 'open'; readonly opened: Opened };

const atStart: Phase = { at: 'closed', failure: null, said: null };

/** Why a page was locked: somebody said so, or nobody touched it. */
export type Locked = 'locked' | 'idle';

interface Phases {
  /** What there is to open; null until it was looked at. */
  readonly known: Known | null;
  readonly phase: Phase;
  readonly look: (files: Parameters<Opening['look']>[0]) => void;
  readonly open: (secret: Secret) => void;
  /** @param said null where it needs no word. */
  readonly lock: (said: Locked | null) => void;
}

/** A page that is closed at first. */
export function usePhase(opening: Opening): Phases {
  const [known, setKnown] = useState<Known | null>(null);
  const [phase, setPhase] = useState<Phase>(atStart);

  const look = useCallback(
    (files: Parameters<Opening['look']>[0]) => {
      opening.look(files).then(setKnown, (error: unknown) => {
        setKnown((before) => before ?? nothingKnown);
        setPhase({ at: 'closed', failure: failureOf(error), said: null });
      });
    },
    [opening],
  );
  const open = (secret: Secret): void => {
    setPhase({ at: 'opening', progress: null });
    const listen = (progress: Progress): void => {
      setPhase((now) => (now.at === 'opening' ? { ...now, progress } : now));
    };
    opening.open(secret, listen).then(
      (opened) => {
        setPhase({ at: 'open', opened });
      },
      async (error: unknown) => {
        const failure = await withSlips(failureOf(error), secret, opening);
        // It was stopped by hand: there is nothing to be told.
        if (failure.code !== 'INTERRUPTED') setPhase({ at: 'closed', failure, said: null });
      },
    );
  };
  const lock = useCallback(
    (said: Locked | null) => {
      opening.lock();
      setPhase({ at: 'closed', failure: null, said });
    },
    [opening],
  );

  useEffect(() => {
    look([]);
  }, [look]);
  return { known, phase, look, open, lock };
}

/** Of a passphrase that is wrong, what may be mistyped in it. */
async function withSlips(failure: Failure, secret: Secret, opening: Opening): Promise<Failure> {
  if (failure.code !== 'WRONG_PASSPHRASE' || secret.kind !== 'passphrase') return failure;
  try {
    return { ...failure, slips: await opening.slipsIn(secret.text) };
  } catch (error) {
    return failureOf(error);
  }
}

const nothingKnown: Known = { inside: 0, inFiles: 0, pcs: 0, hasRecovery: true, refused: [] };

function failureOf(error: unknown): Failure {
  if (error instanceof VaultError) return { code: error.code, message: error.message };
  return { code: 'FAILURE', message: error instanceof Error ? error.message : 'unknown' };
}
