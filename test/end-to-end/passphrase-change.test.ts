// The passphrase and the recovery code changed by the built program: over three folders of which one is away,
// at a terminal, and in a real credential store that keeps backups and the key that this PC remembers.
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseSealedRecord } from '../../src/crypto/inspect.js';
import { backupService } from '../../src/targets/credential-store/marker.js';
import { cheapPassphrase, cheapRow } from '../support/cheap-stick.js';
import { exampleDisk, passphraseFlags, recordsIn } from '../support/example-stick.js';
import { parseOutput } from '../support/json-output.js';
import { type Run, type TestUser, newUser } from '../support/program.js';
import { realPart } from '../support/real-parts.js';
import { sixKeyContent } from '../support/sample-content.js';
import {
  type SecretService,
  secretServicePart,
  startSecretService,
} from '../support/secret-service.js';
import { controlC, enter, runAtTerminal, terminalPart } from '../support/terminal.js';

const [terminal, store] = [realPart(terminalPart), realPart(secretServicePart)];
/** Derivations at their real cost, on a machine that has other work. */
const patient = 600_000;
const later = 'staple battery horse correct';

interface Household {
  readonly user: TestUser;
  readonly places: readonly string[];
  /** The flags that give the passphrase of before, and the one of after. */
  readonly old: readonly string[];
  readonly next: readonly string[];
  readonly newFile: string;
}

function household(folders: readonly string[]): Household {
  const user = newUser();
  const newFile = join(user.folder, 'new.txt');
  writeFileSync(newFile, later);
  const next = ['--passphrase-file', newFile];
  const places = folders.map((name) => join(user.folder, name));
  return { user, places, old: passphraseFlags(user), next, newFile };
}

const each = (flag: string, places: readonly string[]): string[] =>
  places.flatMap((place) => [flag, place]);

/** The states of the places of a push, in their order. */
function statesIn({ stdout }: Run): string[] {
  const { targets } = parseOutput('push', stdout) as { targets: { state: string }[] };
  return targets.map(({ state }) => state);
}

/** How often the passphrase was changed that the one backup in each folder is under, and one. */
async function generationsIn(folders: readonly string[]): Promise<number[]> {
  return Promise.all(
    folders.map(async (folder) => {
      const [file = '', ...others] = recordsIn(folder);
      expect(others).toEqual([]);
      return (await parseSealedRecord(readFileSync(file))).card.generation;
    }),
  );
}

describe('a change over three folders of which one is away', () => {
  const { user, places, old, next, newFile } = household(['a', 'b', 'c']);
  const [a = '', , c = ''] = places;
  const away = `${c} away`;
  const change = ['passphrase', 'change', '--new-passphrase-file', newFile];
  const pull = (place: string, flags: readonly string[]): Promise<Run> =>
    user.run(['pull', '--from', place, ...flags]);
  afterAll(() => {
    user.dispose();
  });

  it(
    'is told truly, and ended by the next push that finds the third',
    async () => {
      const push = ['push', '--from', exampleDisk, ...each('--to', places)];
      const first = await user.run([...push, ...old]);
      expect(first.status, first.stderr).toBe(0);
      renameSync(c, away);
      const changed = await user.run([...change, ...each('--to', places), ...old, '--json']);
      expect(changed.status, changed.stderr).toBe(3);
      expect(parseOutput('passphrase-change', changed.stdout)).toMatchObject({
        targets: [
          { state: 'resealed', resealed: 1 },
          { state: 'resealed', resealed: 1 },
          { target: c, state: 'failed', resealed: 0 },
        ],
      });
      renameSync(away, c);
      expect(await generationsIn(places)).toEqual([2, 2, 1]);
      const both = await user.run(['pull', ...each('--from', [a, c]), ...next]);
      expect(both.status, both.stderr).toBe(3);
      expect(both.stderr).toMatch(/sealed with an earlier passphrase.*\(.*c\)/s);
      expect((await pull(c, next)).status).toBe(12);
      expect((await pull(c, old)).status).toBe(0);
      const shown = await user.run(['status', ...each('--from', [a, c])]);
      expect(shown.stdout).toContain("EXAMPLE-PC's copy in");
      expect(shown.stdout).toContain('is still under an earlier passphrase');
      const brought = await user.run([...push, ...next, '--json']);
      expect(brought.status, brought.stderr).toBe(0);
      expect(statesIn(brought)).toEqual(['unchanged', 'unchanged', 'verified']);
      expect(await generationsIn(places)).toEqual([2, 2, 2]);
      expect((await pull(c, next)).status).toBe(0);
    },
    patient,
  );
});

