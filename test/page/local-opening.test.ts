// What opens backups inside a page, without a browser: the same vectors as the tool, files of every form, and
// that no key is in any answer but the one that was asked for.
import { describe, expect, it } from 'vitest';
import { armor } from '../../src/crypto/armor.js';
import { formatRecoveryCode } from '../../src/crypto/recovery-code.js';
import { formatShare } from '../../src/crypto/recovery-share.js';
import { divideCode } from '../../src/crypto/secret-sharing.js';
import type { Sealed } from '../../src/crypto/seal.js';
import { VaultError } from '../../src/errors.js';
import { localOpening } from '../../src/page/local-opening.js';
import type {
  Failure,
  GivenFile,
  Opened,
  Opening,
  Progress,
  Secret,
  Slip,
} from '../../src/page/opening.js';
import { answering, workerOpening, type WorkerLike } from '../../src/page/worker-calls.js';
import { inGerman } from '../../src/page/words/speech.js';
import { pageWith } from '../../src/restore/page-data.js';
import { asPageBackup } from '../support/built-page.js';
import { sealedAll } from '../support/restore-page.js';
import { pageVectors } from '../support/page-vectors.js';
import { bensPc } from '../support/household-samples.js';
import { sixKeyContent, smallContent } from '../support/sample-content.js';

const test: Secret = { kind: 'passphrase', text: 'test' };
const silent = (): void => undefined;

const bens = {
  ...{ ...smallContent, ...bensPc() },
  machine: { ...bensPc().machine, tag: 'bbbbbbbbbbbbbbbb' },
};
const annas = {
  ...smallContent,
  machine: { ...smallContent.machine, tag: 'aaaaaaaaaaaaaaaa', name: 'ANNA-PC' },
};
const later = { ...sixKeyContent, takenAt: '2026-11-22T19:55:01Z', sequence: 8 };

function dataOf(sealed: readonly Sealed[]): string {
  return JSON.stringify(sealed.map(asPageBackup));
}

function file(name: string, bytes: Uint8Array | string): GivenFile {
  return { name, bytes: new Uint8Array(typeof bytes === 'string' ? Buffer.from(bytes) : bytes) };
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  const outcome = await promise.then(
    () => 'SUCCESS',
    (error: unknown) => error,
  );
  return outcome instanceof VaultError ? outcome.code : String(outcome);
}

async function failureFrom(promise: Promise<unknown>): Promise<Failure> {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof VaultError) return { code: error.code, message: error.message };
  throw new Error(`no failure but ${String(error)}`);
}

const names = ({ pcs }: Opened): (string | null)[] => pcs.map(({ name }) => name).sort();

describe('the vectors in a page', () => {
  it('are there', () => {
    expect(pageVectors.length).toBeGreaterThan(90);
  });

  it.each(pageVectors)('$file', async ({ backups, files, secret, expected }) => {
    const opening = localOpening(JSON.stringify(backups));
    const { refused } = await opening.look(files);
    const code = refused[0]?.failure.code ?? (await codeOf(opening.open(secret, silent)));
    expect(code).toBe(expected);
  });

  it.each(pageVectors.filter(({ expected }) => expected !== 'SUCCESS'))(
    'tell in German, too, why they do not open: $file',
    async ({ backups, files, secret }) => {
      const opening = localOpening(JSON.stringify(backups));
      const { refused } = await opening.look(files);
      const failure = refused[0]?.failure ?? (await failureFrom(opening.open(secret, silent)));
      expect(inGerman(failure.message), failure.message).not.toBeNull();
    },
  );
});

