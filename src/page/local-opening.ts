// Opens the backups of a page where it runs, with the tool's own pull: the newest good record of each PC, and
// what is damaged told. The page runs it in a worker, which is ended when it locks.
import { derivePassphraseKey, writerCost } from '../crypto/kdf.js';
import { looksLikeCapsLock, mistypedWords } from '../crypto/mistyped-words.js';
import { passphraseBytes } from '../crypto/passphrase.js';
import { readRecoveryText } from '../crypto/typed-recovery.js';
import { VaultError } from '../errors.js';
import { parseRecordName } from '../record/name.js';
import { emptyState } from '../vault/memory/state.js';
import type { UnlockExisting } from '../vault/opening/unlock-with.js';
import { type PullResult, pull } from '../vault/pull.js';
import type { ReadingRun } from '../vault/run.js';
import { type GivenBackup, backupsIn, backupsInside, seenFromOutside } from './given-backups.js';
import { givenPlace } from './given-place.js';
import type { GivenFile, Known, Opening, Progress, Refused, Secret, Slip } from './opening.js';
import { revealed, shownResult } from './shown-pc.js';

/** Opens what lies in the page's block of data, and in the files that it is given. */
export function localOpening(data: string): Opening {
  const inFiles = new Map<string, GivenBackup>();
  const refused = new Map<string, Refused>();
  const inside = backupsInside(data).catch((error: unknown) => {
    refused.set('', refusedFor('RESTORE.html', error));
    return [];
  });
  let result: PullResult | null = null;

  return {
    async look(files) {
      for (const file of files) await take(file, inFiles, refused);
      return known(await inside, [...inFiles.values()], [...refused.values()]);
    },
    async open(secret, listen) {
      const unlock = await unlockBy(secret);
      const groups = { 'this page': await inside, 'the files': [...inFiles.values()] };
      if (Object.values(groups).every((group) => group.length === 0))
        throw new VaultError('NO_RECORD', 'there is no backup to open');
      result = await pull(runOver(groups, listen), { unlock, machine: null });
      return shownResult(result, new Date());
    },
    slipsIn,
    reveal(pc, entry) {
      const record = result?.opened.find(({ name }) => name === pc);
      const shown = record === undefined ? null : revealed(record, entry);
      if (shown === null) throw new VaultError('NOT_FOUND', 'there is no such key');
      return Promise.resolve(shown);
    },
    lock() {
      result = null;
    },
  };
}

async function take(
  file: GivenFile,
  into: Map<string, GivenBackup>,
  refused: Map<string, Refused>,
): Promise<void> {
  try {
    for (const backup of await backupsIn(file)) into.set(backup.name, backup);
    refused.delete(file.name);
  } catch (error) {
    refused.set(file.name, refusedFor(file.name, error));
  }
}

function refusedFor(name: string, error: unknown): Refused {
  if (!(error instanceof VaultError)) throw error;
  return { name, failure: { code: error.code, message: error.message } };
}

async function known(
  inside: readonly GivenBackup[],
  inFiles: readonly GivenBackup[],
  refused: readonly Refused[],
): Promise<Known> {
  const seen = await Promise.all([...inside, ...inFiles].map(seenFromOutside));
  const hasRecovery = seen.some((record) => record !== null && record.card.recoverySlot !== null);
  const tags = new Set(inside.map(({ name }) => parseRecordName(name)?.tag));
  const counts = { inside: inside.length, inFiles: inFiles.length, pcs: tags.size };
  return { ...counts, hasRecovery, refused };
}

/** As the command line says it. */
async function slipsIn(passphrase: string): Promise<Slip[]> {
  const words = (await mistypedWords(passphrase)) ?? [];
  const isCapitals = await looksLikeCapsLock(passphrase);
  return [
    ...(isCapitals ? [{ kind: 'caps-lock' } as const] : []),
    ...words.map((one) => ({ kind: 'word', ...one }) as const),
  ];
}

/** A recovery code opens without a derivation; a passphrase is checked before one. */
async function unlockBy({ kind, text }: Secret): Promise<UnlockExisting> {
  if (kind === 'recovery-code') return { kind, code: await readRecoveryText(text) };
  passphraseBytes(text);
  return { kind, isTyped: false, ask: () => Promise.resolve(passphraseBytes(text)) };
}

function runOver(
  groups: Readonly<Record<string, readonly GivenBackup[]>>,
  listen: (progress: Progress) => void,
): ReadingRun {
  const targets = Object.entries(groups)
    .filter(([, backups]) => backups.length > 0)
    .map(([name, backups]) => givenPlace(name, backups));
  const derive: typeof derivePassphraseKey = async (...args) => {
    listen('deriving');
    try {
      return await derivePassphraseKey(...args);
    } finally {
      listen('derived');
    }
  };
  return {
    targets,
    listen: () => undefined,
    signal: new AbortController().signal,
    effects: {
      ...{ derive, deriveApart: derive, cost: writerCost, now: () => new Date() },
      state: nothingRemembered,
    },
    questions: { mayGoOn: () => Promise.resolve(false) },
  };
}

/** A page remembers nothing. */
const nothingRemembered: ReadingRun['effects']['state'] = {
  load: () => Promise.resolve(emptyState),
  save: () => Promise.resolve(),
  tryWriting: () => Promise.resolve(),
  exclusively: (work) => work(),
};
