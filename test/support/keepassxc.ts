// KeePassXC's command line, which opens databases independently of this program.
import { execFileSync } from 'node:child_process';
import { onPath } from './on-path.js';
import { type RealPart, realPart } from './real-parts.js';

const keepassxcPart: RealPart<string> = {
  name: 'keepassxc-cli',
  install: 'apt-get install -y keepassxc',
  find: () => onPath('keepassxc-cli'),
};

/** Runs it with the passphrase of the database typed; null where it is not installed. */
export function keepassxc(): ((passphrase: string, ...args: readonly string[]) => string) | null {
  const program = realPart(keepassxcPart);
  if (program === null) return null;
  return (passphrase, ...args) =>
    execFileSync(program, [args[0] ?? '', '--quiet', ...args.slice(1)], {
      ...{ input: `${passphrase}\n`, encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe'] },
      env: { ...process.env, LC_ALL: 'C.UTF-8', QT_QPA_PLATFORM: 'offscreen' },
    });
}
