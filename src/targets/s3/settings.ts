// Bringing together what the config, the environment and an AWS profile say of a bucket, and the file
// of a certificate authority. The order is that of Amazon's own tools: the config, then the variables,
// then the profile. https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html
import { hint } from '../../errors.js';
import { readNamedText, whyUnread } from '../../system/named-file.js';
import { type S3Source, type S3Surroundings, s3Source } from './credentials.js';
import { isUsableEndpoint, type S3Options } from './options.js';
import { type S3Defaults, type S3Place, s3Place } from './place.js';
import { filled, profileNamed, readProfile, type S3Profile } from './profile.js';
import { TargetError } from '../target.js';

type Environment = S3Surroundings['environment'];

/** A place, and where its access key is to be read. */
export interface S3Settings {
  readonly place: S3Place;
  readonly source: S3Source;
  readonly profile: S3Profile;
}

/**
 * Reads the settings. Wherever the access key comes from, the profile tells endpoint and region: a key
 * out of the environment must not go to another server than Amazon's tools would send it to.
 * @throws TargetError `DENIED` for a profile that cannot be read, `WRONG_TARGET` for an endpoint in the
 * environment or the profile that is none, or that the profile says where nothing is.
 */
export async function readSettings(
  options: S3Options,
  surroundings: S3Surroundings,
): Promise<S3Settings> {
  const { environment } = surroundings;
  const source = s3Source(options, surroundings);
  const name = options.profile ?? profileNamed(environment);
  const told = options.endpoint ?? options.provider ?? endpointIn(environment);
  const profile = await readProfile(name, surroundings).catch((error: unknown) => {
    // Of a file that nobody needs it does not matter that it cannot be read.
    if (source.kind === 'profile' || told === undefined) throw error;
    return { name, settings: new Map<string, string>(), services: null };
  });
  const endpoint = told === undefined ? endpointOf(profile, environment) : endpointIn(environment);
  const place = s3Place(options, { ...defaultsFrom(environment, profile), endpoint });
  return { place, source, profile };
}

function endpointIn(environment: Environment): string | undefined {
  if (isTrue(environment[ignoring])) return undefined;
  return usable(filled(environment['AWS_ENDPOINT_URL_S3'], environment['AWS_ENDPOINT_URL']));
}

/** The section for S3 alone goes first; `s3 =` within the profile is how a plug-in had it before. */
function endpointOf(profile: S3Profile, environment: Environment): string | undefined {
  const { name, settings, services } = profile;
  if (isTrue(environment[ignoring] ?? settings.get('ignore_configured_endpoint_urls')))
    return undefined;
  const section = settings.get('services');
  if (section !== undefined && services === null) {
    const message = `the profile "${name}" names [services ${section}], which is not there`;
    throw new TargetError('WRONG_TARGET', message, {
      hint: 'Correct ~/.aws/config, or give the address of the server.',
    });
  }
  const ofService = services?.get('s3.endpoint_url') ?? settings.get('s3.endpoint_url');
  return usable(ofService ?? settings.get('endpoint_url'));
}

const ignoring = 'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS';

function isTrue(value: string | undefined): boolean {
  return value?.trim().toLowerCase() === 'true';
}

function usable(endpoint: string | undefined): string | undefined {
  if (endpoint === undefined || isUsableEndpoint(endpoint)) return endpoint;
  throw new TargetError('WRONG_TARGET', `AWS_ENDPOINT_URL or endpoint_url is no usable address`, {
    hint: hint`Correct it, or name the address: ${{ tell: 'endpoint' }}, or "endpoint" in the config.`,
  });
}

function defaultsFrom(
  { AWS_REGION, AWS_DEFAULT_REGION }: Environment,
  { settings }: S3Profile,
): S3Defaults {
  const style = settings.get('s3.addressing_style')?.toLowerCase();
  return {
    region: filled(AWS_REGION, AWS_DEFAULT_REGION, settings.get('region')),
    pathStyle: style === 'path' ? true : style === 'virtual' ? false : undefined,
  };
}

/** The variable that names a proxy, as most tools read it; null where none is set. */
export function proxyVariable(environment: Environment): string | null {
  const names = ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY'].flatMap((name) => [
    name,
    name.toLowerCase(),
  ]);
  // eslint-disable-next-line vault/no-foreign-index -- the program's own names
  return names.find((name) => filled(environment[name]) !== undefined) ?? null;
}

/**
 * The PEM text of a certificate authority.
 * @throws TargetError `DENIED` when the file cannot be read or holds no certificate.
 */
export async function readAuthority(file: string): Promise<string> {
  const text = await readNamedText(file).catch((error: unknown) => {
    throw badAuthority(file, `cannot be read (${whyUnread(error)})`, error);
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
