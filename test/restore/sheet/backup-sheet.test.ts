// What stands on a sheet, and what must not.
import { describe, expect, it } from 'vitest';
import { parseArmor } from '../../../src/crypto/armor.js';
import { backupSheet } from '../../../src/restore/sheet/backup-sheet.js';
import type { SheetPlace } from '../../../src/restore/sheet/on-paper.js';
import { sheetDocument } from '../../../src/restore/sheet/sheet-page.js';
import { createS3Kind } from '../../../src/targets/s3/kind.js';
import { lowCostVault } from '../../support/low-cost-vault.js';
import { sixKeyContent } from '../../support/sample-content.js';

const vault = await lowCostVault({ recovery: false });
const { record } = await vault.seal(sixKeyContent);
const now = new Date('2026-11-27T12:00:00Z');

async function sheetFor(pc: string, places: readonly SheetPlace[]): Promise<string> {
  const { takenAt } = sixKeyContent;
  const sheet = await backupSheet({ pc, takenAt, record, hasRecovery: false, places, now });
  return sheetDocument('a sheet', sheet.pages);
}

describe('a sheet', () => {
  it('holds the sealed backup, and no key of it', async () => {
    const html = await sheetFor('ANNA-PC', []);
    const text = /-----BEGIN[\s\S]*END VAULT SEALED RECORD-----/.exec(html)?.[0] ?? '';
    expect(parseArmor(text)).toEqual(record);
    for (const { productKey } of sixKeyContent.licences) {
      if (productKey !== null) expect(html).not.toContain(productKey);
    }
  });

  it('takes no name for markup, and may load, run and send nothing', async () => {
    const evil = '</title><script>alert(1)</script><img src=x onerror=alert(1)>';
    const html = await sheetFor(evil, [{ name: evil, facts: [[evil, evil]], line: evil }]);
    expect(html).not.toMatch(/<script|<img/);
    expect(html).toContain("default-src 'none'; style-src 'sha256-");
    expect(html).not.toMatch(/<[^>]*\s(?:src|href)=|url\(|@import/);
  });

  it('says how a bucket is found again, with the id of its key and not the secret', async () => {
    const environment = {
      AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'wJalrXUt-secret',
    };
    const kind = createS3Kind({ environment, homeFolder: '/nowhere' });
    const options = { bucket: 'anna-vault', prefix: 'keys', endpoint: 'https://s3.example.com' };
    const facts = await kind.facts(options);
    expect(Object.fromEntries(facts)).toMatchObject({
      bucket: 'anna-vault',
      prefix: 'keys',
      address: 'https://s3.example.com',
      'access key id': 'AKIDEXAMPLE',
    });
    const html = await sheetFor('ANNA-PC', [{ name: 'cloud', facts, line: null }]);
    expect(html).toContain('AKIDEXAMPLE');
    expect(html).not.toContain('wJalrXUt');
  });

  it('leaves out what of a bucket is not at hand', async () => {
    const kind = createS3Kind({ environment: {}, homeFolder: '/nowhere' });
    const labels = (await kind.facts({ bucket: 'anna-vault' })).map(([label]) => label);
    expect(labels).toContain('bucket');
    expect(labels).not.toContain('access key id');
  });

  it('says which passphrase opens it by no hint, and says the recovery code where there is one', async () => {
    const html = await sheetFor('ANNA-PC', []);
    expect(html).not.toContain('--recovery-code');
    const paper = { pc: 'ANNA-PC', takenAt: sixKeyContent.takenAt, record, places: [], now };
    const { pages } = await backupSheet({ ...paper, hasRecovery: true });
    expect(sheetDocument('', pages)).toContain('--recovery-code');
  });
});
