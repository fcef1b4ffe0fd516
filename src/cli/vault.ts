#!/usr/bin/env node
// The program's entry: looks whether this Node can run it, and whether it is whole, before anything else is
// loaded, since what is loaded needs both. It imports nothing at its head, and is written so that a Node of
// many years ago reads it. What runs is main.ts.

/** Node 20.19 is the first of 20 that loads all of the packages. The same stands in package.json. */
const floor = [20, 19] as const;

/** What to install: docs/decisions/node.md says when it changes. */
const advised = 24;

// The words are written here: nothing is loaded that could say them.
function refuse(message: string, hint: string): void {
  const error = { code: 'USAGE', message: message, hint: hint };
  if (process.argv.indexOf('--json') !== -1)
    process.stdout.write(JSON.stringify({ schema: 1, error: error }, null, 2) + '\n');
  process.stderr.write('vault: error: ' + message + '\nvault: hint: ' + hint + '\n');
  process.exitCode = 2;
}

function isTooOld(version: string): boolean {
  const [major, minor] = version.split('.').map(Number) as [number, number];
  return major < floor[0] || (major === floor[0] && minor < floor[1]);
}

function start(): void {
  const version = process.versions.node;
  if (isTooOld(version)) {
    refuse(
      'Node.js ' + floor.join('.') + ' or later is needed; this is ' + version,
      'Install Node.js ' +
        String(advised) +
        ' from https://nodejs.org (Linux: https://nodejs.org/en/download has the line to type), then run this again.',
    );
    return;
  }
  void import('./whole.js')
    .then((whole) => whole.missingPart())
    .then((missing) => {
      if (missing === null) return import('./main.js').then(() => undefined);
      refuse(
        'a part of this program is not installed: ' + missing,
        'Install it anew: npm ci in its own folder, or npm install -g product-key-vault.',
      );
      return undefined;
    });
}

start();