describe('what was mistyped', () => {
  it.each<readonly [string, readonly string[], RegExp]>([
    [
      'a symbol of a code',
      ['0', 'Z'],
      /^der Wiederherstellungscode .*: ein Zeichen ist falsch; .* Gruppe 1 an$/,
    ],
    ['the end of a code', ['-'], /39 von 40 Zeichen sind da; sehen Sie sich Gruppe 8 an$/],
  ])('is told of %s in German', async (_, symbols, expected) => {
    const { vault, sealed } = await sealedAll([smallContent]);
    const code = formatRecoveryCode(vault.code);
    const other = symbols.find((one) => !code.startsWith(one)) ?? '';
    const text = other === '-' ? code.slice(0, -1) : `${other}${code.slice(1)}`;
    const opening = localOpening(dataOf(sealed));
    const failure = await failureFrom(opening.open({ kind: 'recovery-code', text }, silent));
    expect(failure.code).toBe('BAD_RECOVERY_CODE');
    expect(inGerman(failure.message)).toMatch(expected);
  });

  it('is told of shares in German: one that is wrong, too few, another set, one twice', async () => {
    const { vault, sealed } = await sealedAll([smallContent]);
    const others = (await sealedAll([smallContent])).vault;
    const shares = (await divideCode(vault.code, { threshold: 3, count: 3 })).map(formatShare);
    const [a = '', b = '', c = ''] = shares;
    const [x = ''] = (await divideCode(others.code, { threshold: 3, count: 3 })).map(formatShare);
    const wrong = `${c.slice(0, 8)}${c[8] === '0' ? '1' : '0'}${c.slice(9)}`;
    const opening = localOpening(dataOf(sealed));
    const told = async (...lines: readonly string[]): Promise<string> => {
      const text = lines.join('\n');
      const { message } = await failureFrom(opening.open({ kind: 'recovery-code', text }, silent));
      return inGerman(message) ?? message;
    };
    expect(await told(a)).toMatch(/^da ist nur 1 Teil von Satz \w{4}; es braucht 3$/);
    expect(await told(a, b)).toMatch(/^da sind nur 2 Teile von Satz \w{4}; es braucht 3$/);
    expect(await told(a, a)).toMatch(/^Teil 1 von Satz \w{4} wurde schon gelesen$/);
    expect(await told(a, x)).toMatch(/^dieser Teil ist von Satz \w{4}, und der davor von Satz/);
    expect(await told(a, b, wrong)).toBe(
      'Teil Nr. 3 der 3 gegebenen hat einen Tippfehler: ein Zeichen ist falsch; sehen Sie sich Gruppe 2 an',
    );
  });

  it.each(['', '\t', '\ud800', 'x'.repeat(1_025)])(
    'is told in German of what can be no passphrase: %j',
    async (text) => {
      const { sealed } = await sealedAll([smallContent]);
      const opening = localOpening(dataOf(sealed));
      const failure = await failureFrom(opening.open({ kind: 'passphrase', text }, silent));
      expect(failure.code).toBe('BAD_PASSPHRASE');
      expect(inGerman(failure.message)).not.toBeNull();
    },
  );

  it.each<readonly [string, readonly Slip[]]>([
    ['abacus abdomen abdominal abide abiding abilty', [word('abilty', 'ability')]],
    ['abacus abdomen abdominal abide qqqqqqqq abroad', [word('qqqqqqqq', null)]],
    ['ABACUS ABDOMEN', [{ kind: 'caps-lock' }]],
    ['a sentence of my own', []],
  ])('is found in the passphrase %j', async (text, slips) => {
    expect(await localOpening('[]').slipsIn(text)).toEqual(slips);
  });
});

function word(typed: string, nearest: string | null): Slip {
  return { kind: 'word', word: typed, nearest };
}

