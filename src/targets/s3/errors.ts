// What a failed request means to the user: which of the target errors it is, and what to change. The
// texts name the server, the bucket and where the access key came from, never the key. Codes:
// https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
import { type Hint, hint as hintOf } from '../../errors.js';
import type { S3Action, S3Failure } from './failure.js';
import { TargetError, type TargetErrorCode } from '../target.js';

/** Who was asked. */
export interface S3Asked {
  readonly place: { readonly host: string; readonly bucket: string };
  /** Where the access key came from, in words. */
  readonly source: string;
}

/** The target error for a failure. */
export function s3Error(failure: S3Failure, asked: S3Asked): TargetError {
  const meaning = byCode.get(failure.code) ?? (failure.status === null ? byNet : byStatus);
  const words = { ...asked.place, source: asked.source };
  const { code, message, hint } = meaning(failure, words);
  return new TargetError(code, message, { hint, cause: failure });
}

interface Meaning {
  readonly code: TargetErrorCode;
  readonly message: string;
  readonly hint: Hint;
}

interface Words {
  readonly host: string;
  readonly bucket: string;
  readonly source: string;
}

type Explain = (failure: S3Failure, words: Words) => Meaning;

const permissions: Readonly<Record<S3Action, string>> = {
  list: 's3:ListBucket on the bucket',
  get: 's3:GetObject on its objects',
  put: 's3:PutObject on its objects',
  remove: 's3:DeleteObject on its objects (only removing needs it)',
};

const denied: Explain = ({ action, code, status }, { host, bucket, source }) => ({
  code: action === 'put' ? 'READ_ONLY' : 'DENIED',
  message: `${host} does not allow to ${action} in the bucket "${bucket}" (${code}, HTTP ${status ?? 0})`,
  hint: `Give ${source} the permission ${permissions[action]}; docs/targets/s3.md has the policy.`,
});

const wrongKey: Explain = ({ code }, { host, source }) => ({
  code: 'DENIED',
  message:
    code === 'SignatureDoesNotMatch'
      ? `${host} does not accept the secret access key`
      : `${host} does not know the access key`,
  hint: `Check ${source}: both parts are copied whole, and belong to this server.`,
});

const expired: Explain = (_failure, { host, source }) => ({
  code: 'DENIED',
  message: `${host} says that the access key has expired`,
  hint: `Renew ${source}; a session token lasts hours only.`,
});

const clock: Explain = ({ serverTime }, { host }) => ({
  code: 'DENIED',
  message: `the clock of this PC is ${clockDifference(serverTime)} the clock of ${host}`,
  hint: 'Set date, time and time zone of this PC, then try again.',
});

const noBucket: Explain = (_failure, { host, bucket }) => ({
  code: 'WRONG_TARGET',
  message: `there is no bucket "${bucket}" at ${host}`,
  hint: 'Make the bucket first, or correct "bucket", "region" or "endpoint" in the config.',
});

const otherRegion: Explain = ({ region }, { host, bucket }) => ({
  code: 'WRONG_TARGET',
  message: `${host} says that the bucket "${bucket}" lies in ${region === null ? 'another region' : `the region ${region}`}`,
  hint:
    `Set "region" in the config${region === null ? '' : ` to "${region}"`}. ` +
    'An "endpoint" that names a region has to name the same one.',
});

const notS3: Explain = (_failure, { host }) => ({
  code: 'WRONG_TARGET',
  message: `${host} answers, but not as S3 storage does`,
  hint: 'Check "endpoint" in the config, and whether a proxy or a sign-in page stands in between.',
});

const notFound: Explain = (failure, words) => {
  if (failure.action !== 'get') return notS3(failure, words);
  return {
    code: 'NOT_FOUND',
    message: `the backup is not in the bucket "${words.bucket}"`,
    hint: hintOf`Another place may hold it. This shows what each has: ${{ do: 'list' }}`,
  };
};

const full: Explain = ({ code }, { bucket }) => ({
  code: 'FULL',
  message: `the bucket "${bucket}" or its account has no room left (${code})`,
  hint: 'Raise the quota at the provider, or remove what is not needed.',
});

const tooLarge: Explain = (_failure, { host }) => ({
  code: 'TOO_LARGE',
  message: `${host} does not take a backup of this size`,
  hint: 'Raise the largest object size of the server or of the proxy before it.',
});

const tooMuch: Explain = (_failure, { bucket }) => ({
  code: 'DAMAGED',
  message: `the bucket "${bucket}" holds more under the name of this backup than a backup can have`,
  hint: 'Something else was stored under its name: take the backup from another place.',
});

const archived: Explain = (_failure, { bucket }) => ({
  code: 'DENIED',
  message: `the backup lies in an archive class of the bucket "${bucket}"`,
  hint: 'Restore it at the provider first, and take out the lifecycle rule that moved it.',
});

