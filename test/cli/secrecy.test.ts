// Where product keys and passphrases must never turn up: in messages, in files that the program
// writes, in what it hands to the system, in the names of files.
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  exampleDisk,
  exampleKeys,
  passphrase,
  passphraseFlags,
  pushExample,
  stickOf,
} from '../support/example-stick.js';
import { type Run, newUser, programFile, startProcess } from '../support/program.js';
import { realPart } from '../support/real-parts.js';
import { stracePart } from '../support/strace.js';

/** Everything that nobody else may see, in every form in which it could be written. */
const secrets = [...exampleKeys, passphrase];
const forms = secrets.flatMap((secret) => {
  const bare = secret.replaceAll('-', '');
  return [secret, bare, Buffer.from(secret).toString('base64').replace(/=+$/, '')];
});
const patterns = forms.flatMap((form) => [Buffer.from(form), Buffer.from(form, 'utf16le')]);

const user = newUser();
const passphraseFile = /^passphrase-\d+\.txt$/;
/** What was asked to hold the keys. */
const exportFile = 'exported.html';
const runs: Run[] = [];
beforeAll(async () => {
  runs.push(await pushExample(user));
  runs.push(await pushExample(user, '--force', '--json'));
  const [wrong, list] = [
    ['push', '--from', exampleDisk, '--to', stickOf(user), '--passphrase-stdin'],
    ['list', '--from', stickOf(user), ...passphraseFlags(user)],
  ];
  runs.push(await user.run(wrong, { stdin: `${passphrase}r` }));
  runs.push(await user.run(list));
  runs.push(await user.run(['target', 'add', 'stick', stickOf(user), '--json']));
  runs.push(await user.run(['collect', '--from', exampleDisk, '--json']));
  const written = ['--format', 'html', '--out', exportFile];
  runs.push(
    await user.run(['export', '--from', stickOf(user), ...passphraseFlags(user), ...written]),
  );
});
afterAll(() => {
  user.dispose();
});

/** The paths of everything below the user's folder but the passphrase files of the test, and the export. */
function written(): string[] {
  const names = readdirSync(user.folder, { recursive: true, encoding: 'utf8' });
  const own = (name: string): boolean => passphraseFile.test(name) || name === exportFile;
  return names.filter((name) => !own(basename(name))).sort();
}

function secretsIn(bytes: Uint8Array): string[] {
  const text = Buffer.from(bytes);
  return patterns.filter((pattern) => text.includes(pattern)).map(String);
}

describe('no product key and no passphrase', () => {
  it('goes unnoticed: the search finds it where it is', () => {
    const [file = ''] = readdirSync(user.folder).filter((name) => passphraseFile.test(name));
    expect(secretsIn(readFileSync(join(user.folder, file)))).not.toEqual([]);
    expect(secretsIn(readFileSync(join(user.folder, exportFile)))).toHaveLength(exampleKeys.length);
    expect(runs.map(({ status }) => status)).toEqual([0, 0, 12, 0, 0, 0, 0]);
  });

  it('is in what a push, a list, an export to a file or a failure says', () => {
    expect(runs.map(({ stdout }) => secretsIn(Buffer.from(stdout)))).toEqual(runs.map(() => []));
    expect(runs.map(({ stderr }) => secretsIn(Buffer.from(stderr)))).toEqual(runs.map(() => []));
  });

  it('is in standard error even where standard output has them', async () => {
    const args = ['pull', '--from', stickOf(user), ...passphraseFlags(user), '--json'];
    const { stdout, stderr } = await user.run(args);
    expect(secretsIn(Buffer.from(stdout))).not.toEqual([]);
    expect(secretsIn(Buffer.from(stderr))).toEqual([]);
  });

  it('is in the state, the config, the backups, temporary files, or any name', () => {
    const paths = written();
    expect(paths).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/state\.json$/),
        expect.stringMatching(/config\.json$/),
        expect.stringMatching(/\.vault$/),
        expect.stringMatching(/READ ME FIRST\.txt$/),
      ]),
    );
    const files = paths.filter((path) => statSync(join(user.folder, path)).isFile());
    const leaking = files.filter(
      (path) => secretsIn(readFileSync(join(user.folder, path))).length > 0,
    );
    expect(leaking).toEqual([]);
    expect(secretsIn(Buffer.from(paths.join('\n')))).toEqual([]);
  });

  it('is left in a temporary file', () => {
    expect(readdirSync(user.temp)).toEqual([]);
  });
});

describe('what a push writes', () => {
  it.skipIf(process.platform === 'win32')('is for the eyes of its user alone', () => {
    const open = written().filter((path) => {
      const stats = statSync(join(user.folder, path));
      const own = [user.home, user.temp, user.folder].includes(join(user.folder, path));
      const allowed = stats.isDirectory() ? 0o700 : 0o600;
      return !own && (stats.mode & 0o777) !== allowed;
    });
    // The two folders that XDG_CONFIG_HOME and XDG_STATE_HOME name are made like the rest.
    expect(open).toEqual([]);
  });

  it('into a place names no PC and no product outside the seal', () => {
    const telling = ['EXAMPLE-PC', 'Windows 11', 'Desktop One', 'Office Professional'];
    const names = readdirSync(stickOf(user), { recursive: true, encoding: 'utf8' });
    expect(names.length).toBeGreaterThan(3);
    const leaking = names.filter((name) => {
      const file = join(stickOf(user), name);
      if (!statSync(file).isFile()) return false;
      return telling.some((text) => readFileSync(file).includes(text));
    });
    expect(leaking).toEqual([]);
  });
});

const strace = realPart(stracePart);

describe.skipIf(strace === null)('what a push hands to the system', () => {
  it('holds no secret but the passphrase that it read, and it connects to nobody', async () => {
    const log = join(user.folder, 'strace.log');
    const calls = 'execve,write,pwrite64,writev,pwritev,sendto,sendmsg,connect,rename,link,openat';
    const trace = ['-f', '-qq', '-yy', '-s', '1000000', '-e', `trace=${calls}`, '-o', log];
    const push = ['push', '--from', exampleDisk, '--to', stickOf(user), '--force'];
    const { environment, folder: cwd } = user;
    const command = [strace ?? '', ...trace, process.execPath, programFile, ...push];
    const run = await startProcess([...command, ...passphraseFlags(user)], {
      // Writes that go through io_uring would not be seen.
      environment: { ...environment, UV_USE_IO_URING: '0' },
      ...{ cwd, stdin: '' },
    }).ended;
    expect(run.status).toBe(0);
    const traced = readFileSync(log);
    expect(traced.includes('.vault')).toBe(true);
    expect(traced.includes('read back and compared')).toBe(true);
    // What a helper of this program has read comes back over the channel that Node made for the two: a pair
    // of sockets without a name, which nobody else can reach.
    const channel = /^\d+ +(?:write|writev|sendmsg)\(\d+<UNIX-STREAM:\[\d+(?:->\d+)?\]>/;
    const lines = traced.toString('latin1').split('\n');
    const elsewhere = lines.filter((line) => !channel.test(line)).join('\n');
    expect(lines.some((line) => channel.test(line))).toBe(true);
    expect(secretsIn(Buffer.from(elsewhere, 'latin1'))).toEqual([]);
    expect(traced.toString('latin1')).not.toMatch(/connect\(\d+, \{sa_family=AF_INET/);
  });
});
