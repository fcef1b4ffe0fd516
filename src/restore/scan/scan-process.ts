// The program that reads pictures, run as a helper process by scan-reader.ts: what a decoder makes of a
// stranger's picture, and a disk that does not answer, hold this process and no other.
import { serveHelper } from '../../system/helper/main.js';
import { type ScanContent, readScan } from './scan-file.js';

serveHelper(({ path }: { readonly path: string }): Promise<ScanContent> => readScan(path));