describe.skipIf(terminal === null)('a change at a terminal', () => {
  const { user, places } = household(['a', 'b']);
  const [a = ''] = places;
  afterAll(() => {
    user.dispose();
  });
  const change = ['passphrase', 'change', ...each('--to', places)];
  const opens = async (text: string): Promise<boolean> =>
    (await user.run(['list', '--from', a, ...passphraseFlags(user, text)])).status === 0;
  const asked = [
    ['Passphrase', cheapPassphrase + enter],
    ['Make the passphrase for you?', 'n'],
    ['New passphrase', later + enter],
  ] as const;

  it(
    'that is stopped before the new passphrase is sure changes nothing',
    async () => {
      await cheapRow(sixKeyContent, { count: 2, folders: places, inAll: 2 });
      const run = await runAtTerminal(user, change, [...asked, ['The same once more', controlC]]);
      expect([run.status, run.isRestored], run.screen).toEqual([130, true]);
      expect(await opens(cheapPassphrase)).toBe(true);
    },
    patient,
  );

  it(
    'asks for both passphrases, shows neither, and tells of each place',
    async () => {
      const typing = [...asked, ['The same once more', later + enter]] as const;
      const run = await runAtTerminal(user, change, typing);
      expect([run.status, run.isRestored], run.screen).toEqual([0, true]);
      expect(run.screen.match(/2 backups sealed again/g)).toHaveLength(2);
      expect(run.everything).not.toContain(later);
      expect([await opens(cheapPassphrase), await opens(later)]).toEqual([false, true]);
    },
    patient,
  );
});

describe.skipIf(store === null)('a credential store', () => {
  let service: SecretService;
  const { user, old, next, newFile } = household([]);
  const places = ['./stick', 'credential-store'];
  let environment: Record<string, string>;
  beforeAll(async () => {
    service = await startSecretService();
    const DBUS_SESSION_BUS_ADDRESS = process.env['DBUS_SESSION_BUS_ADDRESS'] ?? '';
    environment = { ...user.environment, DBUS_SESSION_BUS_ADDRESS };
  });
  afterAll(() => {
    service.stop();
    user.dispose();
  });
  const vault = (...args: readonly string[]): Promise<Run> => user.run(args, { environment });
  const good = async (...args: readonly string[]): Promise<Run> => {
    const run = await vault(...args);
    expect(run.status, run.stderr).toBe(0);
    return run;
  };

  it(
    'holds backups that are sealed again, and the key of now, which makes a code',
    async () => {
      const to = each('--to', places);
      await good('push', '--from', exampleDisk, ...to, ...old);
      await good('passphrase', 'remember', ...to, ...old, '--yes');
      const before = service.accounts(backupService);
      const change = ['passphrase', 'change', '--new-passphrase-file', newFile];
      const changed = await good(...change, ...to, ...old);
      expect(changed.stderr.match(/1 backup sealed again/g)).toHaveLength(2);
      const after = service.accounts(backupService);
      expect(after).toHaveLength(before.length);
      expect(after).not.toEqual(before);
      expect((await vault('pull', '--from', 'credential-store', ...old)).status).toBe(12);
      // No passphrase from here on: the key that was kept is the one of now.
      const { stderr } = await good('recovery', 'create', ...to);
      const code = /(?:[0-9A-Z]{5}-){4}\s+(?:[0-9A-Z]{5}-){3}[0-9A-Z]{5}/.exec(stderr)?.[0] ?? '';
      const file = join(user.folder, 'code.txt');
      writeFileSync(file, code);
      for (const place of places)
        await good('recovery', 'check', '--from', place, '--recovery-code-file', file);
      const replace = ['recovery', 'create', '--replace', '--shares', '2 of 3'];
      const shown = await good(...replace, ...to, ...next);
      expect((await vault('pull', '--from', './stick', '--recovery-code-file', file)).status).toBe(
        12,
      );
      const shares =
        shown.stderr.match(/(?:[0-9A-Z]{5}-){5}\s+(?:[0-9A-Z]{5}-){4}[0-9A-Z]{5}/g) ?? [];
      expect(shares).toHaveLength(3);
      writeFileSync(file, `${shares[2] ?? ''}\n\n${shares[0] ?? ''}\n`);
      for (const place of places)
        await good('recovery', 'check', '--from', place, '--recovery-code-file', file);
      await good('list', '--from', 'credential-store');
    },
    patient,
  );
});
