// A good record always has a way in: however a person or a program has laid it down since.
import {
  chmod,
  cp,
  mkdir,
  readFile,
  readdir,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { basename, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { RecordName } from '../../src/record/name.js';
import { directoryKind } from '../../src/targets/directory/kind.js';
import type { TargetAddress } from '../../src/vault/places/target-address.js';
import { listFrom, pullFrom, pushFrom, runLog, testPc } from '../support/household.js';
import {
  annasPc,
  bensPc,
  foundLicence,
  keysOf,
  productKeys,
} from '../support/household-samples.js';
import { refusal } from '../support/refusal.js';
import { eachInFolder } from '../support/temporary-folder.js';

let parent: string;
let place: string;
/** The record in the place, and the folder of its PC. */
let record: RecordName;
let tagFolder: string;
eachInFolder((made) => {
  parent = made;
  place = join(parent, 'place');
});

function address(path: string): TargetAddress {
  const initialise = async (signal: AbortSignal): Promise<void> => {
    await directoryKind.initialise({ path }, signal);
  };
  return { name: path, initialise, folder: path, open: () => directoryKind.open({ path }) };
}

/** As `--from` opens what was typed. */
function source(path: string): TargetAddress {
  const options = directoryKind.forReading?.({ path }) ?? { path };
  return { ...address(path), initialise: null, open: () => directoryKind.open(options) };
}

beforeEach(async () => {
  const { records } = await pushFrom(testPc(annasPc()), [], { targets: [address(place)] });
  record = records[0]?.name as RecordName;
  tagFolder = join(place, record.split('/')[0] ?? '');
});

async function keysFrom(
  path: string,
): Promise<{ keys: unknown; codes: string[]; names: string[] }> {
  const log = runLog();
  const { opened } = await pullFrom([], { targets: [source(path)], log });
  return {
    keys: opened.map(({ content }) => keysOf(content.licences)),
    codes: log.warnings.map(({ code }) => code),
    names: opened.map(({ name }) => name),
  };
}

const file = (): string => join(place, record);
const fileName = (): string => basename(record);

/** Each lays the backup down in another way, and says what to name after `--from`. */
const forms: readonly [string, () => Promise<string>][] = [
  ['the file itself', () => Promise.resolve(file())],
  ["the PC's folder", () => Promise.resolve(tagFolder)],
  [
    'a link to the file',
    async () => {
      await symlink(file(), join(parent, 'link'));
      return join(parent, 'link');
    },
  ],
  [
    'a folder without its marker',
    async () => {
      await rm(join(place, 'product-key-vault.json'));
      return place;
    },
  ],
  [
    'the same, read-only',
    async () => {
      await rm(join(place, 'product-key-vault.json'));
      await chmod(place, 0o500);
      return place;
    },
  ],
  [
    'a damaged marker, and strangers beside',
    async () => {
      await writeFile(join(place, 'product-key-vault.json'), '{');
      await writeFile(join(place, 'holiday.jpg'), 'not ours');
      await mkdir(join(place, 'music'));
      return place;
    },
  ],
  [
    'a file in a folder of other things',
    async () => {
      await mkdir(join(parent, 'downloads'));
      await writeFile(join(parent, 'downloads', 'note.txt'), 'hi');
      await cp(file(), join(parent, 'downloads', fileName()));
      return join(parent, 'downloads');
    },
  ],
  [
    'a file that was given a name',
    async () => {
      await cp(file(), join(parent, 'keys of Anna.bin'));
      return join(parent, 'keys of Anna.bin');
    },
  ],
  [
    "a PC's folder in upper case",
    async () => {
      const upper = join(parent, basename(tagFolder).toUpperCase());
      await rename(tagFolder, upper);
      return upper;
    },
  ],
];
const renamings: readonly (readonly [string, (name: string) => string])[] = [
  ['(1)', (name) => name.replace('.vault', ' (1).vault')],
  ['(1) at the end', (name) => `${name} (1)`],
  ['.vault.txt', (name) => `${name}.txt`],
  ['upper case', (name) => name.toUpperCase()],
  ['a copy as Windows names it', (name) => name.replace('.vault', ' - Copy.vault')],
  ['Copy of', (name) => `Copy of ${name}`],
  ['a name of its own', () => 'anna.vault'],
];

describe('a backup that lies in no place of the program', () => {
  it.each(forms)('opens, and it is said: %s', async (_form, lay) => {
    const { keys, codes, names } = await keysFrom(await lay());
    expect(keys).toEqual([[productKeys.ownWindows]]);
    expect(codes).toEqual(['place-unusual']);
    expect(names).toEqual([record]);
    await chmod(place, 0o700);
  });

  it.each(renamings)(
    'opens under another name in the place, and it is said: %s',
    async (_how, to) => {
      await rename(file(), join(tagFolder, to(fileName())));
      const { keys, codes, names } = await keysFrom(place);
      expect(keys).toEqual([[productKeys.ownWindows]]);
      expect(codes).toEqual(['place-unusual']);
      expect(names).toEqual([record]);
    },
  );

  it.each(renamings)('opens under another name anywhere: %s', async (_how, to) => {
    await mkdir(join(parent, 'x'));
    await cp(file(), join(parent, 'x', to(fileName())));
    const { keys, names } = await keysFrom(join(parent, 'x'));
    expect([keys, names]).toEqual([[[productKeys.ownWindows]], [record]]);
  });

  it('opens by a renamed copy where the one of its name is damaged', async () => {
    await cp(file(), join(tagFolder, fileName().replace('.vault', ' (1).vault')));
    await writeFile(file(), 'rubbish');
    expect((await keysFrom(place)).keys).toEqual([[productKeys.ownWindows]]);
  });

  describe('where an older one has kept its name', () => {
    let newest: string;
    beforeEach(async () => {
      const pc = testPc(annasPc());
      await rm(place, { recursive: true });
      await pushFrom(pc, [], { targets: [address(place)] });
      pc.snapshot = annasPc([foundLicence(productKeys.ownOffice)]);
      const { records } = await pushFrom(pc, [], { targets: [address(place)] });
      newest = records[0]?.name ?? '';
    });

    it.each([
      ["the PC's folder", (tag: string) => Promise.resolve(join(place, tag))],
      [
        'a place without its marker',
        async () => {
          await rm(join(place, 'product-key-vault.json'));
          return place;
        },
      ],
    ])('is missed where it is damaged: %s', async (_where, from) => {
      await writeFile(join(place, newest), 'rubbish');
      const path = await from(newest.split('/')[0] ?? '');
      const { unopened } = await pullFrom([], { targets: [source(path)] });
      expect(unopened.map(({ name }) => name)).toEqual([newest]);
    });

    it.each([
      ["the PC's folder", (tag: string) => join(place, tag)],
      ['the place', () => place],
    ])('counts as the newest under a name of its own: %s', async (_where, from) => {
      const [tag = ''] = newest.split('/');
      await rename(join(place, newest), join(place, tag, 'newest of Anna.vault'));
      const { names, codes } = await keysFrom(from(tag));
      expect(names).toEqual([newest]);
      expect(codes).toEqual(['place-unusual']);
    });
  });

  it('is the newest of its PC, whatever the files are called', async () => {
    const pc = testPc(annasPc());
    const other = join(parent, 'other');
    await pushFrom(pc, [], { targets: [address(other)] });
    pc.snapshot = annasPc([foundLicence(productKeys.ownOffice)]);
    await pushFrom(pc, [], { targets: [address(other)] });
    await pushFrom(testPc(bensPc()), [], { targets: [address(other)] });
    const flat = join(parent, 'flat');
    await mkdir(flat);
    const files = (await readdir(other, { recursive: true })).filter((one) =>
      one.endsWith('.vault'),
    );
    for (const [i, one] of files.entries()) await cp(join(other, one), join(flat, `${i}.vault`));
    const { opened } = await pullFrom([], { targets: [source(flat)] });
    const shown = opened.map(({ content }) => [content.machine.name, content.sequence]);
    expect(shown.sort()).toEqual(
      [
        ['DESKTOP-7K2M9QX', 2],
        ['BEN-PC', 1],
      ].sort(),
    );
    const all = await listFrom([], { targets: [source(flat)] });
    expect(all.opened).toHaveLength(3);
  });
});

describe('what is no backup that opens', () => {
  const attempt = (path: string): Promise<string | undefined> =>
    refusal(() => pullFrom([], { targets: [source(path)] }));

  it.each([
    ['another file', () => Buffer.from('hello'), 'NOT_A_RECORD'],
    ['an empty file', () => Buffer.alloc(0), 'NOT_A_RECORD'],
    ['half a backup', (whole: Buffer) => whole.subarray(0, 900), 'DAMAGED'],
    ['one with a changed byte', (whole: Buffer) => Buffer.from(whole).fill(7, 300, 301), 'DAMAGED'],
    ['a file of two megabytes', () => Buffer.alloc(2_000_000), 'DAMAGED'],
  ])('is told truly: %s', async (_what, change, code) => {
    const path = join(parent, 'one.vault');
    await writeFile(path, change(await readFile(file())));
    expect(await attempt(path)).toBe(code);
  });

  it('is told of a folder as before', async () => {
    await mkdir(join(parent, 'empty'));
    await mkdir(join(parent, 'photos'));
    await writeFile(join(parent, 'photos', 'a.jpg'), 'x');
    expect(await attempt(join(parent, 'photos'))).toBe('WRONG_TARGET');
    expect(await attempt(join(parent, 'empty'))).toBe('WRONG_TARGET');
    expect(await attempt(join(parent, 'absent'))).toBe('UNAVAILABLE');
  });

  it('is never stored to', async () => {
    const before = await readdir(tagFolder);
    await keysFrom(tagFolder);
    expect(await readdir(tagFolder)).toEqual(before);
    const attempt = pushFrom(testPc(bensPc()), [], { targets: [address(tagFolder)] });
    expect(await refusal(() => attempt)).toBe('WRONG_TARGET');
  });
});
