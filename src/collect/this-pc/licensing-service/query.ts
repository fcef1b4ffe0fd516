// Asks the licensing service of a running Windows through CIM: one start of Windows PowerShell for all
// classes, bounded in time and output. What the answer means is answer.ts' affair.
import { execFile, type ExecFileException } from 'node:child_process';
import { win32 } from 'node:path';
import { neededVariables } from '../../../system/child-environment.js';

/** What the query printed, or why it could not be asked, in a few words. */
export type QueryAnswer = { readonly output: string } | { readonly failure: string };

/** Runs the query. Rejects only with the signal's reason. */
export type LicensingQuery = (signal: AbortSignal) => Promise<QueryAnswer>;

/** Microsoft's ids of Windows and of Office 2013 and later in SoftwareLicensingProduct. */
const windowsApplication = '55c92734-d682-4d71-983e-d6ec3f16059f';
export const officeApplication = '0ff1ce15-a989-479d-af46-f275c6370663';

const fields = 'ApplicationID,Name,Description,LicenseStatus,PartialProductKey,ProductKeyChannel';
const hasKey = 'PartialProductKey IS NOT NULL';
const quietly = '-ErrorAction SilentlyContinue';

/**
 * Office 2010 brings a class of its own, which most PCs lack and which may lack a field, so it is asked
 * for all of them.
 */
const script = [
  '[Console]::OutputEncoding = [Text.Encoding]::UTF8',
  `$products = @(Get-CimInstance -ClassName SoftwareLicensingProduct -Property ${fields} ` +
    `-Filter "(ApplicationID='${windowsApplication}' OR ApplicationID='${officeApplication}') ` +
    `AND ${hasKey}" | Select-Object ${fields})`,
  `$office = @(Get-CimInstance -ClassName OfficeSoftwareProtectionProduct -Filter "${hasKey}" ` +
    `${quietly} | Select-Object ${fields})`,
  `$service = Get-CimInstance -ClassName SoftwareLicensingService ${quietly} | ` +
    'Select-Object OA3xOriginalProductKey,OA3xOriginalProductKeyDescription',
  '[pscustomobject]@{ products = $products; office = $office; service = $service } | ' +
    'ConvertTo-Json -Compress -Depth 3',
].join('; ');
const limitMs = 30_000;
const mostOutputBytes = 1024 * 1024;

/** Rejects only with the signal's reason. */
export async function askPowerShell(signal: AbortSignal): Promise<QueryAnswer> {
  const folder = process.env['SystemRoot'] ?? 'C:\\Windows';
  // By its full path: a program of that name elsewhere on PATH is not asked.
  const program = win32.join(folder, 'System32\\WindowsPowerShell\\v1.0\\powershell.exe');
  const args = ['-NoLogo', '-NoProfile', '-NonInteractive', '-Command', script];
  const options = { timeout: limitMs, maxBuffer: mostOutputBytes, signal, env: neededVariables() };
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
  if (error.code === 'ENOENT') return 'Windows PowerShell is not installed';
  return `Windows PowerShell ended with ${error.code ?? 'an error'}`;
}
