// Scans read in a helper process of their own (scan-process.ts), one after the other. One that is not read in
// time ends that process, and the next is read by another.
import { VaultError } from '../../errors.js';
import { errorOfHelper, helperProcess } from '../../system/helper/calls.js';
import { programFile } from '../../system/helper/program-file.js';
import type { ScanContent } from './scan-file.js';

/** A file, and what it gave or why it gave nothing. */
export type ReadScan =
  | { readonly path: string; readonly content: ScanContent }
  | { readonly path: string; readonly error: VaultError };

/** How long is waited, and where the program of the process lies. */
export interface ScanOptions {
  readonly limitMs?: number;
  readonly program?: URL;
}

/** Reads every file. @throws the signal's reason. */
export async function readScans(
  paths: readonly string[],
  signal: AbortSignal,
  { limitMs = 60_000, program = programFile('scan-reader') }: ScanOptions = {},
): Promise<readonly ReadScan[]> {
  const helper = helperProcess<{ readonly path: string }, ScanContent>({ program });
  const read: ReadScan[] = [];
  try {
    for (const path of paths) {
      const outcome = await helper.ask({ path }, { signal, timeoutMs: limitMs });
      if (outcome.kind === 'answer') read.push({ path, content: outcome.value });
      else if (outcome.kind === 'error') read.push({ path, error: errorOfHelper(outcome.error) });
      else {
        helper.end();
        const why = outcome.kind === 'ended' ? outcome.reason : 'it took too long';
        read.push({
          path,
          error: new VaultError('FORMAT', `the picture could not be read (${why})`),
        });
      }
    }
    return read;
  } finally {
    helper.end();
  }
}
