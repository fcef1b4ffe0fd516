// Very many backups: 10,000 of 1,000 PCs, on a folder and on Ceph, looked through and synced by the built program.
// What it takes is printed by `npm run torture -- many`; memory and the number of what was told are what is tested.
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Ceph, cephPart, startCeph } from '../support/ceph.js';
import { cheapPassphrase } from '../support/cheap-stick.js';
import { passphraseFlags, recordsIn } from '../support/example-stick.js';
import { type TestUser, newUser } from '../support/program.js';
import { realPart } from '../support/real-parts.js';
import { bucketsOf } from '../support/s3-buckets.js';
import { injectorPart } from './support/injector.js';
import { type OneOfMany, layInto, manyBackups, runMeasured } from './support/many.js';
import { type Counter, isComplete, prove, scaled } from './support/promise.js';

const python = realPart(injectorPart);
const ceph = isComplete ? realPart(cephPart) : null;
const [pcs, each] = [scaled(1000, 30), scaled(10, 3)];
/** What a run may take in memory. The largest measured was 510 MB. */
const mostMebibytes = 900;

interface Place {
  readonly named: string;
  readonly flags: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

async function backups(): Promise<OneOfMany[]> {
  const all: OneOfMany[] = [];
  for await (const one of manyBackups(pcs, each)) all.push(one);
  return all;
}

/** What each command's JSON must tell of, counted. */
const looks: readonly {
  readonly words: readonly string[];
  readonly isOpening: boolean;
  readonly counted: (told: Record<string, readonly unknown[]>) => number | undefined;
  readonly due: number;
}[] = [
  { words: ['list'], isOpening: true, counted: ({ records }) => records?.length, due: pcs * each },
  { words: ['status'], isOpening: true, counted: ({ pcs: all }) => all?.length, due: pcs },
  { words: ['check'], isOpening: false, counted: goodIn, due: pcs * each },
  { words: ['check'], isOpening: true, counted: goodIn, due: pcs * each },
];

function goodIn({ targets }: Record<string, readonly unknown[]>): number | undefined {
  const [first] = (targets ?? []) as { readonly good: number }[];
  return first?.good;
}

async function lookAndSync(user: TestUser, place: Place, counter: Counter): Promise<void> {
  const { named, flags, environment } = place;
  const passphrase = passphraseFlags(user, cheapPassphrase);
  const on = { python: python ?? '', user, environment };
  for (const { words, isOpening, counted, due } of looks) {
    const opening = isOpening ? passphrase : [];
    const said = `${words.join(' ')}${isOpening ? ' with the passphrase' : ''}`;
    await counter.attempt(said, async () => {
      const run = await runMeasured(on, [
        ...words,
        '--from',
        named,
        ...flags,
        ...opening,
        '--json',
      ]);
      counter.measure(`${said} ${figures(run)}`);
      expect(run.status, run.stderr).toBe(0);
      expect(counted(JSON.parse(run.stdout) as Record<string, unknown[]>)).toBe(due);
      expect(run.mebibytes).toBeLessThan(mostMebibytes);
    });
  }
  const other = join(user.folder, 'other');
  await layInto(other, []);
  for (const said of ['sync to an empty folder', 'sync where nothing lacks']) {
    await counter.attempt(said, async () => {
      const args = ['sync', '--to', named, '--to', other, ...flags, ...passphrase, '--json'];
      const run = await runMeasured(on, args);
      counter.measure(`${said} ${figures(run)}`);
      expect(run.status, run.stderr).toBe(0);
      expect(recordsIn(other)).toHaveLength(pcs * each);
      expect(run.mebibytes).toBeLessThan(mostMebibytes);
    });
  }
}

function figures({
  seconds,
  cpuSeconds,
  mebibytes,
}: {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly mebibytes: number;
}): string {
  return `${seconds.toFixed(0)} s (${cpuSeconds.toFixed(0)} s of a processor), ${mebibytes.toFixed(0)} MB`;
}

const promise = (where: string): string =>
  `${pcs * each} backups of ${pcs} PCs on ${where} are listed, told, checked and synced`;

describe.skipIf(python === null)('a place with very many backups', () => {
  it('on a folder is looked through and synced', async () => {
    const user = newUser();
    try {
      const folder = join(user.folder, 'stick');
      await layInto(folder, await backups());
      const place = { named: folder, flags: [], environment: {} };
      await prove({ part: 'many', promise: promise('a folder') }, (counter) =>
        lookAndSync(user, place, counter),
      );
    } finally {
      user.dispose();
    }
  }, 3_600_000);

  it.skipIf(ceph === null)(
    'on Ceph is looked through and synced',
    async () => {
      const server = await startCeph();
      const user = newUser();
      try {
        const place = await placeOn(server, user);
        await prove({ part: 'many', promise: promise('Ceph') }, (counter) =>
          lookAndSync(user, place, counter),
        );
      } finally {
        user.dispose();
        server.stop();
      }
    },
    3_600_000,
  );
});

async function placeOn(server: Ceph, user: TestUser): Promise<Place> {
  const buckets = bucketsOf(server);
  await buckets.make('many');
  const environment = {
    AWS_ACCESS_KEY_ID: server.owner.accessKeyId,
    AWS_SECRET_ACCESS_KEY: server.owner.secretAccessKey,
  };
  const bucket = ['--endpoint', server.endpoint, '--provider', 'ceph', '--region', 'us-east-1'];
  const flags = [...bucket, '--credentials', 'environment', '--path-style'];
  const named = 's3://many/vault';
  const on = { python: python ?? '', user, environment };
  const added = await runMeasured(on, ['target', 'add', 'bucket', named, ...flags]);
  expect(added.status, added.stderr).toBe(0);
  const waiting = await backups();
  const lane = async (): Promise<void> => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop())
      await buckets.store('many', `vault/${next.name}`, next.record);
  };
  await Promise.all(Array.from({ length: 8 }, lane));
  buckets.close();
  return { named: 'bucket', flags: [], environment };
}
