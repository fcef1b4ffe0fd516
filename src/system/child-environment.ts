// What a child process is given of the environment, and where its own program is looked for. What else a
// person has set, access keys of a cloud for example, is none of a child's business.
import { delimiter, isAbsolute, join } from 'node:path';

type Environment = NodeJS.ProcessEnv;

/** Where things are, and how to reach the desktop. */
const needed = [
  /^(?:PATH|PATHEXT|COMSPEC|HOME|USER|USERNAME|LOGNAME|SHELL|LANG|LANGUAGE|LC_.*|TZ|TMP|TEMP|TMPDIR)$/i,
  /^(?:SYSTEMROOT|SYSTEMDRIVE|WINDIR|USERPROFILE|USERDOMAIN|APPDATA|LOCALAPPDATA|PROGRAMDATA|ALLUSERSPROFILE)$/i,
  /^(?:PROGRAMFILES.*|COMMONPROGRAMFILES.*|HOMEDRIVE|HOMEPATH|COMPUTERNAME|OS|PROCESSOR_.*|NUMBER_OF_PROCESSORS)$/i,
  /^(?:DBUS_.*|XDG_.*|DISPLAY|WAYLAND_DISPLAY|XAUTHORITY|GNOME_KEYRING_.*|DESKTOP_.*|KDE_.*)$/i,
  // Loaders, also of native parts, and of the sources in tests.
  /^(?:LD_.*|DYLD_.*|NODE_.*|NIX_.*|WINE.*)$/i,
];

/** The variables that a part of this program, or of Windows, needs to start. */
export function neededVariables(environment: Environment = process.env): Environment {
  return Object.fromEntries(
    Object.entries(environment).filter(([name]) => needed.some((pattern) => pattern.test(name))),
  );
}

/**
 * The variables for a command of the person's own, which may need any of them; but programs are not looked
 * up in the folder that one happens to work in: a stick or a download may hold a `pass` of somebody else's.
 */
export function ownCommandVariables(environment: Environment = process.env): Environment {
  const entries = Object.entries(environment).map(([name, value]): [string, string | undefined] => {
    return [name, name.toUpperCase() === 'PATH' ? withoutWorkingFolder(value ?? '') : value];
  });
  // Windows looks into the working folder first, unless this is set.
  return { ...Object.fromEntries(entries), NoDefaultCurrentDirectoryInExePath: '1' };
}

/** An empty entry, or one such as `.`, is the working folder or depends on it. */
function withoutWorkingFolder(path: string): string {
  const isFixed = (entry: string): boolean => isAbsolute(entry.replace(/^"|"$/g, ''));
  return path.split(delimiter).filter(isFixed).join(delimiter);
}

/** The shell that runs a command line, by its full path: one of that name elsewhere is not asked. */
export function shellProgram(environment: Environment = process.env): string {
  if (process.platform !== 'win32') return '/bin/sh';
  return join(environment['SystemRoot'] ?? 'C:\\Windows', 'System32', 'cmd.exe');
}
