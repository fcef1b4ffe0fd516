// A kit on a stick: every part is written whole or not at all, never over somebody else's, and a look at it finds
// whatever was changed.
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { kitEnd } from '../../src/cli/terminal/kit-lines.js';
import { isAmiss, kitStatus } from '../../src/report/kit-report.js';
import { backupsForPage } from '../../src/restore/kit-backups.js';
import { nodeKitEffects } from '../../src/restore/kit-file.js';
import { renewPage } from '../../src/restore/kit-page.js';
import { type KitPart, kitPart } from '../../src/restore/kit-part.js';
import { kitReadme, readmeName } from '../../src/restore/kit-readme.js';
import { type KitRequest, type KitResult, checkKit, makeKit } from '../../src/restore/kit.js';
import { backupsIn, pageWithout } from '../../src/restore/page-data.js';
import { buildOf, portableFoldersAt } from '../../src/restore/portable-folder.js';
import type { RecordName } from '../../src/record/name.js';
import type { Warning } from '../../src/record/warning.js';
import { pushFrom, heldNames, testPc, testPlace } from '../support/household.js';
import { annasPc, bensPc } from '../support/household-samples.js';
import { memoryTarget } from '../support/memory-target.js';
import { tinyPage, writePortable } from '../support/portable-fixture.js';
import { never } from '../support/signal.js';
import { eachInFolder } from '../support/temporary-folder.js';

let folder = '';
let kit = '';
let place = testPlace('stick');
/** The newest of each PC that were opened. */
let opened: RecordName[] = [];
/** What was warned of. */
let warnings: Warning[] = [];
const warn = (warning: Warning): void => {
  warnings.push(warning);
};
eachInFolder((made) => {
  folder = made;
  kit = join(made, 'stick');
});

/** Anna's PC with three backups, Ben's with one. */
beforeEach(async () => {
  [place, opened, warnings] = [testPlace('stick'), [], []];
  const [anna, ben] = [testPc(annasPc()), testPc(bensPc())];
  for (let i = 0; i < 3; i += 1) await pushFrom(anna, [place], { force: true });
  await pushFrom(ben, [place]);
  writePortable(join(folder, 'vault-windows-x64'), { 'native/x.node': 'part' });
});

interface Changes extends Partial<KitRequest> {
  readonly freeBytes?: number | null;
  readonly signal?: AbortSignal;
  readonly listen?: (part: KitPart) => void;
}

async function make({ freeBytes = null, signal = never, listen, ...changes }: Changes = {}) {
  const storeBackups = (): ReturnType<KitRequest['storeBackups']> => {
    mkdirSync(kit, { recursive: true });
    const records = memoryTarget(place.held);
    const part = kitPart({ kind: 'backups', name: kit, state: 'written' });
    return Promise.resolve({ place: { folder: kit, records, opened }, part });
  };
  const portable = await portableFoldersAt(folder);
  const request = {
    ...{ folder: kit, portable, template: tinyPage, program: null, placeReadme: 'of a place' },
  };
  return makeKit(
    { ...request, storeBackups, ...changes },
    {
      effects: { ...nodeKitEffects, freeBytes: () => Promise.resolve(freeBytes) },
      ...{ signal, warn, listen: listen ?? (() => undefined) },
    },
  );
}

async function look(changes: Partial<Parameters<typeof checkKit>[0]> = {}): Promise<KitResult> {
  return checkKit(
    {
      place: { folder: kit, records: memoryTarget(place.held), opened },
      ...{ template: tinyPage, program: null },
      portable: await portableFoldersAt(folder),
      checkBackups: () => Promise.resolve(kitPart({ kind: 'backups', name: kit, state: 'whole' })),
      ...changes,
    },
    { effects: nodeKitEffects, signal: never, listen: () => undefined, warn },
  );
}

const statesOf = ({ parts }: KitResult): Record<string, string> =>
  Object.fromEntries(
    parts.map(({ kind, name, state }) => [kind === 'backups' ? kind : name, state]),
  );
const page = (): string => readFileSync(join(kit, 'RESTORE.html'), 'utf8');
const inKit = (): string[] => readdirSync(kit).sort();

