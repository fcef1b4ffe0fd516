// `vault import`: what a file holds is shown masked, stored with its PCs, and comes back.
import { cpSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { passphraseFlags, recordsIn, stickOf } from '../../support/example-stick.js';
import { parseFailure, parseOutput } from '../../support/json-output.js';
import { type Run, newUser, projectRoot } from '../../support/program.js';
import { realPart } from '../../support/real-parts.js';
import { enter, runAtTerminal, terminalPart } from '../../support/terminal.js';

const fixtures = join(projectRoot, 'test', 'fixtures', 'import');
const windowsKey = 'VK7JG-NPHTM-C97JM-9MPGT-3V66T';
const officeKey = 'FJ82H-XT6CR-J8D7P-XQJJ2-GPDD4';
const homeKey = 'YTMG3-N6DKC-DKB77-7M9GH-8HVX7';
const keys = [windowsKey, officeKey, homeKey];

const user = newUser();
afterAll(() => {
  user.dispose();
});

interface Pulled {
  readonly records: {
    readonly snapshot: {
      readonly machine: { readonly name: string };
      readonly sequence: number;
      readonly licences: { product: string; productKey: string | null; note: string | null }[];
    };
  }[];
}

function importFile(name: string, ...more: string[]): Promise<Run> {
  const flags = ['--to', stickOf(user), ...passphraseFlags(user)];
  return user.run(['import', join(fixtures, name), ...flags, ...more]);
}

async function pulled(): Promise<Pulled['records']> {
  const from = ['--from', stickOf(user), ...passphraseFlags(user), '--json'];
  const { stdout } = await user.run(['pull', ...from]);
  const { records } = parseOutput('pull', stdout) as Pulled;
  return [...records].sort((a, b) =>
    a.snapshot.machine.name.localeCompare(b.snapshot.machine.name),
  );
}

describe('importing an export', () => {
  let run: Run;
  beforeAll(async () => {
    run = await importFile('produkey.csv');
  });

  it('shows what was found, the keys masked', () => {
    expect(run.status).toBe(0);
    expect(run.stdout).toBe('');
    expect(run.stderr).toContain('Found of ANNA-PC:');
    expect(run.stderr).toMatch(/Windows 11 Pro +\*{5}-\*{5}-\*{5}-\*{5}-3V66T/);
    expect(run.stderr).toContain('its key is not in the export');
    expect(run.stderr).toContain('erased from this PC');
    expect(run.stderr).toContain('Kept with the backups of LAPTOP.');
    for (const key of keys) expect(run.stderr).not.toContain(key.slice(0, 11));
  });

  it('gives the keys back, each with its PC', async () => {
    const [anna, laptop] = await pulled();
    expect(anna?.snapshot).toMatchObject({ machine: { name: 'ANNA-PC' }, sequence: 1 });
    expect(anna?.snapshot.licences).toMatchObject([
      { product: 'Windows 11 Pro', productKey: windowsKey },
      { product: 'Microsoft Office Professional Plus 2010', productKey: officeKey },
      { productKey: null },
    ]);
    expect(laptop?.snapshot.licences).toMatchObject([{ productKey: null }]);
  });

  it('makes nothing new of the same keys in another form', async () => {
    const before = recordsIn(stickOf(user));
    const copy = join(user.folder, 'produkey.csv');
    cpSync(join(fixtures, 'produkey-without-names.csv'), copy);
    const flags = ['--to', stickOf(user), ...passphraseFlags(user), '--json'];
    const again = await user.run(['import', copy, ...flags]);
    expect(again.status).toBe(0);
    expect(recordsIn(stickOf(user))).toEqual(before);
    const { snapshots, targets } = JSON.parse(again.stdout) as {
      snapshots: { licences: { productKey: null; lastFive: string | null }[] }[];
      targets: { state: string }[];
    };
    expect(targets.map(({ state }) => state)).toEqual(['unchanged']);
    expect(snapshots.flatMap(({ licences }) => licences).map((one) => one.lastFive)).toEqual([
      '3V66T',
      'GPDD4',
      null,
      null,
    ]);
    for (const key of keys) expect(again.stdout).not.toContain(key);
  });

  it('adds keys from a text to the PC that is named, with the words around them', async () => {
    const { status, stderr } = await importFile('order.eml', '--from-text', '--machine', 'laptop');
    expect(status).toBe(0);
    expect(stderr).toContain('Kept with the backups of LAPTOP.');
    const [anna, laptop] = await pulled();
    expect(anna?.snapshot.sequence).toBe(1);
    expect(laptop?.snapshot.sequence).toBe(2);
    expect(laptop?.snapshot.licences).toMatchObject([
      { productKey: null },
      { productKey: officeKey },
      {
        productKey: homeKey,
        note: 'Thank you for buying Windows 10 Home. Your product key: *****-*****-*****-*****-8HVX7',
      },
    ]);
  });
});

describe('importing what cannot be imported', () => {
  const note = join(user.folder, 'note.txt');
  const nothing = join(user.folder, 'nothing.txt');
  beforeAll(() => {
    writeFileSync(note, `my key is ${homeKey}`);
    writeFileSync(nothing, 'no key here');
  });

  it.each([
    ['a text without --from-text', [note], 4, 'SOURCE_UNKNOWN', /--from-text/],
    ['a text without a key', [nothing, '--from-text'], 4, 'NO_PRODUCT_KEY', /vault add/],
    ['a file that is not there', [join(user.folder, 'absent')], 2, 'SOURCE_NOT_FOUND', /spelling/],
    [
      'an export of several PCs for another one',
      [join(fixtures, 'produkey.csv'), '--machine', 'BERT-PC'],
      2,
      'USAGE',
      /ANNA-PC, LAPTOP/,
    ],
    ['a text when there are several PCs', [note, '--from-text'], 2, 'USAGE', /--machine/],
  ])('%s is refused with a hint', async (_, args, status, code, hint) => {
    const before = recordsIn(user.folder);
    const flags = ['--to', stickOf(user), ...passphraseFlags(user), '--json'];
    const run = await user.run(['import', ...args, ...flags]);
    expect(run.status).toBe(status);
    expect(parseFailure(run.stdout)).toMatchObject({ code });
    expect(parseFailure(run.stdout).hint).toMatch(hint);
    expect(run.stdout + run.stderr).not.toContain(homeKey);
    expect(recordsIn(user.folder)).toEqual(before);
  });

  it('a text for a PC that has no name yet is refused where there is none', async () => {
    const flags = ['--to', join(user.folder, 'new'), ...passphraseFlags(user), '--json'];
    const run = await user.run(['import', note, '--from-text', ...flags]);
    expect(parseFailure(run.stdout)).toMatchObject({ code: 'USAGE' });
    expect(parseFailure(run.stdout).hint).toContain('--machine');
  });
});

describe('importing a list that another tool saved', () => {
  const list = join(user.folder, 'pcs.csv');
  const ends = join(user.folder, 'dstatus.txt');
  const rows = `Computername,OSDescription,ProductKey\nANNA-PC,Windows 7 Professional,${officeKey}\nBEN-PC,Windows 10 Home,${homeKey}\n`;
  beforeAll(() => {
    writeFileSync(list, rows);
    writeFileSync(
      ends,
      'LICENSE NAME: Office 19, Office19VisioPro2019R_Retail edition\nLast 5 characters of installed product key: 3V66T\n',
    );
  });
  const into = (place: string, ...args: string[]): string[] => {
    return ['import', ...args, '--to', join(user.folder, place), ...passphraseFlags(user)];
  };

  it('needs no --from-text, and takes the keys of one PC where it is named', async () => {
    const run = await user.run(into('pcs', list, '--machine', 'anna-pc', '--json'));
    expect(run.status, run.stderr).toBe(0);
    const { snapshots } = JSON.parse(run.stdout) as {
      snapshots: Pulled['records'][0]['snapshot'][];
    };
    expect(snapshots).toMatchObject([
      { machine: { name: 'ANNA-PC' }, licences: [{ product: 'Windows 7 Professional' }] },
    ]);
  });

  it('says which PCs there are where none has the name', async () => {
    const run = await user.run(into('other', list, '--machine', 'CARL-PC', '--json'));
    expect(run.status).toBe(2);
    expect(parseFailure(run.stdout).hint).toContain('ANNA-PC, BEN-PC');
  });

  it('is taken where it shows the ends of keys alone', async () => {
    const run = await user.run(into('ends', ends, '--machine', 'Office'));
    expect(run.status, run.stderr).toBe(0);
    expect(run.stderr).toContain('Visio Professional 2019');
  });

  it.skipIf(realPart(terminalPart) === null)(
    'asks at a terminal whose keys are meant',
    async () => {
      const args = into('asked', list, '--machine', 'CARL-PC');
      const run = await runAtTerminal(user, args, [
        ['Whose keys are meant?', `\u001b[B${enter}`],
        ['recovery code', `n`],
      ]);
      expect(run.screen).toContain('Found of BEN-PC:');
      expect(run.screen).not.toContain('Windows 7 Professional');
    },
  );
});

describe('importing a list of very many PCs', () => {
  const list = join(user.folder, 'company.csv');
  const write = (count: number): void => {
    const rows = Array.from({ length: count }, (_, i) => `PC-${i},Windows 10 Home,${homeKey}\n`);
    writeFileSync(list, `Computername,OSDescription,ProductKey\n${rows.join('')}`);
  };
  const into = (place: string, ...args: string[]): string[] => {
    const to = ['--to', join(user.folder, place), ...passphraseFlags(user)];
    return ['import', list, ...args, ...to];
  };

  it('needs a word where nobody can be asked, and stores nothing without', async () => {
    write(24);
    const run = await user.run(into('many', '--json'));
    expect(run.status).toBe(2);
    expect(parseFailure(run.stdout).message).toContain('24 PCs');
    expect(parseFailure(run.stdout).hint).toContain('--yes');
    expect(existsSync(join(user.folder, 'many'))).toBe(false);
    const all = await user.run(into('many', '--yes'));
    expect(all.status, all.stderr).toBe(0);
    expect(recordsIn(join(user.folder, 'many'))).toHaveLength(24);
  });

  it('needs none for fewer, for one that is named, or where nothing is stored', async () => {
    write(23);
    expect((await user.run(into('fewer'))).status).toBe(0);
    write(24);
    expect((await user.run(into('one', '--machine', 'PC-7'))).status).toBe(0);
    expect((await user.run(into('none', '--dry-run'))).status).toBe(0);
  });

  it.skipIf(realPart(terminalPart) === null)('asks at a terminal', async () => {
    write(24);
    const asked = await runAtTerminal(user, into('asked-many'), [['all 24 PCs?', 'n']]);
    expect(asked.status).toBe(130);
    expect(existsSync(join(user.folder, 'asked-many'))).toBe(false);
  });
});

describe('other commands', () => {
  it('collect shows an export and a text, masked', async () => {
    const from = [
      '--from',
      join(fixtures, 'produkey.json'),
      '--from',
      join(fixtures, 'belarc.html'),
    ];
    const { status, stdout } = await user.run(['collect', ...from]);
    expect(status).toBe(0);
    expect(stdout).toContain('Windows 11 Pro (build 22631) on ANNA-PC');
    expect(stdout).toContain('found in belarc.html');
    for (const key of keys) expect(stdout).not.toContain(key.slice(0, 11));
  });
});

describe('importing a text with mistyped keys', () => {
  const failing = 'W269N-WFGWX-YVC9B-4J6C9-T83GX'.replace('9B', '98');
  const publicKey = failing.replace('98', '9B');
  const misread = 'NPPR9-FWDCX-O2C8J-H872K-2YT43';
  const owner = newUser();
  afterAll(() => {
    owner.dispose();
  });

  const importText = (text: string, ...more: string[]): Promise<Run> => {
    const path = join(owner.folder, 'scan.txt');
    writeFileSync(path, text);
    const flags = ['--to', stickOf(owner), ...passphraseFlags(owner), '--machine', 'T'];
    return owner.run(['import', path, '--from-text', ...flags, '--json', ...more]);
  };
  const licencesOf = ({ stdout }: Run): { readonly productKey: string | null }[] => {
    const { snapshots } = JSON.parse(stdout) as {
      snapshots: { licences: { productKey: string | null; lastFive: string }[] }[];
    };
    return snapshots.flatMap(({ licences }) => licences);
  };

  it('is refused where nothing else is in it, saying the likely reading and not the key', async () => {
    const run = await importText(`Pro: ${failing}`);
    expect(run.status).toBe(2);
    const error = parseFailure(run.stdout);
    expect(error.code).toBe('BAD_PRODUCT_KEY');
    expect(error.message).toMatch(/^line 1: .*group 3, place 5: B for 8 \(its check passes\)/);
    expect(error.hint).toContain('--anyway');
    expect(run.stdout + run.stderr).not.toContain(failing.slice(0, 11));
    expect(existsSync(stickOf(owner))).toBe(false);
  });

  it('stores the others, and warns', async () => {
    const run = await importText(`${windowsKey}\n${failing}\n${misread}`);
    expect(run.status).toBe(0);
    expect(licencesOf(run)).toMatchObject([{ lastFive: '3V66T' }]);
    const { warnings } = JSON.parse(run.stdout) as { warnings: { code: string }[] };
    expect(warnings.map(({ code }) => code)).toEqual(['near-key', 'near-key']);
  });

  it('is stored as it stands where that is asked for', async () => {
    const run = await importText(failing, '--anyway');
    expect(run.status).toBe(0);
    expect(licencesOf(run)).toMatchObject([{ lastFive: 'T83GX', cautions: ['unchecked'] }]);
  });

  it.runIf(terminalPart.find() !== null)('asks at a terminal which reading is right', async () => {
    const path = join(owner.folder, 'scan.txt');
    writeFileSync(path, `Pro ${failing}\nEnterprise ${misread}\n`);
    const flags = ['--to', stickOf(owner), ...passphraseFlags(owner), '--machine', 'Asked'];
    const { status, screen } = await runAtTerminal(
      owner,
      ['import', path, '--from-text', ...flags],
      [
        ['line 1:', '\u001b[B\r'],
        // Enter alone takes none.
        ['line 2:', '\u001b[B\r'],
      ],
    );
    expect(screen).toContain('Kept with the backups of Asked');
    expect(status).toBe(0);
    const from = ['--from', stickOf(owner), ...passphraseFlags(owner), '--json'];
    const { records } = parseOutput('pull', (await owner.run(['pull', ...from])).stdout) as Pulled;
    const asked = records.find(({ snapshot }) => snapshot.machine.name === 'Asked');
    expect(asked?.snapshot.licences).toMatchObject([
      { productKey: publicKey },
      { productKey: misread.replace('O2C8J', 'D2C8J') },
    ]);
  });
});
