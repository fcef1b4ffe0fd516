// Where the access key of a bucket is read from: the environment, a profile of Amazon's own tools, or
// the credential store. One source is asked, and only that one; nothing here opens a connection. The
// credential store is handed in as a function: its own target is a sibling.
import { hint } from '../../errors.js';
import * as v from 'valibot';
import type { S3Options } from './options.js';
import type { S3Place } from './place.js';
import { filled, profileNamed, type S3Profile } from './profile.js';
import { TargetError } from '../target.js';

/** What signs the requests. */
export interface S3Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** What is outside the target and told to it. */
export interface S3Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where `.aws` lies. */
  readonly homeFolder: string;
  /**
   * Reads what {@link encodeS3Credentials} made out of the credential store; resolves to null when
   * there is nothing under this account. May throw TargetError.
   */
  readonly readSecret: (account: string) => Promise<string | null>;
  /** What that is in the user's words where it is not the credential store that is read. */
  readonly secretWords?: string;
}

/** One source of access keys, chosen before anything is read. */
export type S3Source =
  | { readonly kind: 'environment' }
  | { readonly kind: 'profile'; readonly profile: string }
  | { readonly kind: 'credential-store' };

/** The source that the options name; where they name none, the one that the environment suggests. */
export function s3Source(options: S3Options, { environment }: S3Surroundings): S3Source {
  const profile = options.profile ?? profileNamed(environment);
  if (options.credentials === 'profile') return { kind: 'profile', profile };
  if (options.credentials !== undefined) return { kind: options.credentials };
  const inEnvironment = options.profile === undefined && present(environment, accessKeyVariable);
  return inEnvironment ? { kind: 'environment' } : { kind: 'profile', profile };
}

/** The source that this program keeps itself, in the user's words. */
export const storedKey = 'the access key in the credential store';

/** A source that is tried before it is kept. */
export const typedKey = 'the access key that you typed';

/** The source in the user's words: `the profile "home" in ~/.aws/credentials`. */
export function describeSource(
  source: S3Source,
  { secretWords = storedKey }: Pick<S3Surroundings, 'secretWords'> = {},
): string {
  if (source.kind === 'environment') return `${accessKeyVariable} and ${secretKeyVariable}`;
  if (source.kind === 'credential-store') return secretWords;
  return `the profile "${source.profile}" in ~/.aws/credentials`;
}

const accessKeyVariable = 'AWS_ACCESS_KEY_ID';
const secretKeyVariable = 'AWS_SECRET_ACCESS_KEY';
const howToGiveOne = hint`Set ${accessKeyVariable} and ${secretKeyVariable}, or put both into ~/.aws/credentials. This keeps them in the credential store: ${{ do: 'target-add' }}`;

/**
 * The access key out of the chosen source.
 * @param asked `profile` holds the settings of the profile where that is the source.
 * @throws TargetError `DENIED` when there is none, naming what is missing.
 */
export async function readS3Credentials(
  asked: { source: S3Source; place: S3Place; profile: S3Profile },
  surroundings: S3Surroundings,
): Promise<S3Credentials> {
  const { source, place, profile } = asked;
  if (source.kind === 'environment') return fromEnvironment(surroundings.environment);
  if (source.kind === 'profile') return fromProfile(profile);
  const text = await surroundings.readSecret(place.secretAccount);
  const credentials = text === null ? null : decodeS3Credentials(text);
  if (credentials !== null) return credentials;
  const what = text === null ? 'holds no access key' : 'holds no readable access key';
  throw noAccessKey(`the credential store ${what} for ${place.secretAccount}`);
}

function fromEnvironment(environment: S3Surroundings['environment']): S3Credentials {
  const accessKeyId = present(environment, accessKeyVariable);
  const secretAccessKey = present(environment, secretKeyVariable);
  const sessionToken = present(environment, 'AWS_SESSION_TOKEN');
  if (accessKeyId !== undefined && secretAccessKey !== undefined) {
    return credentialsOf({ accessKeyId, secretAccessKey, sessionToken });
  }
  const missing = accessKeyId === undefined ? accessKeyVariable : secretKeyVariable;
  throw noAccessKey(`no access key for the bucket: ${missing} is not set`);
}

function fromProfile({ name, settings }: S3Profile): S3Credentials {
  const accessKeyId = settings.get('aws_access_key_id');
  const secretAccessKey = settings.get('aws_secret_access_key');
  const sessionToken = settings.get('aws_session_token');
  if (accessKeyId && secretAccessKey) {
    return credentialsOf({ accessKeyId, secretAccessKey, sessionToken });
  }
  if (settings.size === 0) throw noAccessKey(`there is no profile "${name}" with an access key`);
  const other = otherWays.find((way) => settings.has(way));
  const instead = other === undefined ? '' : `, only ${other}, which is not followed`;
  throw new TargetError(
    'DENIED',
    `the profile "${name}" holds no access key of its own${instead}`,
    {
      hint:
        'Roles, sign-in sessions and helper programs are not followed. ' +
        '`aws configure export-credentials --format env` prints an access key for a while.',
    },
  );
}

/** What a profile may name in place of an access key; a program to run first. */
const otherWays = [
  ...['credential_process', 'sso_session', 'sso_start_url', 'login_session'],
  ...['web_identity_token_file', 'role_arn', 'source_profile', 'credential_source'],
] as const;

function credentialsOf(parts: {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string | undefined;
}): S3Credentials {
  const { accessKeyId, secretAccessKey, sessionToken } = parts;
  if (!/^[\x21-\x7e]+$/.test(`${accessKeyId}${secretAccessKey}${sessionToken ?? ''}`)) {
    throw noAccessKey('the access key holds a space or another character that cannot be in one');
  }
  if (!sessionToken) return { accessKeyId, secretAccessKey };
  return { accessKeyId, secretAccessKey, sessionToken };
}

function present(environment: S3Surroundings['environment'], name: string): string | undefined {
  // eslint-disable-next-line vault/no-foreign-index -- the program's own names
  return filled(environment[name]);
}

function noAccessKey(message: string): TargetError {
  return new TargetError('DENIED', message, { hint: howToGiveOne });
}

const secretSchema = v.object({
  accessKeyId: v.pipe(v.string(), v.nonEmpty()),
  secretAccessKey: v.pipe(v.string(), v.nonEmpty()),
  sessionToken: v.exactOptional(v.pipe(v.string(), v.nonEmpty())),
});

/** An access key as the text that the credential store keeps. */
export function encodeS3Credentials(credentials: S3Credentials): string {
  return JSON.stringify(v.parse(secretSchema, credentials));
}

/** What {@link encodeS3Credentials} wrote; null for anything else. */
export function decodeS3Credentials(text: string): S3Credentials | null {
  try {
    const result = v.safeParse(secretSchema, JSON.parse(text));
    return result.success ? result.output : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