describe('the backups of a page', () => {
  it('open with the passphrase: the newest of each PC, without a key', async () => {
    const { sealed } = await sealedAll([sixKeyContent, later, bens]);
    const opening = localOpening(dataOf(sealed));
    expect(await opening.look([])).toEqual({
      ...{ inside: 3, inFiles: 0, pcs: 2, hasRecovery: true, refused: [] },
    });
    const heard: Progress[] = [];
    const opened = await opening.open(test, (progress) => heard.push(progress));
    expect(names(opened)).toEqual(['BEN-PC', 'DESKTOP-7K2M9QX']);
    expect(opened.pcs[0]?.takenAt).toBe(later.takenAt);
    // One salt: one derivation.
    expect(heard).toEqual(['deriving', 'derived']);
    for (const { productKey } of sixKeyContent.licences)
      expect(JSON.stringify(opened)).not.toContain(productKey);
  });

  it('give a key only where it is asked for, and none once locked', async () => {
    const { sealed } = await sealedAll([sixKeyContent]);
    const opening = localOpening(dataOf(sealed));
    const [pc] = (await opening.open(test, silent)).pcs;
    if (pc === undefined) throw new Error('nothing opened');
    for (const { entry, masked } of pc.licences) {
      const { key } = await opening.reveal(pc.id, entry);
      expect(key).toBe(sixKeyContent.licences[entry]?.productKey);
      expect(masked).toBe(`*****-*****-*****-*****-${key.slice(-5)}`);
    }
    expect(() => opening.reveal(pc.id, 99)).toThrow('there is no such key');
    opening.lock();
    expect(() => opening.reveal(pc.id, 0)).toThrow('there is no such key');
  });

  it('open with the recovery code, and with shares of it, without a derivation', async () => {
    const { vault, sealed } = await sealedAll([sixKeyContent]);
    const shares = await divideCode(vault.code, { threshold: 2, count: 3 });
    const typed = shares.slice(1).map(formatShare).join('\n');
    for (const text of [formatRecoveryCode(vault.code), typed]) {
      const opening = localOpening(dataOf(sealed));
      const opened = await opening.open({ kind: 'recovery-code', text }, () => {
        throw new Error('something was derived');
      });
      expect(names(opened)).toEqual(['DESKTOP-7K2M9QX']);
    }
  });

  it('tell of one that is damaged, and show the older one', async () => {
    const { sealed } = await sealedAll([sixKeyContent, later]);
    const [good, bad] = sealed.map(asPageBackup);
    const broken = { ...bad, sealed: `AAAA${bad?.sealed.slice(4) ?? ''}` };
    const opening = localOpening(JSON.stringify([good, broken]));
    const opened = await opening.open(test, silent);
    expect(opened.pcs).toMatchObject([{ takenAt: sixKeyContent.takenAt, isOlder: true }]);
    expect(opened.notes.map(({ code }) => code)).toContain('newest-not-opened');
    const told = opened.notes.flatMap(({ message, code, where }) =>
      code === 'backup-not-opened' ? [message, where] : [message],
    );
    expect(told.filter((english) => inGerman(english) === null)).toEqual([]);
  });

  it.each(['', '[', '{}', '[1]', '[{"name":"x"}]', '[null]'])(
    'are told as damaged where the block is %j, and files open all the same',
    async (data) => {
      const { sealed } = await sealedAll([sixKeyContent]);
      const opening = localOpening(data);
      const { refused } = await opening.look([file('a.vault', sealed[0]?.record ?? '')]);
      expect(refused.map(({ failure }) => failure.code)).toEqual(['FORMAT']);
      expect((await opening.open(test, silent)).pcs).toHaveLength(1);
    },
  );

  it('that are none at all are no more than that', async () => {
    const opening = localOpening(JSON.stringify([{ name: '<b>', sealed: '%%%' }]));
    await opening.look([]);
    expect(await codeOf(opening.open(test, silent))).toBe('NOT_A_RECORD');
    expect(await codeOf(localOpening('[]').open(test, silent))).toBe('NO_RECORD');
  });
});

