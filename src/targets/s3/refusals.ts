// What the answers of servers mean to the user. A hint says what happened, not what is most usual.
import { hint as hintOf } from '../../errors.js';
import { storedKey } from './credentials.js';
import type { S3Action } from './failure.js';
import type { Explain } from './meaning.js';

const permissions: Readonly<Record<S3Action, string>> = {
  list: 's3:ListBucket on the bucket',
  get: 's3:GetObject on its objects',
  put: 's3:PutObject on its objects',
  remove: 's3:DeleteObject on its objects (only removing needs it)',
};

export const denied: Explain = ({ action, code, status }, { host, bucket, source }) => ({
  code: action === 'put' ? 'READ_ONLY' : 'DENIED',
  message: `${host} does not allow to ${action} in the bucket "${bucket}" (${code}, HTTP ${status ?? 0})`,
  hint: `Give ${source} the permission ${permissions[action]}; docs/targets/s3.md has the policy.`,
});

export const wrongKey: Explain = ({ code }, { host, source }) => {
  const check = `Check ${source}: both parts are copied whole, belong to this server and are in force.`;
  return {
    code: 'DENIED',
    message:
      code === 'SignatureDoesNotMatch'
        ? `${host} does not accept the secret access key`
        : `${host} does not know the access key`,
    hint:
      source === storedKey
        ? hintOf`${check} To type another, remove the place and add it again: ${{ do: 'target-add' }}`
        : check,
  };
};

export const expired: Explain = (_failure, { host, source }) => ({
  code: 'DENIED',
  message: `${host} says that the access key has expired`,
  hint: `Renew ${source}; a session token lasts hours only.`,
});

export const clock: Explain = ({ serverTime }, { host }) => ({
  code: 'DENIED',
  message: `the clock of this PC is ${clockDifference(serverTime)} the clock of ${host}`,
  hint: 'Set date, time and time zone of this PC, then try again.',
});

export const noBucket: Explain = (_failure, { host, bucket }) => ({
  code: 'WRONG_TARGET',
  message: `there is no bucket "${bucket}" at ${host}`,
  hint: hintOf`Make the bucket first, or correct "bucket", "region" or "endpoint" (${{ tell: 'region' }}, ${{ tell: 'endpoint' }}, or the place in the config).`,
});

export const otherRegion: Explain = ({ region }, { host, bucket }) => ({
  code: 'WRONG_TARGET',
  message: `${host} says that the bucket "${bucket}" lies in ${region === null ? 'another region' : `the region ${region}`}`,
  hint: hintOf`Name that region: ${{ tell: 'region', value: region ?? 'REGION' }}, or "region" in the config${region === null ? '' : `: "${region}"`}. An "endpoint" that names a region has to name the same one.`,
});

export const notS3: Explain = (_failure, { host }) => ({
  code: 'WRONG_TARGET',
  message: `${host} answers, but not as S3 storage does`,
  hint: hintOf`Check the server's address (${{ tell: 'endpoint' }}, or "endpoint" in the config), and whether a proxy or a sign-in page stands in between.`,
});

export const notFound: Explain = (failure, words) => {
  if (failure.action !== 'get') return notS3(failure, words);
  return {
    code: 'NOT_FOUND',
    message: `the backup is not in the bucket "${words.bucket}"`,
    hint: hintOf`Another place may hold it. This shows what each has: ${{ do: 'list' }}`,
  };
};

export const full: Explain = ({ code }, { bucket }) => ({
  code: 'FULL',
  message: `the bucket "${bucket}" or its account has no room left (${code})`,
  hint: 'Raise the quota at the provider, or remove what is not needed.',
});

export const tooLarge: Explain = (_failure, { host }) => ({
  code: 'TOO_LARGE',
  message: `${host} does not take a backup of this size`,
  hint: 'Raise the largest object size of the server or of the proxy before it.',
});

export const tooMuch: Explain = (_failure, { bucket }) => ({
  code: 'DAMAGED',
  message: `the bucket "${bucket}" holds more under the name of this backup than a backup can have`,
  hint: 'Something else was stored under its name: take the backup from another place.',
});

