// The requests that a bucket is used by, over Amazon's SDK, which this file alone imports and only
// when the first request is made. The SDK is told everything: it reads no files or variables of its
// own, looks for no credentials (it would ask a cloud's metadata service), and tries nothing twice.
// https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/client/s3/
import type * as sdkModule from '@aws-sdk/client-s3';
import type { S3Client, S3ClientConfig } from '@aws-sdk/client-s3';
import { createHash } from 'node:crypto';
import type { LookupFunction } from 'node:net';
import { boundedBytes, pageOf, type S3Page } from './answers.js';
import type { S3Credentials } from './credentials.js';
import { isPageType, type S3Action, S3Failure, toS3Failure } from './failure.js';
import type { S3Place } from './place.js';

/** The requests of one bucket. Every method may throw {@link S3Failure}. */
export interface S3Wire {
  /** The bytes under a key, at most `maximumBytes`: more is a failure `BodyTooLarge`. */
  get(key: string, maximumBytes: number, signal: AbortSignal): Promise<Uint8Array>;
  /** Stores bytes; with `onlyNew` only where there is nothing, if the server keeps to that. */
  put(key: string, bytes: Uint8Array, request: PutRequest, signal: AbortSignal): Promise<void>;
  /** The keys that begin with a prefix, from a page's `next` on. */
  page(prefix: string, request: PageRequest, signal: AbortSignal): Promise<S3Page>;
  remove(key: string, signal: AbortSignal): Promise<void>;
  /** A part of an upload that does not exist: answered, but never stored. */
  putPartNowhere(key: string, signal: AbortSignal): Promise<void>;
  /** A put that may only create, with a digest that its bytes do not have: never stored either. */
  putBroken(key: string, signal: AbortSignal): Promise<void>;
  close(): void;
}

interface PutRequest {
  readonly onlyNew: boolean;
}

interface PageRequest {
  readonly next: string | null;
  readonly maximumKeys: number;
}

/** A place with everything that it takes to ask it. */
export interface S3Connection {
  readonly place: S3Place;
  readonly wire: S3Wire;
  /** Where the access key came from, in words. */
  readonly source: string;
  /** The variable that names a proxy, which is not used; null where none is set. */
  readonly proxy: string | null;
}

/** How the connections are made. */
export interface S3Connecting {
  /** How long a request or a pause within an answer may take. */
  readonly timeoutMs: number;
  /** PEM text of a further authority to trust. */
  readonly authority: string | null;
  /** Finds addresses in place of the system. */
  readonly lookup?: LookupFunction;
}

/** More than any page of 1,000 keys of 1,024 characters comes to, whatever their spelling. */
const maximumAnswerBytes = 16 * 1024 * 1024;
const connections = 32;

/** Loads the SDK; the result makes a client for a place. Nothing is connected to yet. */
export async function s3Wires(
  credentials: S3Credentials,
  connecting: S3Connecting,
): Promise<(place: S3Place) => S3Wire> {
  const sdk = await import('@aws-sdk/client-s3');
  const trusted = await trustedWith(connecting.authority);
  return (place) => {
    const config = clientConfig(place, credentials, { ...connecting, trusted });
    const client = withoutVersionWarning(() => new sdk.S3Client(config));
    return wireOf(sdk, client, place);
  };
}

type Sdk = typeof sdkModule;

function wireOf(sdk: Sdk, client: S3Client, { bucket: Bucket }: S3Place): S3Wire {
  return {
    get: (Key, maximumBytes, signal) =>
      failing('get', signal, async (options) => {
        const answer = await client.send(new sdk.GetObjectCommand({ Bucket, Key }), options);
        const body = answer.Body as AsyncIterable<Uint8Array>;
        return boundedBytes(body, { maximumBytes, tooMuch: () => tooMuch('BodyTooLarge') });
      }),
    put: (Key, Body, { onlyNew }, signal) =>
      failing('put', signal, async (options) => {
        const digest = { ContentMD5: md5Of(Body) };
        const input = { Bucket, Key, Body, ...digest, ...(onlyNew ? mustBeNew : {}) };
        await client.send(new sdk.PutObjectCommand(input), options);
      }),
    page: (Prefix, { next, maximumKeys: MaxKeys }, signal) =>
      failing('list', signal, async (options) => {
        const from = next === null ? {} : { ContinuationToken: next };
        // Names that other programs gave may hold characters that XML cannot.
        const input = { Bucket, Prefix, MaxKeys, EncodingType: 'url', ...from } as const;
        const command = new sdk.ListObjectsV2Command(input);
        const look = { step: 'deserialize', priority: 'low' } as const;
        let date: string | undefined;
        command.middlewareStack.add(
          (next) => async (args) => {
            const answer = await next(args);
            const response = answer.response as HttpAnswer;
            expectNoPage(response);
            ({ date } = response.headers);
            return answer;
          },
          look,
        );
        return pageOf(await client.send(command, options), date);
      }),
    remove: (Key, signal) =>
      failing('remove', signal, async (options) => {
        await client.send(new sdk.DeleteObjectCommand({ Bucket, Key }), options);
      }),
    putPartNowhere: (Key, signal) =>
      failing('put', signal, async (options) => {
        const part = { UploadId: 'no-such-upload', PartNumber: 1, ...broken };
        await client.send(new sdk.UploadPartCommand({ Bucket, Key, ...part }), options);
      }),
    putBroken: (Key, signal) =>
      failing('put', signal, async (options) => {
        const input = { Bucket, Key, ...mustBeNew, ...broken };
        await client.send(new sdk.PutObjectCommand(input), options);
      }),
    close: () => {
      client.destroy();
    },
  };
}

