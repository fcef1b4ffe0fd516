// A word of a proposed command, quoted for the shell that it will be typed into. Which shell that is nobody
// tells a program; what the shells leave in the environment does.
// Sources: POSIX, "Quoting"; Microsoft Learn, "about_Quoting_Rules", "about_PSModulePath" and "cmd".

/** The shells that differ in how they quote. */
export type Shell = 'sh' | 'powershell' | 'cmd';

/** The shell that this program was most likely started from. */
export function shellAtHand(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  platform: string = process.platform,
): Shell {
  if (platform !== 'win32')
    return environment['SHELL']?.endsWith('/pwsh') === true ? 'powershell' : 'sh';
  // Git's bash and its kin.
  if (environment['MSYSTEM'] !== undefined) return 'sh';
  // PowerShell puts the modules of the person before those of the PC; cmd knows these alone.
  const modules = environment['PSModulePath'] ?? '';
  return /\\Documents\\(?:Windows)?PowerShell\\Modules/i.test(modules) ? 'powershell' : 'cmd';
}

/** What no shell reads as anything but itself. A drive's path stands as people type it on its own system. */
const plain = /^(?:[A-Za-z]:\\[\w.\\-]*|[\w./:@=+-]+|~[/\\][\w./\\-]*|~)$/;
const plainOnWindows = /^[\w.\\/:=+~-]+$/;

/** The word as it is typed in the shell; plain words stay as they are. */
export function quotedFor(shell: Shell, word: string): string {
  if ((shell === 'sh' ? plain : plainOnWindows).test(word)) return word;
  switch (shell) {
    case 'sh':
      // Inside double quotes these four mean something; where none is there they read better.
      return /["$`\\!]/.test(word) ? `'${word.replaceAll("'", `'\\''`)}'` : `"${word}"`;
    case 'powershell':
      return /["$`\u201c-\u201e]/.test(word)
        ? `'${word.replaceAll(/['\u2018-\u201b]/g, '$&$&')}'`
        : `"${word}"`;
    case 'cmd':
      // A file's name has no double quote there. A backslash before the closing one would swallow it.
      return `"${word.replaceAll('"', '""').replace(/\\+$/, '$&$&')}"`;
  }
}
