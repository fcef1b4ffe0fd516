// The access key of a bucket in the credential store of this PC: where it is filed, what it is asked
// for with, and how a new one is tried before it is kept.
import {
  decodeS3Credentials,
  encodeS3Credentials,
  readS3Credentials,
  type S3Surroundings,
  s3Source,
  typedKey,
} from './credentials.js';
import { isAboutKey } from './errors.js';
import { s3SecretQuestions } from './members.js';
import type { S3Options } from './options.js';
import { readSettings } from './settings.js';
import { TargetError } from '../target.js';
import type { KindSecret, TargetKind } from '../target-kind.js';

/** The secret of the kind; `kindWith` makes the kind that reads access keys from elsewhere. */
export function s3Secret(
  surroundings: S3Surroundings,
  kindWith: (from: Pick<S3Surroundings, 'readSecret' | 'secretWords'>) => TargetKind<S3Options>,
): KindSecret<S3Options> {
  return {
    account: async (options) => {
      if (s3Source(options, surroundings).kind !== 'credential-store') return null;
      return (await readSettings(options, surroundings)).place.secretAccount;
    },
    lacking: async (options) => {
      try {
        await readS3Credentials(await readSettings(options, surroundings), surroundings);
        return null;
      } catch (error) {
        if (error instanceof TargetError && error.code === 'DENIED') return error;
        throw error;
      }
    },
    typed: (options) => ({ ...options, credentials: 'credential-store' }),
    questions: s3SecretQuestions,
    encode: ([accessKeyId = '', secretAccessKey = '']) =>
      encodeS3Credentials({ accessKeyId, secretAccessKey }),
    holding: (text) => kindWith({ readSecret: () => Promise.resolve(text), secretWords: typedKey }),
    isRefused: (error, text) => decodeS3Credentials(text) === null || isAboutKey(error),
  };
}
