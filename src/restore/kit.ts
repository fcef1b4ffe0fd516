// The kit: all that gives the keys back on the day after, in one folder on a stick. The sealed backups are brought
// there by whoever calls, as to any place; beside them go the portable folders, the page and a text for people.
// Everything that could stand in the way is looked at before the first byte is written.
import { VaultError } from '../errors.js';
import { type KitEffects, kitError } from './kit-file.js';
import type { KitPlace } from './kit-backups.js';
import { checkPage, checkPageName, noTemplate, writePage } from './kit-page.js';
import { type KitPart, kitPart } from './kit-part.js';
import { checkReadme, readmeName, writeReadme } from './kit-readme.js';
import { type PlannedCopy, copyPortable, lookAt, planCopy, tidyCopies } from './portable-copy.js';
import { type PortableFolder, buildOf, faultsIn } from './portable-folder.js';
import { type Warning, warning } from '../record/warning.js';
import { pageName, portableNames } from '../system/program-files.js';
import { digestOf } from './kit-file.js';
import { join } from 'node:path';
import { sameBytes } from '../bytes.js';

/** What a kit is made of. */
export interface KitRequest {
  /** Where the kit lies, or will. */
  readonly folder: string;
  /** The portable folders that are at hand. */
  readonly portable: readonly PortableFolder[];
  /** The page without backups; null where the program came without it. */
  readonly template: string | null;
  /** The build of the program that runs, by {@link buildOf}; null where it is not at hand. */
  readonly program: string | null;
  /** What a place without a kit has for people. */
  readonly placeReadme: string;
  /** Brings the backups to the folder, which it makes a place, and gives what reads them there. */
  readonly storeBackups: () => Promise<{ readonly place: KitPlace; readonly part: KitPart }>;
}

export interface KitResult {
  readonly folder: string;
  /** In the order in which they were written. */
  readonly parts: readonly KitPart[];
}

/** How a kit is worked on. */
export interface KitRun {
  readonly effects: KitEffects;
  readonly signal: AbortSignal;
  /** Told of each part when it is done. */
  readonly listen: (part: KitPart) => void;
  readonly warn: (warning: Warning) => void;
}

/**
 * Makes the kit, or brings one up to date. A part that cannot be written is in the result, and the others are
 * written all the same.
 * @throws VaultError `FULL` before anything is written, `NOT_WRITTEN` where somebody else's files have the names,
 *   and what the storing of the backups throws.
 */
export async function makeKit(request: KitRequest, run: KitRun): Promise<KitResult> {
  const { folder, portable, template } = request;
  const { effects, signal } = run;
  const plans = await plansOf(folder, portable, signal);
  await checkPageName(folder);
  await checkRoom(folder, plans, { template, effects });
  const held = { program: request.program, warn: run.warn };
  for (const one of portable) warnOfOther(one, held);
  const parts: KitPart[] = [];
  const done = (part: KitPart): void => {
    parts.push(part);
    run.listen(part);
  };
  const { place, part } = await request.storeBackups();
  done(part);
  const steps: readonly (Pick<KitPart, 'kind' | 'name'> & { write: () => Promise<KitPart> })[] = [
    {
      ...{ kind: 'page', name: pageName },
      write: () =>
        template === null ? Promise.reject(noTemplate()) : writePage(place, template, run),
    },
    {
      ...{ kind: 'readme', name: readmeName },
      write: () => writeReadme(place.folder, request.placeReadme, effects),
    },
    ...plans.map((plan) => ({
      ...{ kind: 'program' as const, name: plan.source.name },
      write: () => copyPortable(plan, place.folder, signal),
    })),
  ];
  for (const { write, ...named } of steps) done(await partOr(named, write, signal));
  for (const name of absentNames(portable))
    done(await keptProgram(place.folder, name, { ...held, signal }));
  return { folder: place.folder, parts };
}

/** What is there already of each portable folder. */
async function plansOf(
  folder: string,
  portable: readonly PortableFolder[],
  signal: AbortSignal,
): Promise<PlannedCopy[]> {
  try {
    await tidyCopies(folder);
  } catch (error) {
    const known = kitError(folder, error);
    if (!(known instanceof VaultError)) throw error;
    // It is made later.
  }
  const plans: PlannedCopy[] = [];
  for (const one of portable) plans.push(await planCopy(one, folder, signal));
  return plans;
}

/** More than the backups of a household and what belongs to them take. */
const roomBesideBytes = 4 * 1024 * 1024;