/** @throws S3Failure for a page for people, which may be read as a listing of nothing. */
function expectNoPage({ statusCode: status, headers }: HttpAnswer): void {
  if (status !== 200 || !isPageType(headers['content-type'] ?? null)) return;
  throw new S3Failure('NotS3', { action: 'list', status, isPage: true });
}

interface HttpAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/**
 * A digest that every server knows (RFC 1864). Buckets with object lock take no put without one; the
 * checksums of 2024, which they take as well, are refused by some servers altogether.
 */
function md5Of(bytes: Uint8Array): string {
  return createHash('md5').update(bytes).digest('base64');
}

const mustBeNew = { IfNoneMatch: '*' };

/** RFC 1864: a server that finds another digest than this refuses the body. */
const broken = { Body: new Uint8Array([0]), ContentMD5: 'AAAAAAAAAAAAAAAAAAAAAA==' };

function clientConfig(
  place: S3Place,
  credentials: S3Credentials,
  { timeoutMs, trusted, lookup }: S3Connecting & { readonly trusted: Trusted },
): S3ClientConfig {
  const agent = { keepAlive: true, maxSockets: connections, ...(lookup ? { lookup } : {}) };
  return {
    endpoint: place.endpoint,
    region: place.region,
    forcePathStyle: place.pathStyle,
    credentials,
    maxAttempts: 1,
    requestChecksumCalculation: place.provider.checksums ? 'WHEN_SUPPORTED' : 'WHEN_REQUIRED',
    // Names hold a digest of the bytes: what is read is checked against that.
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: {
      requestTimeout: timeoutMs,
      connectionTimeout: timeoutMs,
      socketTimeout: timeoutMs,
      throwOnRequestTimeout: true,
      httpAgent: agent,
      httpsAgent: { ...agent, ...trusted },
    },
    streamCollector: (stream: AsyncIterable<Uint8Array>) =>
      boundedBytes(stream, { maximumBytes: maximumAnswerBytes, tooMuch: () => tooMuch('NotS3') }),
    ...settled,
  };
}

interface Trusted {
  readonly ca?: string[];
}

/** Those of Node, and one more; loaded only for that, since a place on a disk needs none. */
async function trustedWith(authority: string | null): Promise<Trusted> {
  if (authority === null) return {};
  const { rootCertificates } = await import('node:tls');
  return { ca: [...rootCertificates, authority] };
}

/** Everything that the SDK would otherwise look up in files, variables or the metadata service. */
const settled = {
  defaultsMode: 'standard',
  retryMode: 'standard',
  useDualstackEndpoint: false,
  useFipsEndpoint: false,
  useArnRegion: false,
  disableMultiregionAccessPoints: true,
  disableS3ExpressSessionAuth: true,
  followRegionRedirects: false,
  authSchemePreference: ['sigv4'],
  sigv4aSigningRegionSet: [],
  userAgentAppId: 'product-key-vault',
} satisfies S3ClientConfig;

/** The SDK warns about Node versions that it will leave; engines in package.json is our word on it. */
function withoutVersionWarning<T>(make: () => T): T {
  const variable = 'AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED';
  const before = process.env[variable];
  process.env[variable] = 'true';
  try {
    return make();
  } finally {
    if (before === undefined) Reflect.deleteProperty(process.env, variable);
    else process.env[variable] = before;
  }
}

function tooMuch(code: string): S3Failure {
  return new S3Failure(code, { action: 'get', status: 200 });
}

async function failing<T>(
  action: S3Action,
  signal: AbortSignal,
  request: (options: { abortSignal: AbortSignal }) => Promise<T>,
): Promise<T> {
  try {
    // A signal for each request: many at once would put more listeners on the one than Node likes.
    return await request({ abortSignal: AbortSignal.any([signal]) });
  } catch (error) {
    throw toS3Failure(error, action) ?? error;
  }
}
