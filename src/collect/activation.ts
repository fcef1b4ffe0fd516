// Whether the running Windows is activated, and with which key, as the licensing service tells through
// CIM: one call, bounded in time. Windows tells the last five characters only; product keys never come
// from here. WinPE and Wine have no CIM: then there is a warning and nothing else is lost.
import { execFile, type ExecFileException } from 'node:child_process';
import { win32 } from 'node:path';
import * as v from 'valibot';
import type { Activation } from '../record/schema.js';
import { cleanText } from './decode/structure-text.js';
import type { CollectWarning } from './collector.js';

/** What was learnt, or why nothing was. */
export interface ActivationReading {
  readonly activation: Activation | null;
  readonly warnings: readonly CollectWarning[];
}

/** What the query printed, or why it could not be asked, in a few words. */
type QueryAnswer = { readonly output: string } | { readonly failure: string };

/** Runs the query. Rejects only with the signal's reason. */
export type ActivationQuery = (signal: AbortSignal) => Promise<QueryAnswer>;

/** Of SoftwareLicensingProduct; Microsoft's documentation of the class. */
const statusNames = [
  'unlicensed',
  'licensed',
  'out-of-box grace',
  'out-of-tolerance grace',
  'non-genuine grace',
  'notification',
  'extended grace',
] as const;

const windowsApplication = '55c92734-d682-4d71-983e-d6ec3f16059f';
const fields = 'Name,Description,LicenseStatus,PartialProductKey,ProductKeyChannel';
const query = [
  '[Console]::OutputEncoding = [Text.Encoding]::UTF8',
  `Get-CimInstance -ClassName SoftwareLicensingProduct -Property ${fields} ` +
    `-Filter "ApplicationID='${windowsApplication}' AND PartialProductKey IS NOT NULL" | ` +
    `Select-Object ${fields} | ConvertTo-Json -Compress`,
].join('; ');
const limitMs = 30_000;
const mostOutputBytes = 1024 * 1024;

const text = v.nullish(v.string());
const productSchema = v.object({
  Description: text,
  LicenseStatus: v.pipe(v.number(), v.safeInteger()),
  PartialProductKey: text,
  ProductKeyChannel: text,
});
const outputSchema = v.union([v.array(productSchema), productSchema]);

/**
 * Asks once. Rejects only with the signal's reason.
 * @param ask how to ask; Windows PowerShell unless told.
 */
export async function readActivation(
  signal: AbortSignal,
  ask: ActivationQuery = askPowerShell,
): Promise<ActivationReading> {
  const answer = await ask(signal);
  if ('failure' in answer) return unknownActivation(answer.failure);
  const activation = parseActivation(answer.output);
  return activation === null
    ? unknownActivation('its answer could not be used')
    : { activation, warnings: [] };
}

/**
 * The activation out of the query's JSON: one product or a list of them, of which a licensed one
 * counts; null when it is something else.
 */
export function parseActivation(output: string): Activation | null {
  const result = v.safeParse(outputSchema, parseJson(output));
  if (!result.success) return null;
  const products = Array.isArray(result.output) ? result.output : [result.output];
  const product = products.find(({ LicenseStatus }) => LicenseStatus === 1) ?? products[0];
  if (product === undefined) return null;
  const lastFive = product.PartialProductKey ?? '';
  return {
    status: statusNames[product.LicenseStatus] ?? 'unknown',
    channel: cleanText(product.ProductKeyChannel ?? ''),
    description: cleanText(product.Description ?? ''),
    lastFive: /^[A-Z0-9]{5}$/.test(lastFive) ? lastFive : null,
  };
}

function parseJson(output: string): unknown {
  try {
    // Windows PowerShell may put a byte order mark first.
    return JSON.parse(output.replace(/^\uFEFF/, ''));
  } catch {
    return null;
  }
}

async function askPowerShell(signal: AbortSignal): Promise<QueryAnswer> {
  const folder = process.env['SystemRoot'] ?? 'C:\\Windows';
  // By its full path: a program of that name elsewhere on PATH is not asked.
  const program = win32.join(folder, 'System32\\WindowsPowerShell\\v1.0\\powershell.exe');
  const args = ['-NoLogo', '-NoProfile', '-NonInteractive', '-Command', query];
  const options = { timeout: limitMs, maxBuffer: mostOutputBytes, signal };
  const answer = await new Promise<QueryAnswer>((resolve) => {
    const child = execFile(program, args, options, (error, stdout) => {
      resolve(error === null ? { output: stdout } : { failure: failureOf(error) });
    });
    child.stdin?.end();
  });
  signal.throwIfAborted();
  return answer;
}

function failureOf(error: ExecFileException): string {
  if (error.killed === true) return `no answer within ${limitMs / 1000} s`;
  if (error.code === 'ENOENT') return 'Windows PowerShell is not there';
  return `Windows PowerShell ended with ${error.code ?? 'an error'}`;
}

function unknownActivation(reason: string): ActivationReading {
  const warning = {
    code: 'activation-unknown',
    message: `Windows did not say whether it is activated: ${reason}`,
    location: 'CIM class SoftwareLicensingProduct',
  };
  return { activation: null, warnings: [warning] };
}
