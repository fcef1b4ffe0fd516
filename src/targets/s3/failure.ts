// A failed request as the target sees it: the server's answer or the connection's error, stripped of
// everything that a log must not hold. The SDK's own errors carry the whole request, signature and
// session token included, so none of them is ever passed on. What a failure means to the user is
// decided in s3/errors.ts.

/** What was asked when a request failed. */
export type S3Action = 'list' | 'get' | 'put' | 'remove';

/** What is known of a failed request beside its code. */
interface S3FailureFacts {
  readonly action: S3Action;
  readonly status?: number | null;
  readonly region?: string | null;
  readonly serverTime?: Date | null;
  readonly retryAfterMs?: number | null;
  readonly leadsTo?: string | null;
  readonly isPage?: boolean;
  readonly triedMs?: number;
}

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
  /** When the server says that it may be asked again, from its answer on. */
  readonly retryAfterMs: number | null;
  /** Where the answer leads to: `https://host:port`. */
  readonly leadsTo: string | null;
  /** Whether the answer is a page for people. */
  readonly isPage: boolean;
  /** How long the same request was tried before it was given up. */
  readonly triedMs: number;

  constructor(code: string, about: S3FailureFacts) {
    const { action, status = null, region = null, serverTime = null } = about;
    super(status === null ? `${action}: ${code}` : `${action}: ${code} (HTTP ${status})`);
    this.name = 'S3Failure';
    this.action = action;
    this.code = code;
    this.status = status;
    this.region = region;
    this.serverTime = serverTime;
    this.retryAfterMs = about.retryAfterMs ?? null;
    this.leadsTo = about.leadsTo ?? null;
    this.isPage = about.isPage ?? false;
    this.triedMs = about.triedMs ?? 0;
  }

  /** The same failure, of a request that was tried for so long. */
  afterTrying(triedMs: number): S3Failure {
    const { action, status, region, serverTime, retryAfterMs, leadsTo, isPage } = this;
    const about = { action, status, region, serverTime, retryAfterMs, leadsTo, isPage, triedMs };
    return new S3Failure(this.code, about);
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
  const header = (name: string): string | null => {
    const value = member(headers, name);
    return typeof value === 'string' ? value : null;
  };
  const serverTime = timeOf(header('date'));
  const isPage = isPageType(header('content-type'));
  // A page may be well enough formed to pass for an answer.
  const isAnswer = isServerError(error) && !isPage;
  const code = member(error, 'Code') ?? (isAnswer ? error.name : 'NotS3');
  return new S3Failure(clean(code), {
    action,
    status,
    region: regionIn(member(error, 'Region') ?? header('x-amz-bucket-region'), error.message),
    serverTime,
    retryAfterMs: retryAfter(header('retry-after'), serverTime ?? new Date()),
    leadsTo: originOf(header('location')),
    isPage,
  });
}

/** Whether a body of this type is a page for people. */
export function isPageType(contentType: string | null): boolean {
  return /^(?:text\/html|application\/xhtml)\b/i.test(contentType ?? '');
}

/** Amazon names the region within its message, too; others copy that and leave out the member. */
function regionIn(named: unknown, message: string): string | null {
  const region = named ?? /\bexpecting '([^']{1,40})'/.exec(message)?.[1];
  return typeof region === 'string' && /^[a-z0-9-]{1,40}$/i.test(region) ? region : null;
}

/** RFC 9110, 10.2.3: seconds, or a date. */
function retryAfter(text: string | null, from: Date): number | null {
  if (text === null) return null;
  if (/^\d{1,6}$/.test(text.trim())) return Number(text) * 1000;
  const at = timeOf(text);
  return at === null ? null : Math.max(0, at.getTime() - from.getTime());
}

function timeOf(text: string | null): Date | null {
  const time = text === null ? null : new Date(text);
  return time === null || Number.isNaN(time.getTime()) ? null : time;
}

function originOf(location: string | null): string | null {
  return location !== null && URL.canParse(location) ? new URL(location).origin : null;
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