async function checkRoom(
  folder: string,
  plans: readonly PlannedCopy[],
  { template, effects }: Pick<KitRequest, 'template'> & Pick<KitRun, 'effects'>,
): Promise<void> {
  const copies = plans.reduce((sum, { bytes }) => sum + bytes, 0);
  const needed = copies + (template?.length ?? 0) + roomBesideBytes;
  const free = await effects.freeBytes(folder);
  if (free === null || free >= needed) return;
  const [has, takes] = [free, needed].map((bytes) => Math.ceil(bytes / 1_000_000));
  throw new VaultError('FULL', `${folder} has ${has} MB left, and the kit takes ${takes} MB`, {
    hint: 'Nothing was written. Make room there, or use a larger stick.',
  });
}

/** A part that fails does not stop the others; an abort does. */
async function partOr(
  named: Pick<KitPart, 'kind' | 'name'>,
  write: () => Promise<KitPart>,
  signal: AbortSignal,
): Promise<KitPart> {
  try {
    return await write();
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof VaultError)) throw error;
    return kitPart({ ...named, state: 'failed' }, { error });
  }
}

function absentNames(portable: readonly PortableFolder[]): readonly PortableFolder['name'][] {
  return portableNames.filter((name) => !portable.some((one) => one.name === name));
}

/** A portable folder that is not at hand: what lies in the kit of an earlier time stays. */
async function keptProgram(
  kit: string,
  name: PortableFolder['name'],
  held: Pick<KitRequest, 'program'> & Pick<KitRun, 'signal' | 'warn'>,
): Promise<KitPart> {
  const part = { kind: 'program', name } as const;
  const there = await lookAt(join(kit, name));
  if (there === 'absent') return kitPart({ ...part, state: 'absent' });
  if (there === 'foreign') return kitPart({ ...part, state: 'wrong' }, { notes: [notPortable] });
  warnOfOther(there, held);
  return programPart(there, { known: [], signal: held.signal });
}

/** Whether the folder holds another build than the program that runs; what is not known is none. */
function isOtherBuild({ files }: PortableFolder, program: string | null): boolean {
  return program !== null && buildOf(files) !== program;
}

function warnOfOther(
  one: PortableFolder,
  { program, warn }: Pick<KitRequest, 'program'> & Pick<KitRun, 'warn'>,
): void {
  if (!isOtherBuild(one, program)) return;
  const message = `${one.name} holds another build of the program than this one, most likely an older one`;
  warn(warning('kit-other-program', message, one.folder, { hint: renewProgram }));
}

const renewProgram =
  'Unpack the portable folder of this version (in a clone: npm run build:portable), then make the kit again and name it with --portable FOLDER.';

const notPortable = 'it is not a portable folder of this program';

/** What is looked at, and what it is held against. */
export interface KitCheck extends Pick<KitRequest, 'portable' | 'program' | 'template'> {
  readonly place: KitPlace;
  /** How the backups themselves are. */
  readonly checkBackups: () => Promise<KitPart>;
}

/** Whether each part of a kit is ours and whole. Writes nothing. */
export async function checkKit(request: KitCheck, run: KitRun): Promise<KitResult> {
  const { place, portable, template, program } = request;
  const { signal, warn } = run;
  const parts: KitPart[] = [];
  const done = (part: KitPart): void => {
    parts.push(part);
    run.listen(part);
  };
  done(await request.checkBackups());
  done(await checkPage(place, template, run));
  done(await checkReadme(place.folder));
  for (const name of portableNames) {
    const there = await lookAt(join(place.folder, name));
    const part = { kind: 'program', name } as const;
    if (there === 'absent') done(kitPart({ ...part, state: 'absent' }));
    else if (there === 'foreign')
      done(kitPart({ ...part, state: 'wrong' }, { notes: [notPortable] }));
    else {
      warnOfOther(there, { program, warn });
      done(await programPart(there, { known: portable, program, signal }));
    }
  }
  return { folder: place.folder, parts };
}

/**
 * A portable folder, held against its own list; and that against the list of the same folder elsewhere, since
 * whoever changes a program can change the list beside it. Without such a list the program that runs is what it is
 * held against, where that is given.
 */
async function programPart(
  there: PortableFolder,
  {
    known,
    program = null,
    signal,
  }: {
    readonly known: readonly PortableFolder[];
    readonly program?: string | null;
    readonly signal: AbortSignal;
  },
): Promise<KitPart> {
  const part = { kind: 'program', name: there.name } as const;
  const other = known.find(({ name }) => name === there.name);
  const digest = digestOf(there.listing);
  const isOther = other !== undefined && !sameBytes(other.listing, there.listing);
  const isChanged = other === undefined && isOtherBuild(there, program);
  const notes = [
    ...(await faultsIn(there, signal)),
    ...(isOther ? [`it is another one than ${other.folder}`] : []),
    ...(isChanged ? ['it is another build than this program, or it was changed'] : []),
  ];
  if (notes.length > 0) return kitPart({ ...part, state: 'wrong' }, { notes, digest });
  return kitPart({ ...part, state: other === undefined ? 'unproven' : 'whole' }, { digest });
}