describe('files given to a page', () => {
  it('are backups in either form, under any name, and other pages', async () => {
    const { sealed } = await sealedAll([sixKeyContent, bens, annas]);
    const [a, b, c] = sealed;
    if (a === undefined || b === undefined || c === undefined) throw new Error('not sealed');
    const page = '<script type="application/json" id="backups">[]</script>';
    const opening = localOpening('[]');
    const known = await opening.look([
      file('renamed (1).bin', a.record),
      file('mail.txt', armor(b.record)),
      file('RESTORE.html', pageWith(page, [asPageBackup(c)])),
    ]);
    expect(known).toMatchObject({ inside: 0, inFiles: 3, refused: [] });
    const opened = await opening.open(test, silent);
    expect(names(opened)).toEqual(['ANNA-PC', 'BEN-PC', 'DESKTOP-7K2M9QX']);
  });

  it.each<readonly [string, (text: string) => string | Uint8Array, string[] | string]>([
    ['with lines around it', (text) => `Dear Ben,\r\n\r\n${text}\nAnna`, ['BEN-PC']],
    ['indented', (text) => text.replaceAll(/^/gm, '   \t'), ['BEN-PC']],
    ['with empty lines in it', (text) => text.replaceAll('\n', '\n\n'), ['BEN-PC']],
    ['in UTF-16', (text) => Buffer.from(`\ufeff${text}`, 'utf16le'), ['BEN-PC']],
    ['twice', (text) => `${text}and\n${text}`, ['BEN-PC']],
    ['with lines before it, cut off', (text) => `Dear Ben,\n${text.slice(0, -9)}`, 'DAMAGED'],
    ['with a line that was left out', (text) => text.replace(/(?<=\n.+)\n.*/, ''), 'DAMAGED'],
    ['without its first line', (text) => text.replace(/^.*\n/, ''), 'NOT_A_RECORD'],
    ['left out', () => ' \n', 'NOT_A_RECORD'],
  ])('hold the text of a sheet %s', async (_, typed, expected) => {
    const { sealed } = await sealedAll([bens]);
    const opening = localOpening('[]');
    const text = typed(armor(sealed[0]?.record ?? new Uint8Array()));
    const { refused } = await opening.look([file('typed.txt', text)]);
    const failure = refused[0]?.failure.code;
    expect(failure ?? names(await opening.open(test, silent))).toEqual(expected);
  });

  it('hold several PCs in one text', async () => {
    const { sealed } = await sealedAll([bens, annas]);
    const opening = localOpening('[]');
    const named = '20261121T195501Z-0123456789abcdef0123456789abcdef.txt';
    const text = sealed.map(({ record }) => armor(record)).join('\n');
    expect(await opening.look([file(named, text)])).toMatchObject({ inFiles: 2 });
    expect(names(await opening.open(test, silent))).toEqual(['ANNA-PC', 'BEN-PC']);
  });

  it('that are no backup are named, and the others open', async () => {
    const { sealed } = await sealedAll([sixKeyContent]);
    const record = sealed[0]?.record ?? new Uint8Array();
    const cut = record.slice(0, -20);
    const opening = localOpening('[]');
    const known = await opening.look([
      file('good.vault', record),
      file('cut.vault', cut),
      file('photo.jpg', Uint8Array.of(0xff, 0xd8, 0xff)),
      file('empty.vault', ''),
      file('page.html', '<script type="application/json" id="backups">[]</script>'),
    ]);
    expect(known.refused.map(({ name, failure }) => [name, failure.code])).toEqual([
      ['cut.vault', 'DAMAGED'],
      ['photo.jpg', 'NOT_A_RECORD'],
      ['empty.vault', 'NOT_A_RECORD'],
      ['page.html', 'NOT_A_RECORD'],
    ]);
    expect((await opening.open(test, silent)).pcs).toHaveLength(1);
  });
});

describe('a worker of the page', () => {
  /** Both ends in one thread: messages are copied, as between two. */
  function together(): { readonly opening: Opening; readonly started: () => number } {
    let started = 0;
    const start = (): WorkerLike => {
      started += 1;
      let isEnded = false;
      const worker: WorkerLike = {
        onmessage: null,
        onerror: null,
        postMessage: (message) => void answer(structuredClone(message)),
        terminate: () => {
          isEnded = true;
        },
      };
      const answer = answering(localOpening, (message) => {
        if (!isEnded) worker.onmessage?.({ data: structuredClone(message) });
      });
      return worker;
    };
    return { opening: workerOpening(start, data), started: () => started };
  }
  let data = '[]';

  it('answers as what it runs does, errors and progress among it', async () => {
    const { sealed } = await sealedAll([sixKeyContent]);
    data = dataOf(sealed);
    const { opening } = together();
    expect(await codeOf(opening.open({ ...test, text: 'wrong' }, silent))).toBe('WRONG_PASSPHRASE');
    const heard: Progress[] = [];
    const { pcs } = await opening.open(test, (progress) => heard.push(progress));
    expect(heard).toEqual(['deriving', 'derived']);
    const { key } = await opening.reveal(pcs[0]?.id ?? '', 0);
    expect(key).toBe(sixKeyContent.licences[0]?.productKey);
    expect(await codeOf(opening.reveal('nobody', 0))).toBe('NOT_FOUND');
    expect(await opening.slipsIn('ABACUS')).toEqual([{ kind: 'caps-lock' }]);
  });

  it('is ended by a lock, with all that is under way, and knows the files afterwards', async () => {
    const { sealed } = await sealedAll([sixKeyContent]);
    data = '[]';
    const { opening, started } = together();
    await opening.look([file('a.vault', sealed[0]?.record ?? '')]);
    const pending = codeOf(opening.open(test, silent));
    opening.lock();
    expect(await pending).toBe('INTERRUPTED');
    expect(await opening.look([])).toMatchObject({ inFiles: 1 });
    expect((await opening.open(test, silent)).pcs).toHaveLength(1);
    expect(started()).toBe(2);
  });
});
