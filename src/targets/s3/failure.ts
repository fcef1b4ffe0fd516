// A failed request as the target sees it: the server's answer or the connection's error, stripped of
// everything that a log must not hold. The SDK's own errors carry the whole request, signature and
// session token included, so none of them is ever passed on. What a failure means to the user is
// decided in s3/errors.ts.

/** What was asked when a request failed. */
export type S3Action = 'list' | 'get' | 'put' | 'remove';

/** Why a request failed. The message is for bug reports; it quotes nothing that the server wrote. */
export class S3Failure extends Error {
  readonly action: S3Action;
  /** The HTTP status; null where no answer came. */
  readonly status: number | null;
  /** The server's or the system's error code: `NoSuchKey`, `ECONNREFUSED`; `NotS3` for no S3 answer. */
  readonly code: string;
  /** The region that the server names as the right one. */
  readonly region: string | null;
  /** The server's clock at the time of the answer. */
  readonly serverTime: Date | null;

  constructor(
    code: string,
    about: {
      action: S3Action;
      status?: number;
      region?: string | null;
      serverTime?: Date | null;
    },
  ) {
    const { action, status = null, region = null, serverTime = null } = about;
    super(status === null ? `${action}: ${code}` : `${action}: ${code} (HTTP ${status})`);
    this.name = 'S3Failure';
    this.action = action;
    this.code = code;
    this.status = status;
    this.region = region;
    this.serverTime = serverTime;
  }
}

/** The SDK's or Node's error of a request as a failure; null for what is neither. */
export function toS3Failure(error: unknown, action: S3Action): S3Failure | null {
  if (error instanceof S3Failure) return error;
  if (!(error instanceof Error)) return null;
  const status = statusOf(error);
  if (status !== null) return answered(error, action, status);
  const code = member(error, 'code');
  if (typeof code === 'string' && !isOwnMistake(error))
    return new S3Failure(clean(code), { action });
  return error.name === 'TimeoutError' ? new S3Failure('ETIMEDOUT', { action }) : null;
}

function answered(error: Error, action: S3Action, status: number): S3Failure {
  const headers = member(member(error, '$response'), 'headers');
  const named = member(error, 'Region') ?? member(headers, 'x-amz-bucket-region');
  const date = member(headers, 'date');
  const serverTime = typeof date === 'string' ? new Date(date) : null;
  const code = member(error, 'Code') ?? (isServerError(error) ? error.name : 'NotS3');
  return new S3Failure(clean(code), {
    action,
    status,
    region: typeof named === 'string' && /^[a-z0-9-]{1,40}$/i.test(named) ? named : null,
    serverTime: serverTime !== null && !Number.isNaN(serverTime.getTime()) ? serverTime : null,
  });
}

/** What the SDK could parse as an answer of S3, as opposed to what it choked on. */
function isServerError(error: Error): boolean {
  return member(error, '$fault') !== undefined;
}

/** Node's own checks of arguments: a fault of this program. */
function isOwnMistake(error: Error): boolean {
  return error instanceof TypeError || error instanceof RangeError;
}

function statusOf(error: Error): number | null {
  const status =
    member(member(error, '$response'), 'statusCode') ??
    member(member(error, '$metadata'), 'httpStatusCode');
  return typeof status === 'number' ? status : null;
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

/** A code as S3 and Node write them; a server that sends anything else is not quoted. */
function clean(code: unknown): string {
  return typeof code === 'string' && /^\w{1,64}$/.test(code) ? code : 'Unknown';
}
