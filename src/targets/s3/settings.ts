// Bringing together what the config, the environment and an AWS profile say of a bucket, and the file
// of a certificate authority. The order is that of Amazon's own tools: the config, then the variables,
// then the profile. https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html
import { readFile } from 'node:fs/promises';
import { systemCode } from '../../errors.js';
import { type S3Source, type S3Surroundings, s3Source } from './credentials.js';
import { isUsableEndpoint, type S3Options } from './options.js';
import { type S3Defaults, type S3Place, s3Place } from './place.js';
import { readProfile, type S3Profile } from './profile.js';
import { TargetError } from '../target.js';

/** A place, and where its access key is to be read. */
export interface S3Settings {
  readonly place: S3Place;
  readonly source: S3Source;
  /** The settings of the profile that `source` names; empty for other sources. */
  readonly profile: S3Profile;
}

/**
 * Reads the settings.
 * @throws TargetError `DENIED` for a profile that cannot be read, `WRONG_TARGET` for an endpoint in the
 * environment or the profile that is none.
 */
export async function readSettings(
  options: S3Options,
  surroundings: S3Surroundings,
): Promise<S3Settings> {
  const source = s3Source(options, surroundings);
  const isProfile = source.kind === 'profile';
  const profile = isProfile ? await readProfile(source.profile, surroundings) : noProfile;
  const place = s3Place(options, defaultsFrom(surroundings.environment, profile));
  return { place, source, profile };
}

const noProfile: S3Profile = new Map();

/** What an access key of the bucket is filed under, without reading any file. */
export function secretAccountOf(
  options: S3Options,
  environment: S3Surroundings['environment'],
): string {
  return s3Place(options, defaultsFrom(environment, noProfile)).secretAccount;
}

function defaultsFrom(environment: S3Surroundings['environment'], profile: S3Profile): S3Defaults {
  const { AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL, AWS_REGION, AWS_DEFAULT_REGION } = environment;
  const endpoint = first(AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL, profile.get('endpoint_url'));
  if (endpoint !== undefined && !isUsableEndpoint(endpoint)) {
    throw new TargetError('WRONG_TARGET', `AWS_ENDPOINT_URL or endpoint_url is no usable address`, {
      hint: 'Correct it, or set "endpoint" in the config.',
    });
  }
  return { endpoint, region: first(AWS_REGION, AWS_DEFAULT_REGION, profile.get('region')) };
}

/** Tools set variables to nothing to unset them. */
function first(...values: readonly (string | undefined)[]): string | undefined {
  return values.find((value) => value !== undefined && value !== '');
}

/**
 * The PEM text of a certificate authority.
 * @throws TargetError `DENIED` when the file cannot be read or holds no certificate.
 */
export async function readAuthority(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    const code = systemCode(error);
    if (code === undefined) throw error;
    throw badAuthority(file, `cannot be read (${code})`, error);
  });
  if (text.includes('-----BEGIN CERTIFICATE-----')) return text;
  throw badAuthority(file, 'holds no certificate in PEM form');
}

function badAuthority(file: string, what: string, cause?: unknown): TargetError {
  return new TargetError('DENIED', `the certificate authority in ${file} ${what}`, {
    hint: 'Correct "caFile" in the config: a PEM file of the authority that signed the server.',
    cause,
  });
}
