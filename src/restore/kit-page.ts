// The page of a kit: RESTORE.html beside the records, with the newest backups of each PC inside. It is made of
// what lies in the place, sealed as it is, so that no passphrase is needed. A page that is not ours is never
// replaced; one of another version, or one that was changed, is, since what it shows is asked for a passphrase.
import { join } from 'node:path';
import { sameBytes } from '../bytes.js';
import { VaultError } from '../errors.js';
import type { Warning } from '../record/warning.js';
import { pageName } from '../system/program-files.js';
import {
  type KitPlace,
  backupsForPage,
  faultOfBackup,
  recordOf,
  warnOfLeft,
} from './kit-backups.js';
import { type KitEffects, digestOf, readPlain, textOf, writeVerified } from './kit-file.js';
import { type KitPart, kitPart } from './kit-part.js';
import { type PageBackup, backupsIn, pageWith, pageWithout } from './page-data.js';

/** How a page is worked on. */
interface KitWork {
  readonly effects: KitEffects;
  readonly signal: AbortSignal;
  readonly warn: (warning: Warning) => void;
}

/** The page that lies there: its text, nothing, or something that is no page of ours. */
async function pageIn(folder: string): Promise<{ text: string } | 'absent' | 'foreign'> {
  const bytes = await readPlain(join(folder, pageName));
  if (bytes === 'absent') return 'absent';
  const text = bytes === 'other' ? null : textOf(bytes);
  return text === null || without(text) === null ? 'foreign' : { text };
}

function without(text: string): string | null {
  try {
    return pageWithout(text);
  } catch (error) {
    if (error instanceof VaultError) return null;
    throw error;
  }
}

/** @throws VaultError `NOT_WRITTEN` where somebody else's file has the name of the page. */
export async function checkPageName(folder: string): Promise<void> {
  if ((await pageIn(folder)) !== 'foreign') return;
  throw new VaultError('NOT_WRITTEN', `${join(folder, pageName)} is not a page of this program`, {
    hint: 'It stays as it is. Rename it, then try again.',
  });
}

/** Writes the page with what the place holds now, where that is not there yet. */
export async function writePage(
  place: KitPlace,
  template: string,
  { effects, signal, warn }: KitWork,
): Promise<KitPart> {
  const { folder } = place;
  await checkPageName(folder);
  const chosen = await backupsForPage(place, signal);
  warnOfLeft(chosen, place.folder, warn);
  const text = pageWith(template, chosen.backups);
  const path = join(folder, pageName);
  const bytes = new TextEncoder().encode(text);
  const held = await readPlain(path);
  const isThere = typeof held !== 'string' && sameBytes(held, bytes);
  signal.throwIfAborted();
  if (!isThere) await writeVerified(path, bytes, effects);
  const state = isThere ? 'there' : 'written';
  const digest = digestOf(pageWithout(template));
  return kitPart({ kind: 'page', name: pageName, state }, { digest });
}

/**
 * Brings the page of a place up to date, where one of ours lies there; elsewhere it does nothing.
 * @param template null where this program has none: the page that is there gets the backups.
 */
export async function renewPage(
  place: KitPlace,
  template: () => Promise<string | null>,
  work: KitWork,
): Promise<void> {
  const there = await pageIn(place.folder);
  if (typeof there === 'string') return;
  await writePage(place, (await template()) ?? there.text, work);
}

/** Whether the page is ours, and holds the newest backups of each PC whole. */
export async function checkPage(
  place: KitPlace,
  template: string | null,
  { signal, warn }: Pick<KitWork, 'signal' | 'warn'>,
): Promise<KitPart> {
  const part = { kind: 'page', name: pageName } as const;
  const there = await pageIn(place.folder);
  if (there === 'absent') return kitPart({ ...part, state: 'absent' });
  if (there === 'foreign')
    return kitPart({ ...part, state: 'wrong' }, { notes: ['it is not a page of this program'] });
  const digest = digestOf(pageWithout(there.text));
  const current = await backupsForPage(place, signal);
  warnOfLeft(current, place.folder, warn);
  const { foreign, faults } = await faultsOfBackups(there.text, current.backups);
  const isOther = template !== null && digest !== digestOf(pageWithout(template));
  const wrong = [
    ...(isOther ? ['it is of another version than this program, or it was changed'] : []),
    ...foreign,
  ];
  if (wrong.length > 0)
    return kitPart({ ...part, state: 'wrong' }, { notes: [...wrong, ...faults], digest });
  if (faults.length > 0) {
    const unproven = template === null ? [unprovenPage] : [];
    return kitPart({ ...part, state: 'damaged' }, { notes: [...faults, ...unproven], digest });
  }
  return kitPart({ ...part, state: template === null ? 'unproven' : 'whole' }, { digest });
}

const unprovenPage = 'whether the page itself is ours nothing here can tell';

/** What is in the page that no page of ours holds, and what is wrong with the backups in it. */
async function faultsOfBackups(
  page: string,
  current: readonly PageBackup[],
): Promise<{ readonly foreign: readonly string[]; readonly faults: readonly string[] }> {
  let inside: readonly PageBackup[];
  try {
    inside = backupsIn(page);
  } catch (error) {
    if (error instanceof VaultError) return { foreign: [error.message], faults: [] };
    throw error;
  }
  const faults: string[] = [];
  for (const { name, sealed } of inside) {
    const known = recordOf(name);
    const bytes = new Uint8Array(Buffer.from(sealed, 'base64'));
    const fault = known === null ? 'its name is none' : await faultOfBackup(known, bytes);
    if (fault !== null) faults.push(`a backup inside, ${name.slice(0, 80)}: ${fault}`);
  }
  const names = new Set(inside.map(({ name }) => name));
  if (current.some(({ name }) => !names.has(name)))
    faults.push('it lacks newer backups that lie beside it');
  return { foreign: [], faults };
}

/** Why the page cannot be made: the program came without it. */
export function noTemplate(): VaultError {
  return new VaultError(
    'NOT_WRITTEN',
    `this program came without ${pageName}, so the kit has none`,
    {
      hint: 'Build it (npm run build), or install the program anew.',
    },
  );
}
