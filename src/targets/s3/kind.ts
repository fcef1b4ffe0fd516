// The kind `s3`: a bucket at a provider or on a server of one's own, the only kind that outlives the
// home. This file is the kind; how a bucket is written stands in s3/options.ts, what is done with it in
// s3/target.ts. docs/targets/s3.md tells users about it.
import { homedir } from 'node:os';
import { type S3Connecting, type S3Connection, s3Wires } from './client.js';
import { factsOf } from './facts.js';
import { describeSource, readS3Credentials, type S3Surroundings } from './credentials.js';
import { s3Members } from './members.js';
import { parseS3Options, parseS3Place, type S3Options } from './options.js';
import type { S3Place } from './place.js';
import { providerById } from './providers.js';
import { inItsRegion } from './region.js';
import { s3Secret } from './secret.js';
import { proxyVariable, readAuthority, readSettings, type S3Settings } from './settings.js';
import { s3Target, type S3TargetSetup } from './target.js';
import type { Target } from '../target.js';
import type { TargetKind } from '../target-kind.js';
import { wordsOf } from './words.js';

/** What the kind needs from outside; all of it has a usual value. */
export type S3KindSetup = Partial<
  S3Surroundings & Pick<S3Connecting, 'timeoutMs' | 'lookup'> & Pick<S3TargetSetup, 'patience'>
>;

/** The kind, told where access keys are and how to connect. */
export function createS3Kind(setup: S3KindSetup = {}): TargetKind<S3Options> {
  const surroundings: S3Surroundings = {
    environment: setup.environment ?? process.env,
    homeFolder: setup.homeFolder ?? homedir(),
    readSecret: setup.readSecret ?? (() => Promise.resolve(null)),
    ...(setup.secretWords === undefined ? {} : { secretWords: setup.secretWords }),
  };
  const targetSetup = setup.patience === undefined ? {} : { patience: setup.patience };
  const connect = async (options: S3Options): Promise<Connected> =>
    connectTo(options, surroundings, setup);
  const open = (options: S3Options): Target =>
    s3Target(async () => (await connect(options)).connection, targetSetup);
  return {
    kind: 's3',
    callLimitMs: 60_000,
    isOnlyOne: false,
    members: s3Members,
    secret: s3Secret(surroundings, (typed) => createS3Kind({ ...setup, ...typed })),
    parsePlace: parseS3Place,
    parseOptions: parseS3Options,
    describe,
    words: async (options) => wordsOf(options, await readSettings(options, surroundings)),
    facts: (options) => factsOf(options, surroundings),
    initialise: async (options, signal) => {
      const { connection, settings, place } = await connect(options);
      const target = s3Target(() => Promise.resolve(connection), targetSetup);
      try {
        // A listing that fails says best what is wrong.
        await target.identify(signal);
        await target.tryWriting(signal);
      } finally {
        await target.close();
      }
      return settled(options, { ...settings, place: place() });
    },
    open,
  };
}

/** The wrapper around a target gives up after a minute; a put is three requests at most. */
const usualTimeoutMs = 15_000;

interface Connected {
  readonly connection: S3Connection;
  readonly settings: S3Settings;
  /** As the server wants it to be asked; known once it has answered. */
  readonly place: () => S3Place;
}

async function connectTo(
  options: S3Options,
  surroundings: S3Surroundings,
  { timeoutMs = usualTimeoutMs, lookup }: S3KindSetup,
): Promise<Connected> {
  const settings = await readSettings(options, surroundings);
  const { source, place } = settings;
  const credentials = await readS3Credentials(settings, surroundings);
  const authority = options.caFile === undefined ? null : await readAuthority(options.caFile);
  const connecting = { timeoutMs, authority, ...(lookup ? { lookup } : {}) };
  const settledWire = inItsRegion(place, await s3Wires(credentials, connecting));
  const proxy = proxyVariable(surroundings.environment);
  const words = describeSource(source, surroundings);
  const connection = { place, source: words, wire: settledWire.wire, proxy };
  return { connection, settings, place: () => settledWire.place() };
}

function describe({ bucket, prefix, endpoint, provider }: S3Options): string {
  const path = prefix === undefined ? bucket : `${bucket}/${prefix}`;
  if (endpoint !== undefined) return `S3 bucket ${path} at ${new URL(endpoint).host}`;
  const title = provider === undefined ? null : (providerById(provider)?.title ?? null);
  return title === null ? `S3 bucket ${path}` : `S3 bucket ${path} at ${title}`;
}

/** The options with everything told that the surroundings told: the config is to mean the same later. */
function settled(options: S3Options, { place, source }: S3Settings): S3Options {
  const { provider, region, pathStyle } = place;
  const isUsual = provider.endpoint?.replace('{region}', region) === place.endpoint;
  return {
    ...options,
    provider: provider.id,
    region,
    credentials: source.kind,
    ...(isUsual ? {} : { endpoint: place.endpoint }),
    ...(pathStyle === provider.pathStyle ? {} : { pathStyle }),
    ...(source.kind === 'profile' ? { profile: source.profile } : {}),
  };
}