const endless: Explain = (_failure, { host }) => ({
  code: 'WRONG_TARGET',
  message: `the list that ${host} gives of the bucket does not end`,
  hint: 'Give the backups a "prefix" of their own; else the server is at fault.',
});

const busy: Explain = ({ code, status }, { host }) => ({
  code: 'UNAVAILABLE',
  message: `${host} cannot answer right now (${code}, HTTP ${status ?? 0})`,
  hint: 'Try again in a few minutes.',
});

const silent: Explain = (_failure, { host }) => ({
  code: 'TIMEOUT',
  message: `${host} did not answer in time`,
  hint: 'Check the connection, and whether the server is well.',
});

const refused: Explain = (_failure, { host }) => ({
  code: 'UNAVAILABLE',
  message: `nothing listens at ${host}`,
  hint: 'Start the server, or correct "endpoint" in the config.',
});

const unknownHost: Explain = (_failure, { host }) => ({
  code: 'UNAVAILABLE',
  message: `the name ${host} cannot be found`,
  hint: 'Check the connection to the internet, then "endpoint" and "pathStyle" in the config.',
});

const untrusted: Explain = ({ code }, { host }) => ({
  code: 'WRONG_TARGET',
  message: `the certificate of ${host} is not to be trusted (${code})`,
  hint: 'For a server with a certificate authority of its own, set "caFile" to its PEM file.',
});

const untimely: Explain = ({ code }, { host }) => ({
  code: 'WRONG_TARGET',
  message: `the certificate of ${host} is not valid at this time (${code})`,
  hint: 'Check date and time of this PC; if they are right, the server needs a new certificate.',
});

const noTls: Explain = (_failure, { host }) => ({
  code: 'WRONG_TARGET',
  message: `${host} does not speak TLS`,
  hint: 'Correct the port of "endpoint" in the config, or begin it with http://.',
});

const byNet: Explain = (failure, words) => {
  const { code } = failure;
  if (/CERT|SELF_SIGNED|ISSUER|LEAF_SIGNATURE|^ERR_TLS/.test(code))
    return untrusted(failure, words);
  if (/^(?:EPROTO$|ERR_SSL)/.test(code)) return noTls(failure, words);
  if (code.startsWith('HPE_')) return notS3(failure, words);
  return {
    code: 'UNAVAILABLE',
    message: `the connection to ${words.host} failed (${code})`,
    hint: 'Check the connection and try again.',
  };
};

const byStatus: Explain = (failure, words) => {
  const status = failure.status ?? 0;
  if (status === 507) return full(failure, words);
  if (status === 413) return tooLarge(failure, words);
  if (status >= 500 || status === 429 || status === 408) return busy(failure, words);
  if (status === 404 && failure.code !== 'NotS3') return notFound(failure, words);
  if (failure.code === 'NotS3' || (status >= 300 && status < 400)) return notS3(failure, words);
  return denied(failure, words);
};

const byCode: ReadonlyMap<string, Explain> = new Map([
  ...each(['AccessDenied', 'AllAccessDisabled', 'AccountProblem'], denied),
  ...each(['SignatureDoesNotMatch', 'InvalidAccessKeyId', 'InvalidSecurity'], wrongKey),
  ...each(['ExpiredToken', 'InvalidToken', 'TokenRefreshRequired'], expired),
  ...each(['RequestTimeTooSkewed', 'RequestExpired'], clock),
  ...each(['NoSuchBucket', 'InvalidBucketName'], noBucket),
  ...each(['PermanentRedirect', 'IllegalLocationConstraintException'], otherRegion),
  ...each(['AuthorizationHeaderMalformed', 'WrongEndpoint'], otherRegion),
  ...each(['NoSuchKey', 'NotFound', 'NoSuchVersion'], notFound),
  ...each(['QuotaExceeded', 'InsufficientStorage', 'StorageFull', 'XMinioStorageFull'], full),
  ...each(['EntityTooLarge', 'MaxMessageLengthExceeded'], tooLarge),
  ...each(['ConditionalRequestConflict', 'OperationAborted', 'RequestTimeout'], busy),
  ...each(['SlowDown', 'ServiceUnavailable', 'InternalError', 'TemporaryRedirect'], busy),
  ['InvalidObjectState', archived],
  ['BodyTooLarge', tooMuch],
  ['EndlessList', endless],
  ...each(['ECONNREFUSED'], refused),
  ...each(['ENOTFOUND', 'EAI_AGAIN'], unknownHost),
  ...each(['ETIMEDOUT', 'ESOCKETTIMEDOUT'], silent),
  ...each(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'], untimely),
]);

function each(codes: readonly string[], explain: Explain): [string, Explain][] {
  return codes.map((code) => [code, explain]);
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
