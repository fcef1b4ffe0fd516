// What the options of a bucket come to: the server's address, the region that requests are signed
// for, how the bucket is addressed, what identifies the place, and whether it outlives the PC. Pure:
// the environment and the settings of an AWS profile are handed in.
import { BlockList, isIP } from 'node:net';
import type { S3Options } from './options.js';
import {
  amazon,
  type ConditionalCreate,
  providerById,
  providerOfHost,
  type S3Provider,
} from './providers.js';
import type { Durability } from '../target.js';

/** Where one bucket is and how it is asked. */
export interface S3Place {
  readonly provider: S3Provider;
  /** `https://host:port/path`, without the bucket. */
  readonly endpoint: string;
  /** `host:port` of the endpoint, for messages. */
  readonly host: string;
  readonly region: string;
  readonly bucket: string;
  /** What every name in the bucket begins with: empty, or ending in a slash. */
  readonly keyPrefix: string;
  readonly pathStyle: boolean;
  readonly conditionalCreate: ConditionalCreate;
  /** The same for every spelling of the same bucket and prefix. */
  readonly placeId: string;
  /** What the access key is filed under in the credential store: `host/bucket`. */
  readonly secretAccount: string;
  readonly durability: Durability;
}

/** What else tells of endpoint, region and style, as Amazon's own tools take it. */
export interface S3Defaults {
  readonly endpoint?: string | undefined;
  readonly region?: string | undefined;
  readonly pathStyle?: boolean | undefined;
}

/** The place that the options mean; `defaults` fill what they leave open. */
export function s3Place(options: S3Options, defaults: S3Defaults): S3Place {
  const { bucket, prefix } = options;
  const named = options.provider === undefined ? null : providerById(options.provider);
  const address = options.endpoint ?? (named === null ? defaults.endpoint : undefined);
  const found = address === undefined ? null : providerOfHost(new URL(address).hostname);
  const provider = named ?? found?.provider ?? amazon;
  const region = regionOf(options, { provider, found: found?.region, told: defaults.region });
  const url = new URL(address ?? (provider.endpoint ?? '').replace('{region}', region));
  const keyPrefix = prefix === undefined ? '' : `${prefix}/`;
  const home = homeOf(url, provider);
  return {
    provider,
    endpoint: url.href.replace(/\/$/, ''),
    host: url.host,
    region,
    bucket,
    keyPrefix,
    pathStyle: options.pathStyle ?? defaults.pathStyle ?? provider.pathStyle,
    conditionalCreate: conditionalCreateOf(provider, url.hostname),
    placeId: `s3://${home}/${bucket}/${keyPrefix}`,
    secretAccount: `${home}/${bucket}`,
    durability: durabilityOf(url.hostname),
  };
}

/** Where the provider knows no regions (`auto`), one that is meant for another is passed over. */
function regionOf(
  options: S3Options,
  hints: { provider: S3Provider; found: string | null | undefined; told: string | undefined },
): string {
  const { provider, found, told } = hints;
  const own = options.region ?? found;
  if (own !== undefined && own !== null) return own;
  return (provider.region === 'auto' ? undefined : told) ?? provider.region ?? 'us-east-1';
}

/**
 * The place in the region that its server names as the right one; null where it is that already, or the
 * address names a region of its own, which only the owner can correct.
 */
export function movedTo(place: S3Place, region: string): S3Place | null {
  if (region === place.region) return null;
  const { provider, endpoint } = place;
  const usual = (name: string): string | undefined => provider.endpoint?.replace('{region}', name);
  if (endpoint === usual(place.region)) {
    const url = new URL(usual(region) ?? endpoint);
    return { ...place, region, endpoint: url.href.replace(/\/$/, ''), host: url.host };
  }
  const named = provider.host?.exec(new URL(endpoint).hostname)?.[1];
  return named === undefined ? { ...place, region } : null;
}

/** Whoever names a provider may still mean a stand-in for it: only its own hosts are taken at its word. */
function conditionalCreateOf(provider: S3Provider, hostname: string): ConditionalCreate {
  const isOwnHost = provider.host?.test(hostname) === true;
  return isOwnHost || provider.conditionalCreate !== 'honoured'
    ? provider.conditionalCreate
    : 'varies';
}

/** What stands for the server in the identity of a place: no matter which of its addresses is used. */
function homeOf(url: URL, { namesSharedBy }: S3Provider): string {
  const isShared = namesSharedBy !== null && url.hostname.endsWith(`.${namesSharedBy}`);
  if (isShared) return namesSharedBy;
  const port = url.port === '' ? '' : `:${url.port}`;
  return `${serverName(url.hostname)}${port}${url.pathname.replace(/\/+$/, '')}`;
}

/** One server's names of which it can be seen that they are one. Another one is told by what it holds. */
function serverName(hostname: string): string {
  const name = hostname.replace(/\.$/, '');
  return ownNames.has(name) ? 'localhost' : name;
}

/** What a server on this PC is called; the others of 127.0.0.0/8 may be servers of their own. */
const ownNames: ReadonlySet<string> = new Set([
  'localhost',
  '127.0.0.1',
  '[::1]',
  '0.0.0.0',
  '[::]',
]);

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('0.0.0.0', 'ipv4');
loopback.addAddress('::', 'ipv6');
loopback.addAddress('::1', 'ipv6');

/** RFC 1918, RFC 6598 (also used by overlay networks), RFC 3927, RFC 4193, RFC 4291. */
const atHome = new BlockList();
atHome.addSubnet('10.0.0.0', 8, 'ipv4');
atHome.addSubnet('172.16.0.0', 12, 'ipv4');
atHome.addSubnet('192.168.0.0', 16, 'ipv4');
atHome.addSubnet('100.64.0.0', 10, 'ipv4');
atHome.addSubnet('169.254.0.0', 16, 'ipv4');
atHome.addSubnet('fc00::', 7, 'ipv6');
atHome.addSubnet('fe80::', 10, 'ipv6');

/** Names that public DNS never answers: RFC 6762, RFC 8375, and what routers commonly use. */
const homeName = /^[^.]+$|\.(?:local|lan|home|internal|intranet|home\.arpa|fritz\.box)$/;

/**
 * A server on this PC may keep its data in what a reinstall wipes, and one on a home network burns
 * down with the home: neither is credited with more than is known.
 */
function durabilityOf(hostname: string): Durability {
  const host = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  const family = isIP(host) === 6 ? 'ipv6' : 'ipv4';
  if (isIP(host) !== 0) {
    if (loopback.check(host, family)) return 'this-install';
    return atHome.check(host, family) ? 'detachable' : 'offsite';
  }
  if (host === 'localhost' || host.endsWith('.localhost')) return 'this-install';
  return homeName.test(host) ? 'detachable' : 'offsite';
}
