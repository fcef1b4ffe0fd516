// The first push to a bucket, typed at a terminal with a slip at each question: every slip is asked again, and
// nothing that was right has to be typed twice. The access key goes into a real Secret Service.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessService } from '../../../src/targets/stored-credential.js';
import { exampleDisk, passphraseFlags } from '../../support/example-stick.js';
import { type FakeS3, refuse, startFakeS3 } from '../../support/fake-s3.js';
import { newUser } from '../../support/program.js';
import { realPart } from '../../support/real-parts.js';
import {
  type SecretService,
  secretServicePart,
  startSecretService,
} from '../../support/secret-service.js';
import {
  type Typing,
  enter,
  runAtTerminal,
  terminalPart,
  terminalSizes,
} from '../../support/terminal.js';

const isThere = realPart(terminalPart) !== null && realPart(secretServicePart) !== null;
const down = '\u001b[B';
const clear = '\u0015';

describe.skipIf(!isThere)('the first push to a bucket', () => {
  let service: SecretService;
  let server: FakeS3;

  beforeAll(async () => {
    service = await startSecretService();
    server = await startFakeS3({
      answer: ({ key, query, headers }, response) => {
        if (headers.authorization?.includes('Credential=AKRIGHT/') !== true)
          return refuse(response, 403, 'InvalidAccessKeyId');
        const isThere = `${query.get('prefix') ?? ''}${key}`.startsWith('right/');
        return isThere ? false : refuse(response, 404, 'NoSuchBucket');
      },
    });
  });
  afterAll(async () => {
    await server.close();
    service.stop();
  });

  const kept = (): string[] =>
    service.accounts(accessService).map((account) => service.text(accessService, account));
  const slip: Typing = ['it out.', ''];

  it.each(terminalSizes)('asks again after every slip: %j', async (size) => {
    const user = newUser();
    const address = process.env['DBUS_SESSION_BUS_ADDRESS'] ?? '';
    const environment = { ...user.environment, DBUS_SESSION_BUS_ADDRESS: address };
    const typing: readonly Typing[] = [
      ['Where shall', `${down} ${enter}`],
      ['Bucket, or', `any/wrong${enter}`],
      // A provider that has no usual address, and none is typed at first.
      ['Whose storage', `${down}${enter}`],
      ['Address of', enter],
      ['no usual', server.endpoint + enter],
      ['Region', enter],
      ['Access key id', `AKWRONG${enter}`],
      ['Secret access key', `secret1${enter}`],
      // A refused key alone is typed again: all else may be right.
      ['is not kept', ''],
      ['AKWRONG', `${clear}AKRIGHT${enter}`],
      ['(empty:', enter],
      // The key is taken now, the place is not: the key is not asked for a third time.
      slip,
      ['any/wrong', `${clear}any/right${enter}`],
      // The last of the list, from the one that was chosen before.
      ['Whose storage', down.repeat(7) + enter],
      ['Address of', enter],
      ['Region', enter],
      ['recovery', 'n'],
    ];
    const args = ['push', '--from', exampleDisk, ...passphraseFlags(user)];
    const run = await runAtTerminal({ ...user, environment }, args, typing, size);
    expect(run.status, run.screen).toBe(0);
    expect(kept()).toEqual([expect.stringMatching(/AKRIGHT.*secret1/)]);
    const config = readFileSync(user.configFile, 'utf8');
    expect(JSON.parse(config)).toMatchObject({
      targets: [{ provider: 'generic', bucket: 'any', prefix: 'right', endpoint: server.endpoint }],
    });
    expect(config + run.screen).not.toContain('secret1');
    user.dispose();
    service.clear(accessService);
    server.objects.clear();
  });
});
