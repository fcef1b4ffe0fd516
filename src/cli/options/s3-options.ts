// The flags of a bucket: with them `s3://bucket/prefix` is all that it takes, without a config, as after a
// reinstall. What each means stands in targets/s3/members.ts, which also makes the config's members.
import type { Command } from 'commander';
import { VaultError, hint } from '../../errors.js';
import type { Place } from '../../household/places.js';
import { findKind } from '../../targets/kinds.js';

/** The flags of a bucket, as commander gives them, among others of a command. */
export interface BucketFlags {
  readonly provider?: string;
  readonly endpoint?: string;
  readonly region?: string;
  readonly credentials?: string;
  readonly profile?: string;
  readonly caFile?: string;
  readonly pathStyle?: boolean;
}

const members = findKind('s3')?.members ?? [];

/** Adds the flags that say how a bucket is reached. */
export function addBucketOptions(command: Command): Command {
  for (const { flag, description } of members) command.option(flag, description);
  return command;
}

/**
 * The places, each bucket that was typed with what the flags say of it. A place of the config has members
 * of its own.
 * @throws VaultError `USAGE` for such a flag where no bucket was typed, `BAD_CONFIG` for a value that cannot be.
 */
export function withBucketFlags(places: readonly Place[], flags: BucketFlags): Place[] {
  const names = new Set(members.map(({ member }) => member));
  const given = Object.entries(flags).filter(([name]) => names.has(name));
  const isTyped = ({ kind, adHoc }: Place): boolean => adHoc && kind.kind === 's3';
  const [first] = given;
  if (first === undefined) return [...places];
  if (!places.some(isTyped)) {
    throw new VaultError('USAGE', `no bucket was given that ${first[0]} could belong to`, {
      hint: hint`Such flags go with s3://bucket/prefix. To change a place of the config, remove it and add it again: ${{ do: 'target-add' }}`,
    });
  }
  const told = Object.fromEntries(given);
  return places.map((place) =>
    isTyped(place)
      ? { ...place, options: place.kind.parseOptions({ ...place.options, ...told }) }
      : place,
  );
}

/** The same flags, to be typed for another command. */
export function typedAgain(flags: BucketFlags): string[] {
  const given = new Map<string, unknown>(Object.entries(flags));
  return members.flatMap(({ member, flag }) => {
    const [name = '', takesValue] = flag.split(' ');
    const value = given.get(member);
    if (takesValue !== undefined) return typeof value === 'string' ? [name, value] : [];
    return value === !name.startsWith('--no-') ? [name] : [];
  });
}
