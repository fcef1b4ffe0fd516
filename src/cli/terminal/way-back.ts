// The lines to type after a reinstall, on a PC that has no config: where a bucket is, the config alone
// knew, so its address stands in them.
import type { Place } from '../../household/places.js';
import { commandLine } from './invocation.js';

/** What a person has no flag for, or gets asked for. */
const left: readonly string[] = ['bucket', 'prefix', 'caFile', 'credentials', 'profile'];

/** The lines, in their order; `restoreFrom` is how a push names the place. */
export function wayBack(restoreFrom: string, places: readonly Place[]): string[] {
  const place = places.find(({ name }) => name === restoreFrom);
  if (place?.kind.kind !== 's3') return [commandLine('pull', '--from', restoreFrom)];
  const { bucket = '', prefix } = place.options as { bucket?: string; prefix?: string };
  const url = `s3://${bucket}${prefix === undefined ? '' : `/${prefix}`}`;
  const members = Object.entries(place.options).filter(([member]) => !left.includes(member));
  if (members.length === 0) return [commandLine('pull', '--from', url)];
  const flags = members.flatMap(([member, value]) => flagOf(place, member, value));
  const name = place.adHoc ? 'bucket' : place.name;
  const kept = ['--credentials', 'credential-store'];
  return [
    commandLine('target', 'add', name, url, ...flags, ...kept),
    commandLine('pull', '--from', name),
  ];
}

function flagOf({ kind }: Place, member: string, value: unknown): string[] {
  const flag = kind.members.find((one) => one.member === member)?.flag.split(' ')[0];
  if (flag === undefined || value === false) return [];
  return value === true ? [flag] : [flag, String(value)];
}
