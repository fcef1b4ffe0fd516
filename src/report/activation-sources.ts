// Where the meaning of an error of activation is from.

/** The pages, by a short name. */
export const activationSources = {
  support: {
    title: 'Get help with Windows activation errors, Microsoft Support',
    address:
      'https://support.microsoft.com/windows/get-help-with-windows-activation-errors-09d8fb64-6768-4815-0c30-159fa7d89d85',
  },
  volume: {
    title: 'Troubleshoot Windows activation error codes, Microsoft Learn',
    address:
      'https://learn.microsoft.com/troubleshoot/windows-server/licensing-and-activation/troubleshoot-activation-error-codes',
  },
  header: {
    title: 'slerror.h of the Windows SDK; the functions that return its codes, Microsoft Learn',
    address: 'https://learn.microsoft.com/windows/win32/api/slpublic/',
  },
  network: {
    title: 'Error Messages (Winhttp.h), Microsoft Learn',
    address: 'https://learn.microsoft.com/windows/win32/winhttp/error-messages',
  },
  system: {
    title: 'System Error Codes (WinError.h), Microsoft Learn',
    address: 'https://learn.microsoft.com/windows/win32/debug/system-error-codes',
  },
  proxy: {
    title: 'Windows activation or validation fails with error code 0x8004FE33, Microsoft Learn',
    address: 'https://learn.microsoft.com/troubleshoot/windows-client/licensing-and-activation/',
  },
} as const;

/** The short name of a source. */
export type ActivationSource = keyof typeof activationSources;
