import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { windowsDisk } from '../../../src/collect/windows-disk/windows-disk.js';
import { digitalProductId, digitalProductId4 } from '../../support/digital-product-id-writer.js';
import { type HiveValueSpec, regBinary, regSz } from '../../support/hive-writer.js';
import {
  type ConfigurationSpec,
  configurationXml,
  pkeyconfig,
  publicConfigurations,
} from '../../support/pkeyconfig-writer.js';
import { currentVersion, windows11Pro, writeDisk } from '../../support/windows-pc.js';
import { collectPath } from '../../support/collect-path.js';
import { never } from '../../support/signal.js';
import { eachInFolder } from '../../support/temporary-folder.js';

const proKey = 'VK7JG-NPHTM-C97JM-9MPGT-3V66T';
const homeKey = 'YTMG3-N6DKC-DKB77-7M9GH-8HVX7';
const context = { now: new Date('2026-11-21T19:55:01Z'), signal: never };

let root = '';
eachInFolder((made) => {
  root = made;
});

function write(
  specs: readonly ConfigurationSpec[],
  { name = 'pkeyconfig', where = 'spp/tokens' }: { name?: string; where?: string } = {},
): string {
  const folder = join(root, 'Windows', 'System32', where, 'pkeyconfig');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.xrm-ms`);
  writeFileSync(path, pkeyconfig(configurationXml(specs)));
  return path;
}

async function licencesOf(values: readonly HiveValueSpec[], backup?: string) {
  const platform = `${currentVersion}\\SoftwareProtectionPlatform`;
  writeDisk(root, {
    software: {
      [currentVersion]: [...windows11Pro, ...values],
      ...(backup === undefined ? {} : { [platform]: [regSz('BackupProductKeyDefault', backup)] }),
    },
    system: { Setup: [] },
  });
  const collection = await collectPath(windowsDisk, root, context);
  return {
    licences: collection?.findings[0]?.snapshot.licences ?? [],
    codes: collection?.warnings.map(({ code }) => code),
  };
}

const id = (productKey: string | null): HiveValueSpec =>
  regBinary('DigitalProductId', digitalProductId({ productKey, licenceType: 2 }));

describe('the pkeyconfig files of a disk', () => {
  it('tell more of a key than its structure does', async () => {
    write(publicConfigurations);
    const { licences, codes } = await licencesOf([id(proKey)], homeKey);
    expect(codes).toEqual([]);
    expect(licences).toMatchObject([
      { product: 'Windows 11 Pro', channel: 'Retail', partNumber: '[TH]X19-98841' },
      { product: 'Windows 10/11 Home', edition: 'Core', channel: 'OEM:DM' },
    ]);
  });

  it('tell the edition and channel of an erased key by the digits that are left', async () => {
    write([
      {
        group: 3308,
        edition: 'Professional;ProfessionalN',
        channel: 'Volume:MAK',
        description: 'Win 10 RTM Professional Volume:MAK',
        ranges: [[5, 5]],
      },
    ]);
    const advancedPid = '03612-03308-000-000005-03-1033-26100.0000-1382024';
    const erased = digitalProductId4({ productKey: null, advancedPid, edition: '', keyType: '' });
    const { licences } = await licencesOf([regBinary('DigitalProductId4', erased)]);
    expect(licences).toMatchObject([
      { productKey: null, edition: 'Professional', channel: 'Volume:MAK', cautions: ['erased'] },
    ]);
  });

  it('tell of a key of several editions the one that its description names', async () => {
    write([
      {
        group: 3261,
        edition: 'Core;CoreN;Professional;Education',
        channel: 'OEM:DM',
        description: 'Win 8 RTM Core OEM:DM',
        ranges: [[0, 9]],
      },
    ]);
    const { licences } = await licencesOf([id(proKey)], homeKey);
    expect(licences[1]).toMatchObject({
      edition: 'Core',
      cautions: ['generic', 'edition-mismatch'],
    });
  });

  it('are found where Windows Vista keeps them', async () => {
    write(publicConfigurations, { where: 'licensing' });
    const { licences } = await licencesOf([id(proKey)]);
    expect(licences[0]?.channel).toBe('Retail');
  });

  it('are asked one after the other', async () => {
    write([]);
    write(publicConfigurations, { name: 'pkeyconfig-downlevel' });
    const { licences, codes } = await licencesOf([id(proKey)]);
    expect(codes).toEqual(['pkeyconfig-unusable']);
    expect(licences[0]?.channel).toBe('Retail');
  });

  it('are left alone where they are too large, or lead out of the disk', async () => {
    const path = write(publicConfigurations);
    truncateSync(path, 9 * 1024 * 1024);
    symlinkSync('/etc/hostname', path.replace('.xrm-ms', '-csvlk.xrm-ms'));
    const { licences, codes } = await licencesOf([id(proKey)]);
    expect(codes).toEqual(['link-not-followed', 'pkeyconfig-unusable']);
    expect(licences[0]?.channel).toBe('OEM');
  });
});
