// Every Windows on every attached disk but the one that runs. First all disks are looked at, at the same
// time; then those that answer are read, one after the other. A disk that cannot be read is a warning: the
// others are still read.
import { setTimeout as sleep } from 'node:timers/promises';
import { VaultError } from '../../errors.js';
import type { CollectContext, Collection, Finding } from '../collector.js';
import { type Warning, warning } from '../../record/warning.js';
import { readerChild } from './reader-child.js';
import { type SeenVolume, sightWarnings, unlistedWarnings } from './sight-warnings.js';
import type { Volume } from '../../system/volumes/volume.js';
import type { VolumeContent, VolumeReader } from './volume-reader.js';

/** How to read the disks, and whom to tell where the search stands. */
export interface ExternalOptions {
  /** Called before each disk is read. */
  readonly onVolume: (
    name: string,
    place: { readonly number: number; readonly of: number },
  ) => void;
  /** Called once for a disk that lets the search wait. */
  readonly onSlow: (name: string) => void;
  readonly reader?: VolumeReader;
  /** How long nothing is said of a disk that lets the search wait. */
  readonly slowMs?: number;
}

/** Rejects with the signal's reason, and with errors that no disk can be the reason of. */
export async function collectExternal(
  context: CollectContext,
  { reader = readerChild(), slowMs = 5_000, ...told }: ExternalOptions,
): Promise<Collection> {
  const options = { reader, slowMs, ...told };
  try {
    const { volumes, unlisted } = await reader.find(context.signal);
    const seen = await Promise.all(volumes.map((volume) => see(volume, context, options)));
    const { collection, disks } = await readAll(seen, context, options);
    const ofSight = [...unlistedWarnings(unlisted), ...sightWarnings(seen)];
    const all = [...ofSight, ...collection.warnings];
    if (collection.findings.length === 0) all.push(nothingFound(disks));
    return { findings: collection.findings, warnings: all };
  } finally {
    reader.close();
  }
}

async function see(
  volume: Volume,
  { signal }: CollectContext,
  options: Required<ExternalOptions>,
): Promise<SeenVolume> {
  try {
    const looking = options.reader.look(volume, signal);
    return { volume, sight: await saidWhenSlow(looking, volume, options) };
  } catch (error) {
    return { volume, sight: { kind: 'unreadable', reason: reasonOf(error, signal) } };
  }
}

async function readAll(
  seen: readonly SeenVolume[],
  context: CollectContext,
  options: Required<ExternalOptions>,
): Promise<{ readonly collection: Collection; readonly disks: number }> {
  const readable = seen.flatMap(({ volume, sight }) => {
    const { root } = volume;
    return sight.kind === 'readable' && root !== null ? [{ ...volume, root }] : [];
  });
  const findings: Finding[] = [];
  const warnings: Warning[] = [];
  const known = new Set<string>();
  for (const [i, volume] of readable.entries()) {
    context.signal.throwIfAborted();
    options.onVolume(volume.name, { number: i + 1, of: readable.length });
    try {
      const reading = options.reader.read(volume.root, context);
      const content = await saidWhenSlow(reading, volume, options);
      findings.push(...newFindings(content, known));
      warnings.push(...content.collection.warnings);
    } catch (error) {
      const message = reasonOf(error, context.signal);
      warnings.push(warning('disk-unreadable', message, volume.root));
    }
  }
  return { collection: { findings, warnings }, disks: readable.length };
}

/** The same folder may be mounted at two places, and must not become two PCs. */
function newFindings({ collection, identities }: VolumeContent, known: Set<string>): Finding[] {
  return collection.findings.filter((_, i) => {
    const identity = identities[i] ?? null;
    if (identity === null) return true;
    const isNew = !known.has(identity);
    known.add(identity);
    return isNew;
  });
}

async function saidWhenSlow<T>(
  work: Promise<T>,
  { name }: Volume,
  { onSlow, slowMs }: Required<ExternalOptions>,
): Promise<T> {
  const done = new AbortController();
  const telling = sleep(slowMs, undefined, { signal: done.signal }).then(
    () => {
      onSlow(name);
    },
    () => undefined,
  );
  try {
    return await work;
  } finally {
    done.abort();
    await telling;
  }
}

/** @throws the signal's reason, or the error itself where it is no fault of a disk. */
function reasonOf(error: unknown, signal: AbortSignal): string {
  signal.throwIfAborted();
  if (!(error instanceof VaultError) || error.code === 'FAILURE') throw error;
  return error.hint === undefined ? error.message : `${error.message}. ${error.hint}`;
}

function nothingFound(disks: number): Warning {
  const message = `no Windows was found on the attached disks (disks looked at: ${disks})`;
  return warning('no-windows-found', message, 'attached disks');
}
