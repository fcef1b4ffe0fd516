// Whether the running Windows is activated, and with which key, as the licensing service tells through
// CIM: one call, bounded in time. The same call tells of Office 2013 and later, whose keys are nowhere
// else. Windows tells the last five characters only; product keys never come from here. WinPE and Wine have no CIM: then there is a warning and nothing else is lost.
import { execFile, type ExecFileException } from 'node:child_process';
import { win32 } from 'node:path';
import * as v from 'valibot';
import type { Activation } from '../record/schema.js';
import { cleanText } from './decode/structure-text.js';
import type { CollectWarning } from './collector.js';

/** What was learnt, or why nothing was. */
export interface ActivationReading {
  readonly activation: Activation | null;
  /** Office 2013 and later. */
  readonly programs: readonly ActivatedProgram[];
  readonly warnings: readonly CollectWarning[];
}

/** Another program of Microsoft's that the licensing service knows a key of. */
export interface ActivatedProgram {
  readonly product: string;
  readonly channel: string | null;
  readonly lastFive: string;
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
const officeApplication = '0ff1ce15-a989-479d-af46-f275c6370663';
const fields = 'ApplicationID,Name,Description,LicenseStatus,PartialProductKey,ProductKeyChannel';
const query = [
  '[Console]::OutputEncoding = [Text.Encoding]::UTF8',
  `Get-CimInstance -ClassName SoftwareLicensingProduct -Property ${fields} ` +
    `-Filter "(ApplicationID='${windowsApplication}' OR ApplicationID='${officeApplication}') ` +
    `AND PartialProductKey IS NOT NULL" | ` +
    `Select-Object ${fields} | ConvertTo-Json -Compress`,
].join('; ');
const limitMs = 30_000;
const mostOutputBytes = 1024 * 1024;

const text = v.nullish(v.string());
const productSchema = v.object({
  ApplicationID: text,
  Name: text,
  Description: text,
  LicenseStatus: v.pipe(v.number(), v.safeInteger()),
  PartialProductKey: text,
  ProductKeyChannel: text,
});
type LicensedProduct = v.InferOutput<typeof productSchema>;
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
  const products = parseProducts(answer.output);
  const activation = activationOf(products.filter((product) => !isOffice(product)));
  const programs = products.filter(isOffice).flatMap(programOf);
  if (activation !== null) return { activation, programs, warnings: [] };
  return { ...unknownActivation('its answer could not be used'), programs };
}

/**
 * The activation of Windows out of the query's JSON: one product or a list of them, of which a
 * licensed one counts; null when it is something else.
 */
export function parseActivation(output: string): Activation | null {
  return activationOf(parseProducts(output).filter((product) => !isOffice(product)));
}

function parseProducts(output: string): LicensedProduct[] {
  const result = v.safeParse(outputSchema, parseJson(output));
  if (!result.success) return [];
  return Array.isArray(result.output) ? result.output : [result.output];
}

function isOffice({ ApplicationID }: LicensedProduct): boolean {
  return ApplicationID?.toLowerCase() === officeApplication;
}

/** `Office 16, Office16ProPlusVL_KMS_Client edition`: the generation, and Microsoft's own name. */
function programOf(product: LicensedProduct): ActivatedProgram[] {
  const lastFive = lastFiveOf(product);
  if (lastFive === null) return [];
  const name = cleanText(product.Name ?? '') ?? 'Office';
  const [, number = '', edition] =
    /^Office (\d+), (?:Office\d+)?(.+?)(?: edition)?$/.exec(name) ?? [];
  const generation = generations[number] ?? number;
  const known = edition === undefined ? name : `Microsoft Office ${generation} (${edition})`;
  return [{ product: known, channel: cleanText(product.ProductKeyChannel ?? ''), lastFive }];
}

function lastFiveOf({ PartialProductKey }: LicensedProduct): string | null {
  const lastFive = PartialProductKey ?? '';
  return /^[A-Z0-9]{5}$/.test(lastFive) ? lastFive : null;
}

/** The years of the generations whose number is another. */
const generations: Readonly<Record<string, string>> = {
  15: '2013',
  16: '2016',
  19: '2019',
  21: '2021',
  24: '2024',
};

function activationOf(products: readonly LicensedProduct[]): Activation | null {
  const product = products.find(({ LicenseStatus }) => LicenseStatus === 1) ?? products[0];
  if (product === undefined) return null;
  return {
    status: statusNames[product.LicenseStatus] ?? 'unknown',
    channel: cleanText(product.ProductKeyChannel ?? ''),
    description: cleanText(product.Description ?? ''),
    lastFive: lastFiveOf(product),
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
  return { activation: null, programs: [], warnings: [warning] };
}
