// A product key entered into the Windows that runs, as `slmgr /ipk` enters it: by the licensing service's own
// methods, called through Windows PowerShell, which reads the key from its standard input. An argument of
// slmgr could be read by every other program. Sources: "InstallProductKey method of the SoftwareLicensingService
// class", Microsoft Learn; slmgr.vbs, which calls the same two methods.
import { type InstalledWindows, installedWindows } from '../collect/this-pc/installed-windows.js';
import { type RunProgram, runProgram } from '../system/run-program.js';

/** How entering a key ended. */
export type EnteredKey =
  | { readonly isEntered: true }
  /** The code is null where Windows gave none. */
  | { readonly isEntered: false; readonly code: string | null };

/** What entering keys asks of this PC. */
export interface KeyEntry {
  /** Null where no Windows runs. */
  readonly windows: () => Promise<InstalledWindows | null>;
  readonly isAdministrator: (signal: AbortSignal) => Promise<boolean>;
  /** Enters it. Activates nothing, though Windows itself may try to as soon as it has a key. */
  readonly enter: (productKey: string, signal: AbortSignal) => Promise<EnteredKey>;
}

const powerShell = 'WindowsPowerShell\\v1.0\\powershell.exe';
const flags = ['-NoLogo', '-NoProfile', '-NonInteractive', '-Command'] as const;

const askAdministrator =
  '([Security.Principal.WindowsPrincipal][Security.Principal.WindowsIdentity]::GetCurrent())' +
  '.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)';

/** No quotes but single ones: the line passes through the quoting of Windows. */
const enterScript = [
  "$ErrorActionPreference = 'Stop'",
  'try {',
  '$key = [Console]::In.ReadLine()',
  'if (!$key) { $key = @($input)[0] }',
  '$service = Get-WmiObject -Class SoftwareLicensingService',
  '[void]$service.InstallProductKey($key)',
  '[void]$service.RefreshLicenseStatus()',
  "'entered'",
  '} catch {',
  '$fault = $_.Exception',
  'while ($fault.InnerException) { $fault = $fault.InnerException }',
  '$code = $fault.ErrorCode',
  'if ($code -isnot [int]) { $code = $fault.HResult }',
  "'refused 0x{0:X8}' -f $code",
  '}',
].join('\n');

/** @param run how programs are run; here, unless told */
export function keyEntry(run: RunProgram = runProgram): KeyEntry {
  return {
    windows: installedWindows,
    isAdministrator: async (signal) => {
      const { stdout } = await run([powerShell, ...flags, askAdministrator], signal);
      return stdout.trim() === 'True';
    },
    enter: async (productKey, signal) => {
      const end = await run([powerShell, ...flags, enterScript], signal, `${productKey}\n`);
      if (end.status === 0 && /^entered\r?$/m.test(end.stdout)) return { isEntered: true };
      const [, code = null] = /^refused (0x[\dA-F]{8})\r?$/m.exec(end.stdout) ?? [];
      return { isEntered: false, code };
    },
  };
}
