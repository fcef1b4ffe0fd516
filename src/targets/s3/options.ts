// What a config keeps of one bucket, and how a bucket is written on the command line. Secrets have no
// member here; where they come from instead stands in s3/credentials.ts. What the members mean for
// the requests is decided in s3/place.ts.
import { isAbsolute } from 'node:path';
import * as v from 'valibot';
import { VaultError, hint, type Hint } from '../../errors.js';
import { genericProvider, providerById, providerOfHost, s3Providers } from './providers.js';

const text = v.pipe(v.string('is no text'), v.nonEmpty('is empty'));
const providerIds = s3Providers.map(({ id }) => id);
const sources = ['environment', 'profile', 'credential-store'] as const;

const bucket = v.pipe(
  text,
  v.regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{1,253}[A-Za-z0-9]$/,
    'is no name of a bucket: 3 to 255 letters, digits, -, . and _',
  ),
  v.check((name) => !/--(?:x|table)-s3$/.test(name), 'is a directory or table bucket'),
);

const prefix = v.pipe(
  v.string('is no text'),
  // One name may be typed in two spellings (a Mac's has its accents apart); servers tell them apart.
  v.transform((value) => value.normalize('NFC').replace(/^\/+|\/+$/g, '')),
  v.maxBytes(512, 'is longer than 512 bytes'),
  v.check(isCleanPath, 'has an empty part, a part "." or "..", or a character that is not allowed'),
);

const endpoint = v.pipe(
  text,
  v.check(isUsableEndpoint, 'is no address such as https://s3.example.com'),
);

const optionsSchema = v.pipe(
  v.strictObject({
    /** An id of s3/providers.ts; told by the endpoint where it is left out. */
    provider: v.exactOptional(v.picklist(providerIds, `is none of ${providerIds.join(', ')}`)),
    endpoint: v.exactOptional(endpoint),
    region: v.exactOptional(v.pipe(text, v.regex(/^[A-Za-z0-9-]{1,64}$/, 'is no region'))),
    bucket,
    /** The folder within the bucket, without slashes around it. */
    prefix: v.exactOptional(prefix),
    /** `https://host/bucket` (true) or `https://bucket.host` (false). */
    pathStyle: v.exactOptional(v.boolean('is neither true nor false')),
    /** A profile of the AWS files in the home folder. */
    profile: v.exactOptional(v.pipe(text, v.regex(/^[^[\]\r\n]{1,128}$/, 'is no profile'))),
    /** A PEM file with the authority that signed the server's certificate. */
    caFile: v.exactOptional(v.pipe(text, v.check(isAbsolute, 'is no absolute path'))),
    /** Where the access key is read from. */
    credentials: v.exactOptional(v.picklist(sources, `is none of ${sources.join(', ')}`)),
  }),
  v.forward(
    v.check(
      ({ endpoint: address, bucket: name }) => address === undefined || !holdsBucket(address, name),
      'holds the bucket: leave only the address of the server',
    ),
    ['endpoint'],
  ),
  v.forward(
    v.check((options) => !lacks(options, 'endpoint'), 'is missing, and this provider needs it'),
    ['endpoint'],
  ),
  v.forward(
    v.check((options) => !lacks(options, 'region'), 'is missing, and this provider needs it'),
    ['region'],
  ),
);

/** One bucket as a config keeps it. */
export type S3Options = Readonly<v.InferOutput<typeof optionsSchema>>;

/**
 * The members of a config entry as options; slashes around the prefix are taken off.
 * @throws VaultError `BAD_CONFIG` naming the member.
 */
export function parseS3Options(members: Readonly<Record<string, unknown>>): S3Options {
  const result = v.safeParse(optionsSchema, members);
  if (result.success) return withoutEmptyPrefix(result.output);
  const [issue] = result.issues;
  const member = v.getDotPath(issue) ?? 'the whole';
  throw new VaultError('BAD_CONFIG', `a place of kind s3: "${member}" ${complaint(issue)}`, {
    hint: hintFor(member),
  });
}

function complaint(issue: v.BaseIssue<unknown>): string {
  if (issue.type !== 'strict_object') return issue.message;
  return issue.expected === 'never' ? 'is not known' : 'is missing';
}

/**
 * The options for `s3://bucket/prefix`; null for what is no such place.
 * @throws VaultError `USAGE` for a bucket or prefix that cannot be one.
 */
export function parseS3Place(place: string): S3Options | null {
  if (!/^s3:/i.test(place)) return null;
  const match = /^s3:\/\/([^/?#]+)(?:\/([^?#]*))?$/i.exec(place);
  const [, name, path = ''] = match ?? [];
  const result = v.safeParse(optionsSchema, { bucket: name, prefix: path });
  if (result.success) return withoutEmptyPrefix(result.output);
  const [issue] = result.issues;
  const why =
    match === null
      ? 'is not written as s3://bucket/prefix'
      : `cannot be used as s3://bucket/prefix: the ${v.getDotPath(issue) ?? 'whole'} ${complaint(issue)}`;
  throw new VaultError('USAGE', `"${place}" ${why}`, {
    hint: hint`Server, region and the like stand in the config. To put them there: ${{ do: 'target-add' }}`,
  });
}

function withoutEmptyPrefix({ prefix: path, ...others }: S3Options): S3Options {
  return path === undefined || path === '' ? others : { ...others, prefix: path };
}

function hintFor(member: string): Hint {
  if (/secret|token|password|access|key/i.test(member)) {
    return 'The config holds no secrets: say with "credentials" where the access key is read from.';
  }
  return hint`docs/targets/s3.md lists the members. To add a place with them: ${{ do: 'target-add' }}`;
}

/** Servers and proxies between tidy such paths up, and then look elsewhere than was asked. */
function isCleanPath(path: string): boolean {
  if (path === '') return true;
  const isPlain = !/[\p{Cc}\p{Cs}\\]/u.test(path);
  return isPlain && path.split('/').every((part) => !['', '.', '..'].includes(part));
}

/** Whether the provider leaves open what neither member tells. */
function lacks(
  {
    provider: id,
    endpoint: address,
    region,
  }: { provider?: string; endpoint?: string; region?: string },
  member: 'endpoint' | 'region',
): boolean {
  const provider = id === undefined ? null : providerById(id);
  if (provider === null || address !== undefined) return false;
  return member === 'endpoint'
    ? provider.endpoint === null
    : provider.endpoint !== null && provider.region === null && region === undefined;
}

/** Whether it is the address of a server, without a name and password, and none of a cloud's own. */
export function isUsableEndpoint(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username, password, search, hash } = new URL(address);
  const isPlain = [username, password, search, hash].every((part) => part === '');
  return /^https?:$/.test(protocol) && isPlain && !metadataServices.has(hostname);
}

/** Where clouds hand out credentials to whatever runs in them. */
const metadataServices: ReadonlySet<string> = new Set([
  '169.254.169.254',
  '169.254.170.2',
  '169.254.170.23',
  '[fd00:ec2::254]',
  '[fd00:ec2::23]',
]);

/**
 * The consoles of some providers show the address of the bucket, which is not what is asked for. Of other
 * servers nothing is known: their addresses may hold the same word (`/storage/v1/s3`).
 */
function holdsBucket(address: string, name: string): boolean {
  if (!URL.canParse(address)) return false;
  const { hostname, pathname } = new URL(address);
  const isKnown = providerOfHost(hostname).provider !== genericProvider;
  if (isKnown && pathname.split('/').includes(name)) return true;
  if (!hostname.startsWith(`${name.toLowerCase()}.`)) return false;
  return providerOfHost(hostname.slice(name.length + 1)).provider !== genericProvider;
}
