// The kind `s3`: a bucket at a provider or on a server of one's own, the only kind that outlives the
// home. This file is the kind; how a bucket is written stands in s3/options.ts, what is done with it in
// s3/target.ts. docs/targets/s3.md tells users about it.
import { homedir } from 'node:os';
import { type S3Connecting, s3Wire } from './client.js';
import {
  describeSource,
  encodeS3Credentials,
  readS3Credentials,
  type S3Surroundings,
} from './credentials.js';
import { s3Members, s3SecretQuestions } from './members.js';
import { parseS3Options, parseS3Place, type S3Options } from './options.js';
import { providerById } from './providers.js';
import { readAuthority, readSettings, secretAccountOf, type S3Settings } from './settings.js';
import { s3Target } from './target.js';
import type { TargetKind } from '../target-kind.js';

/** What the kind needs from outside; all of it has a usual value. */
export type S3KindSetup = Partial<S3Surroundings & Pick<S3Connecting, 'timeoutMs' | 'lookup'>>;

/** The kind, told where access keys are and how to connect. */
export function createS3Kind(setup: S3KindSetup = {}): TargetKind<S3Options> {
  const surroundings: S3Surroundings = {
    environment: setup.environment ?? process.env,
    homeFolder: setup.homeFolder ?? homedir(),
    readSecret: setup.readSecret ?? (() => Promise.resolve(null)),
  };
  const open = (options: S3Options): ReturnType<typeof s3Target> =>
    s3Target(async () => {
      const { place, source, profile } = await readSettings(options, surroundings);
      const credentials = await readS3Credentials({ source, place, profile }, surroundings);
      const authority = options.caFile === undefined ? null : await readAuthority(options.caFile);
      const { timeoutMs = usualTimeoutMs, lookup } = setup;
      const connecting = { timeoutMs, authority, ...(lookup ? { lookup } : {}) };
      const wire = await s3Wire(place, credentials, connecting);
      return { place, source: describeSource(source), wire };
    });
  return {
    kind: 's3',
    callLimitMs: 60_000,
    isOnlyOne: false,
    members: s3Members,
    secret: {
      account: (options) =>
        options.credentials === 'credential-store'
          ? secretAccountOf(options, surroundings.environment)
          : null,
      questions: s3SecretQuestions,
      encode: ([accessKeyId = '', secretAccessKey = '']) =>
        encodeS3Credentials({ accessKeyId, secretAccessKey }),
    },
    parsePlace: parseS3Place,
    parseOptions: parseS3Options,
    describe,
    initialise: async (options, signal) => {
      const target = open(options);
      try {
        // A listing that fails says best what is wrong.
        await target.identify(signal);
        await target.tryWriting(signal);
      } finally {
        await target.close();
      }
      return settled(options, await readSettings(options, surroundings));
    },
    open,
  };
}

/** The wrapper around a target gives up after a minute; a put is three requests at most. */
const usualTimeoutMs = 15_000;

function describe({ bucket, prefix, endpoint, provider }: S3Options): string {
  const path = prefix === undefined ? bucket : `${bucket}/${prefix}`;
  if (endpoint !== undefined) return `S3 bucket ${path} at ${new URL(endpoint).host}`;
  const title = provider === undefined ? null : (providerById(provider)?.title ?? null);
  return title === null ? `S3 bucket ${path}` : `S3 bucket ${path} at ${title}`;
}

/** The options with everything told that the surroundings told: the config is to mean the same later. */
function settled(options: S3Options, { place, source }: S3Settings): S3Options {
  const { provider, region } = place;
  const isUsual = provider.endpoint?.replace('{region}', region) === place.endpoint;
  return {
    ...options,
    provider: provider.id,
    region,
    credentials: source.kind,
    ...(isUsual ? {} : { endpoint: place.endpoint }),
    ...(source.kind === 'profile' ? { profile: source.profile } : {}),
  };
}