describe('a kit', () => {
  it('has every part, and is found whole', async () => {
    const made = await make();
    expect(statesOf(made)).toEqual({
      ...{ backups: 'written', 'RESTORE.html': 'written', [readmeName]: 'written' },
      ...{ 'vault-windows-x64': 'written', 'vault-linux-x64': 'absent' },
    });
    expect(kitStatus(made, { verified: false })).toBe(0);
    expect(pageWithout(page())).toBe(tinyPage);
    expect(inKit()).toEqual([readmeName, 'RESTORE.html', 'vault-windows-x64']);
    expect(readFileSync(join(kit, 'vault-windows-x64/native/x.node'), 'utf8')).toBe('part');
    const looked = await look();
    expect(Object.values(statesOf(looked))).toEqual(['whole', 'whole', 'whole', 'whole', 'absent']);
    expect(kitStatus(looked, { verified: true })).toBe(0);
  });

  it('shows the two newest backups of each PC in its page', async () => {
    await make();
    const names = backupsIn(page()).map(({ name }) => `${name}.vault`);
    const held = heldNames(place);
    expect(held).toHaveLength(4);
    expect([...names].sort()).toEqual(held.slice(1));
  });

  it('tells people in plain words what to do, for every Notepad', () => {
    const lines = kitReadme.split('\r\n');
    expect(kitReadme.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(80);
    for (const word of ['vault.cmd', 'RESTORE.html', 'passphrase', 'Passphrase', 'Schlüssel'])
      expect(kitReadme).toContain(word);
  });

  it('made again finds all there, and gives way to what is newer', async () => {
    await make();
    const again = Object.values(statesOf(await make()));
    expect(again).toEqual(['written', 'there', 'there', 'there', 'absent']);
    writePortable(join(folder, 'vault-windows-x64'), { 'bundle/vault.cjs': '// newer' });
    await make({ template: tinyPage.replace('<p>y', '<p>newer') });
    expect(readFileSync(join(kit, 'vault-windows-x64/bundle/vault.cjs'), 'utf8')).toBe('// newer');
    expect(existsSync(join(kit, 'vault-windows-x64/native'))).toBe(false);
    expect(page()).toContain('<p>newer</p>');
    expect(inKit()).toEqual([readmeName, 'RESTORE.html', 'vault-windows-x64']);
  });

  it.each([
    [
      'RESTORE.html',
      () => {
        writeFileSync(join(kit, 'RESTORE.html'), '<p>mine</p>');
      },
    ],
    [
      'vault-windows-x64',
      () => {
        mkdirSync(join(kit, 'vault-windows-x64'));
      },
    ],
    [
      'vault-windows-x64',
      () => {
        writeFileSync(join(kit, 'vault-windows-x64'), 'mine');
      },
    ],
  ])("is not written over somebody else's %s", async (name, put) => {
    mkdirSync(kit);
    put();
    const making = make({ storeBackups: () => Promise.reject(new Error('stored')) });
    const message: unknown = expect.stringContaining(name);
    await expect(making).rejects.toMatchObject({ code: 'NOT_WRITTEN', message });
    expect(inKit()).toEqual([name]);
  });

  it("leaves another text of that name, and takes the place's own", async () => {
    mkdirSync(kit);
    writeFileSync(join(kit, readmeName), 'my notes');
    const made = await make();
    expect(statesOf(made)).toMatchObject({ [readmeName]: 'failed', 'RESTORE.html': 'written' });
    expect(kitStatus(made, { verified: false })).toBe(3);
    expect(readFileSync(join(kit, readmeName), 'utf8')).toBe('my notes');
    writeFileSync(join(kit, readmeName), 'of a place');
    expect(statesOf(await make())).toMatchObject({ [readmeName]: 'written' });
  });

  it('is not begun where there is no room', async () => {
    await expect(make({ freeBytes: 100_000 })).rejects.toMatchObject({ code: 'FULL' });
    expect(existsSync(kit)).toBe(false);
  });

  it('takes no portable folder that is damaged, and leaves the older one', async () => {
    await make();
    writePortable(join(folder, 'vault-windows-x64'), { 'bundle/more.cjs': 'x' });
    writeFileSync(join(folder, 'vault-windows-x64/bundle/more.cjs'), 'changed');
    const made = await make();
    expect(statesOf(made)).toMatchObject({ 'vault-windows-x64': 'failed' });
    expect(statesOf(await look({ portable: [] }))).toMatchObject({
      'vault-windows-x64': 'unproven',
    });
    expect(inKit()).toEqual([readmeName, 'RESTORE.html', 'vault-windows-x64']);
  });

  it('stopped half-way leaves no half folder, and what a killed run left goes with the next', async () => {
    await make();
    writePortable(join(folder, 'vault-windows-x64'), { 'bundle/vault.cjs': '// newer' });
    const stop = new AbortController();
    const listen = ({ kind }: KitPart): void => {
      if (kind === 'readme') stop.abort();
    };
    await expect(make({ signal: stop.signal, listen })).rejects.toThrow();
    expect(inKit()).toEqual([readmeName, 'RESTORE.html', 'vault-windows-x64']);
    expect(statesOf(await look({ portable: [] }))).toMatchObject({
      'vault-windows-x64': 'unproven',
    });
    mkdirSync(join(kit, 'vault-windows-x64.0123456789abcdef.tmp/bundle'), { recursive: true });
    await make();
    expect(inKit()).toEqual([readmeName, 'RESTORE.html', 'vault-windows-x64']);
  });

  it('keeps what may be the only copy after a stick was pulled between two renames', async () => {
    await make();
    const aside = join(kit, 'vault-windows-x64.0123456789abcdef.tmp');
    renameSync(join(kit, 'vault-windows-x64'), aside);
    await make({ portable: [] });
    expect(existsSync(aside)).toBe(true);
  });
});

describe('a look at a kit finds', () => {
  const program = 'vault-windows-x64';
  const changes: readonly (readonly [string, string, () => void, state?: 'damaged'])[] = [
    [
      'a changed file of the program',
      program,
      () => {
        appendFileSync(join(kit, program, 'node.exe'), '!');
      },
    ],
    [
      'a missing one',
      program,
      () => {
        rmSync(join(kit, program, 'node.exe'));
      },
    ],
    [
      'one more',
      program,
      () => {
        writeFileSync(join(kit, program, 'bundle/evil.cjs'), '');
      },
    ],
    [
      'another program',
      program,
      () => {
        writePortable(join(kit, program), { 'node.exe': 'evil' });
      },
    ],
    [
      'a changed page',
      'RESTORE.html',
      () => {
        writeFileSync(join(kit, 'RESTORE.html'), page().replace('<p>y', '<p>evil'));
      },
    ],
    [
      'a damaged backup in it',
      'RESTORE.html',
      () => {
        writeFileSync(
          join(kit, 'RESTORE.html'),
          page().replace(/"sealed":"..../, '"sealed":"AAAA'),
        );
      },
      'damaged',
    ],
    [
      'markup that a browser reads before the data',
      'RESTORE.html',
      () => {
        const markup = '"x":"</SCRIPT><meta http-equiv=refresh content=0>","name"';
        writeFileSync(join(kit, 'RESTORE.html'), page().replace('"name"', markup));
      },
    ],
    [
      'a backup in it that a browser does not decode',
      'RESTORE.html',
      () => {
        writeFileSync(join(kit, 'RESTORE.html'), page().replace(/"sealed":"/, '"sealed":"!!'));
      },
    ],
    [
      'no page',
      'RESTORE.html',
      () => {
        writeFileSync(join(kit, 'RESTORE.html'), 'x');
      },
    ],
    [
      'another text',
      readmeName,
      () => {
        appendFileSync(join(kit, readmeName), 'x');
      },
    ],
  ];
  const withStates = changes.map(
    ([about, part, change, state = 'wrong']) => [about, part, change, state] as const,
  );
  it.each(withStates)('%s', async (_, name, change, state) => {
    await make();
    change();
    const looked = await look();
    const amiss = looked.parts.filter((part) => isAmiss(part) && part.kind !== 'backups');
    expect(amiss.map((part) => [part.name, part.state])).toEqual([[name, state]]);
    expect(amiss[0]?.notes.length).toBeGreaterThan(0);
    expect(kitStatus(looked, { verified: true })).toBe(21);
    // Only what is not ours could ask for the passphrase.
    const isDistrusted = kitEnd(looked, { verified: true }).startsWith('Do not type');
    expect(isDistrusted).toBe(state === 'wrong');
  });

  it('that a page is gone, or older than the backups beside it', async () => {
    await make();
    await pushFrom(testPc(bensPc(), { clock: new Date('2026-12-24T00:00:00Z') }), [place], {
      force: true,
    });
    expect(statesOf(await look())).toMatchObject({ 'RESTORE.html': 'damaged' });
    rmSync(join(kit, 'RESTORE.html'));
    const looked = await look();
    expect(statesOf(looked)).toMatchObject({ 'RESTORE.html': 'absent' });
    expect(kitStatus(looked, { verified: true })).toBe(21);
  });
});

describe('a kit with a portable folder of another build', () => {
  const digest = createHash('sha256').update('// the program').digest('hex');
  const own = buildOf([{ path: 'bundle/vault.cjs', digest }]);
  const told = (): unknown[] => warnings.map(({ code, location }) => [code, location]);

  it('says so, and that one in the kit is not of this program', async () => {
    const source = join(folder, 'vault-windows-x64');
    await make({ program: own });
    await look({ program: own, portable: [] });
    expect(told()).toEqual([]);
    writePortable(source, { 'bundle/vault.cjs': '// older' });
    expect(statesOf(await make({ program: own }))).toMatchObject({
      'vault-windows-x64': 'written',
    });
    expect(told()).toEqual([['kit-other-program', source]]);
    warnings = [];
    // Held against nothing but the program that runs, it may as well be anybody's.
    const alone = await look({ program: own, portable: [] });
    expect(statesOf(alone)).toMatchObject({ 'vault-windows-x64': 'wrong' });
    // That somebody names the same folder makes it known, but no newer.
    expect(statesOf(await look({ program: own }))).toMatchObject({ 'vault-windows-x64': 'whole' });
    const there = join(kit, 'vault-windows-x64');
    expect(told()).toEqual(Array(2).fill(['kit-other-program', there]));
  });

  it('is another whichever of its parts is', async () => {
    const source = join(folder, 'vault-windows-x64');
    writePortable(source, { 'bundle/folder.cjs': '// a part that is run by itself' });
    await make({ program: own });
    expect(told()).toEqual([['kit-other-program', source]]);
  });

  it('says so of one that stays from an earlier time', async () => {
    await make();
    const kept = await make({ program: 'f'.repeat(64), portable: [] });
    expect(statesOf(kept)).toMatchObject({ 'vault-windows-x64': 'unproven' });
    expect(told()).toEqual([['kit-other-program', join(kit, 'vault-windows-x64')]]);
  });
});

describe('the page of a kit', () => {
  /** Copies of an old backup under names of the days to come: each is whole, and opens under none of them. */
  function plant(count: number, tagOf: (i: number, tag: string) => string): void {
    const [name] = heldNames(place);
    const bytes = name === undefined ? undefined : place.held.get(name);
    if (name === undefined || bytes === undefined) throw new Error('nothing to copy');
    for (let i = 0; i < count; i += 1) {
      const late = name.slice(16).replace(/^.\d{4}/, `/${2100 + i}`);
      place.held.set(`${tagOf(i, name.slice(0, 16))}${late}` as RecordName, bytes);
    }
  }

  it.each([
    ['under names of the PC', 3, (_: number, tag: string) => tag],
    ['under those of many PCs', 300, (i: number) => i.toString(16).padStart(16, '0')],
  ] as const)(
    'holds what this PC has opened, whoever else puts backups there %s',
    async (_, count, tagOf) => {
      opened = [...new Map(heldNames(place).map((name) => [name.slice(0, 16), name])).values()];
      plant(count, tagOf);
      await make();
      const inside = backupsIn(page()).map(({ name }) => `${name}.vault`);
      expect(inside).toEqual(expect.arrayContaining(opened));
      expect(statesOf(await look())).toMatchObject({ 'RESTORE.html': 'whole' });
    },
  );

  it('that cannot hold all says how many PCs are left out', async () => {
    plant(300, (i) => i.toString(16).padStart(16, '0'));
    await make();
    await look();
    // Two of the names are those of Anna's PC and Ben's; of 300 PCs 200 are tried.
    const told = warnings.map(({ code, message }) => [code, message.replace(/^.*MB\. /, '')]);
    const left = ['kit-page-cut', 'PCs without any backup in it: 100. They lie beside it'];
    expect(told).toEqual([left, left]);
  });

  it('counts what is too much for it', async () => {
    const records = memoryTarget(place.held);
    const sizes = [...place.held.values()].map(({ length }) => length);
    const most = sizes.reduce((sum, size) => sum + size, 0) - 1;
    const chosen = async (bytes: number): Promise<unknown> =>
      (await backupsForPage({ records, opened }, never, { pcs: 9, bytes })).left;
    expect(await chosen(most)).toEqual({ pcs: 0, backups: 0 });
    expect(await chosen(Math.max(...sizes))).toEqual({ pcs: 1, backups: 3 });
    expect(await chosen(0)).toEqual({ pcs: 2, backups: 4 });
  });

  it('that lacks them is found', async () => {
    plant(3, (_, tag) => tag);
    await make();
    opened = heldNames(place).filter((name) => name.includes('/2026'));
    expect(statesOf(await look())).toMatchObject({ 'RESTORE.html': 'damaged' });
  });
});

describe('the page of a kit, when its place was stored to', () => {
  const renew = (template: string | null): Promise<void> =>
    renewPage(
      { folder: kit, records: memoryTarget(place.held), opened },
      () => Promise.resolve(template),
      {
        ...{ effects: nodeKitEffects, signal: never, warn },
      },
    );

  it('gets the newest backups, with or without the page of this program', async () => {
    await make();
    for (const template of [tinyPage, null]) {
      await pushFrom(testPc(bensPc(), { clock: new Date('2026-12-24T00:00:00Z') }), [place], {
        force: true,
      });
      await renew(template);
      expect(statesOf(await look())).toMatchObject({ 'RESTORE.html': 'whole' });
    }
  });

  it("is not made where there is none, and somebody else's stays", async () => {
    mkdirSync(kit);
    await renew(tinyPage);
    expect(inKit()).toEqual([]);
    writeFileSync(join(kit, 'RESTORE.html'), 'mine');
    await renew(tinyPage);
    expect(page()).toBe('mine');
  });

  it('loses a PC that was forgotten', async () => {
    await make();
    place.held.clear();
    await renew(tinyPage);
    expect(page()).toBe(tinyPage);
  });
});