export const archived: Explain = (_failure, { bucket }) => ({
  code: 'DENIED',
  message: `the backup lies in an archive class of the bucket "${bucket}"`,
  hint: 'Restore it at the provider first, and take out the lifecycle rule that moved it.',
});

export const endless: Explain = (_failure, { host }) => ({
  code: 'WRONG_TARGET',
  message: `the list that ${host} gives of the bucket does not end`,
  hint: 'Give the backups a "prefix" of their own; else the server is at fault.',
});

export const busy: Explain = ({ code, status, triedMs, retryAfterMs }, { host }) => {
  const seconds = Math.round(triedMs / 1000);
  const sinceWhen = seconds === 0 ? '' : ` and could not for ${seconds} s`;
  const minutes = Math.ceil((retryAfterMs ?? 0) / 60_000);
  return {
    code: 'UNAVAILABLE',
    message: `${host} cannot answer right now${sinceWhen} (${code}, HTTP ${status ?? 0})`,
    hint: `Try again in ${minutes > 1 ? `${minutes} minutes: the server asks for that` : 'a few minutes'}.`,
  };
};

/** What was waited for as long as a call may take is not tried again. */
export const stillBusy: Explain = (failure, words) => ({
  ...busy(failure, words),
  mayPass: false,
});

export const notUnderstood: Explain = ({ action, code, status }, { host }) => ({
  code: action === 'put' ? 'READ_ONLY' : 'DENIED',
  message: `${host} does not understand the request to ${action} (${code}, HTTP ${status ?? 0})`,
  hint: 'The server lacks a part of S3, or wants another "provider", "region" or "pathStyle" than it was asked with. A newer version of it may do.',
});

export const notDone: Explain = ({ action, code, status }, { host }) => ({
  code: action === 'put' ? 'READ_ONLY' : 'WRONG_TARGET',
  message: `${host} cannot ${action} in the way that S3 does (${code}, HTTP ${status ?? 0})`,
  hint: 'The server lacks a part of S3: look for a newer version of it, or use another place.',
});

export const wantsHostStyle: Explain = ({ code }, { host }) => ({
  code: 'WRONG_TARGET',
  message: `${host} wants the bucket in the name of the host, not in the path (${code})`,
  hint: hintOf`Add ${{ tell: 'no-path-style' }}, or set "pathStyle" in the config to false.`,
});

export const page: Explain = ({ status }, { host }) => ({
  code: 'WRONG_TARGET',
  message: `a web page answered in place of ${host} (HTTP ${status ?? 0}), not S3 storage`,
  hint: 'A firewall, a proxy or a sign-in page stands in between; or "endpoint" is the address of something else.',
});

export const redirect: Explain = ({ leadsTo }, { host, endpoint }) => {
  const secure = endpoint.replace(/^http:/, 'https:');
  const isUpgrade = secure !== endpoint && isSameHost(leadsTo, secure);
  const message = isUpgrade
    ? `${host} redirects to https://, which is not followed`
    : `${host} redirects to another address, which is not followed`;
  const hint = isUpgrade
    ? hintOf`Correct "endpoint" where the config has it; else add ${{ tell: 'endpoint', value: leadsTo ?? secure }}`
    : 'Correct "endpoint"; or sign in first, where the network asks for that.';
  return { code: 'WRONG_TARGET', message, hint };
};

function isSameHost(origin: string | null, endpoint: string): boolean {
  if (origin === null || !origin.startsWith('https:')) return false;
  return new URL(origin).hostname === new URL(endpoint).hostname;
}

function clockDifference(serverTime: Date | null): string {
  if (serverTime === null) return 'too far from';
  const minutes = Math.round((Date.now() - serverTime.getTime()) / 60_000);
  const amount =
    Math.abs(minutes) < 120
      ? `${Math.abs(minutes)} min`
      : `${Math.abs(Math.round(minutes / 60))} h`;
  return `${amount} ${minutes < 0 ? 'behind' : 'ahead of'}`;
}
