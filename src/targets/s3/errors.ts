// What a failed request means to the user: which of the target errors it is. The words stand in
// s3/refusals.ts and s3/no-answer.ts. Codes:
// https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
import type { Hint } from '../../errors.js';
import { S3Failure } from './failure.js';
import type { Explain } from './meaning.js';
import { byNet, refused, silent, unknownHost, untimely } from './no-answer.js';
import { isBusy } from './patience.js';
import {
  archived,
  busy,
  clock,
  denied,
  endless,
  expired,
  full,
  noBucket,
  notDone,
  notFound,
  notS3,
  notUnderstood,
  otherRegion,
  page,
  redirect,
  stillBusy,
  tooLarge,
  tooMuch,
  wantsHostStyle,
  wrongKey,
} from './refusals.js';
import { TargetError } from '../target.js';

/** Who was asked. */
export interface S3Asked {
  readonly place: { readonly host: string; readonly bucket: string; readonly endpoint: string };
  /** Where the access key came from, in words. */
  readonly source: string;
  /** The variable that names a proxy; null where none is set. */
  readonly proxy: string | null;
}

/** The target error for a failure. */
export function s3Error(failure: S3Failure, asked: S3Asked): TargetError {
  const words = { ...asked.place, source: asked.source };
  const { code, message, hint, mayPass } = explainFor(failure)(failure, words);
  return new TargetError(code, message, {
    hint: asked.proxy !== null && isOfTheWay(failure) ? aboutProxy(asked.proxy, hint) : hint,
    cause: failure,
    ...(mayPass === undefined ? {} : { mayPass }),
  });
}

function explainFor(failure: S3Failure): Explain {
  if (isBusy(failure)) return failure.triedMs > 0 ? stillBusy : busy;
  if (hostStyle.test(failure.code)) return wantsHostStyle;
  return byCode.get(failure.code) ?? (failure.status === null ? byNet : byStatus);
}

/** Alibaba's code, and what others call the same. */
const hostStyle = /SecondLevelDomain|PathStyle|VirtualHost/i;

/** Whether it was the way to the server that failed: nothing answered, or something else than it. */
function isOfTheWay({ status, isPage, leadsTo }: S3Failure): boolean {
  return status === null || status === 511 || isPage || leadsTo !== null;
}

function aboutProxy(variable: string, hint: Hint): Hint {
  const said = `${variable} is set, but this program uses no proxy: it has to reach the server itself. `;
  return typeof hint === 'string' ? said + hint : [said, ...hint];
}

/** Whether a place failed for its access key: another one has to be given. */
export function isAboutKey(error: unknown): boolean {
  if (!(error instanceof TargetError) || !(error.cause instanceof S3Failure)) return false;
  const { status, code } = error.cause;
  const explain = explainFor(error.cause);
  return (
    [wrongKey, expired, denied].includes(explain) ||
    (explain === byStatus && (status === 401 || (status === 403 && code !== 'NotS3')))
  );
}

const byStatus: Explain = (failure, words) => {
  const status = failure.status ?? 0;
  if (status === 507) return full(failure, words);
  if (status === 413) return tooLarge(failure, words);
  if (status === 501 || status === 505) return notDone(failure, words);
  if (status >= 300 && status < 400)
    return failure.leadsTo === null ? notS3(failure, words) : redirect(failure, words);
  // RFC 6585: whoever stands in between asks to sign in first.
  if (status === 511 || (failure.code === 'NotS3' && failure.isPage)) return page(failure, words);
  if (status >= 500 || status === 429 || status === 408) return busy(failure, words);
  if (failure.code === 'NotS3') return notS3(failure, words);
  if (status === 404) return notFound(failure, words);
  if (status === 401 || status === 403) return denied(failure, words);
  return notUnderstood(failure, words);
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
