// A bucket in words to type on a PC without this config, these variables and this profile: as after a
// reinstall, when nothing but the account at the provider is left.
import type { S3Options } from './options.js';
import type { S3Settings } from './settings.js';

/** The place, and behind it the flags of s3/members.ts that it takes to find it again. */
export function wordsOf(
  { bucket, prefix, caFile }: S3Options,
  { place }: Pick<S3Settings, 'place'>,
): readonly string[] {
  const { provider, region, endpoint, pathStyle } = place;
  const isUsual = provider.endpoint?.replace('{region}', region) === endpoint;
  return [
    prefix === undefined ? `s3://${bucket}` : `s3://${bucket}/${prefix}`,
    ...['--provider', provider.id],
    ...(isUsual ? [] : ['--endpoint', endpoint]),
    ...['--region', region],
    ...(pathStyle === provider.pathStyle ? [] : [pathStyle ? '--path-style' : '--no-path-style']),
    ...(caFile === undefined ? [] : ['--ca-file', caFile]),
  ];
}
