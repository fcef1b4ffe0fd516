// What a failed request comes to: the error, in words, and what to change. Which failure is which stands
// in s3/errors.ts. The texts name the server, the bucket and where the access key came from, never the key.
import type { Hint } from '../../errors.js';
import type { S3Failure } from './failure.js';
import type { TargetErrorCode } from '../target.js';

/** What a failure means to the user. */
interface Meaning {
  readonly code: TargetErrorCode;
  readonly message: string;
  readonly hint: Hint;
  /** Left out: as the code says. */
  readonly mayPass?: boolean;
}

/** Who was asked. */
interface Words {
  readonly host: string;
  readonly bucket: string;
  readonly endpoint: string;
  /** Where the access key came from. */
  readonly source: string;
}

export type Explain = (failure: S3Failure, words: Words) => Meaning;
