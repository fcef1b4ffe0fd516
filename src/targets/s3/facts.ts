// A bucket for paper: what one types at the provider's console, or on a PC that knows nothing of it. The access
// key's id tells which key it was; the secret is never among them.
import { type S3Surroundings, readS3Credentials } from './credentials.js';
import type { S3Options } from './options.js';
import { readSettings } from './settings.js';
import { TargetError } from '../target.js';
import type { PlaceFact } from '../target-kind.js';

/** The facts, as far as they can be learnt here; it asks the bucket nothing. */
export async function factsOf(
  options: S3Options,
  surroundings: S3Surroundings,
): Promise<readonly PlaceFact[]> {
  const { bucket, prefix } = options;
  const settings = await known(readSettings(options, surroundings));
  const place = settings?.place;
  const credentials =
    settings === null ? null : await known(readS3Credentials(settings, surroundings));
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['storage', place?.provider.title],
    ['address', place?.endpoint ?? options.endpoint],
    ['region', place?.region ?? options.region],
    ['bucket', bucket],
    ['prefix', prefix],
    ['access key id', credentials?.accessKeyId],
  ];
  return facts.filter((fact): fact is PlaceFact => fact[1] !== undefined);
}

/** What is not at hand is left out: the rest still leads there. */
async function known<T>(value: Promise<T>): Promise<T | null> {
  try {
    return await value;
  } catch (error) {
    if (error instanceof TargetError) return null;
    throw error;
  }
}
