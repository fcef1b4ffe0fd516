// What the firmware says of the PC as a thing: maker, model, serial number, UUID. Makers leave
// placeholders in these fields, and a placeholder must never make two PCs look like one.
import type { Machine } from '../../record/schema.js';
import { cleanText } from '../../text/structure-text.js';

/** The facts that firmware knows. A field is null where it is missing or a placeholder. */
export type MachineFacts = Pick<Machine, 'manufacturer' | 'model' | 'serial' | 'uuid'>;

/** The texts of one part of the PC, as they stand there. */
export interface MakerTexts {
  readonly manufacturer: string | null;
  readonly model: string | null;
  readonly serial: string | null;
}

/** No facts at all. */
export const noFacts: MachineFacts = { manufacturer: null, model: null, serial: null, uuid: null };

/**
 * The facts of a PC. A PC that somebody put together has them on its mainboard only, so the board's
 * stand in where the system's are placeholders.
 * @param uuid in its usual form, in any case; null where unknown.
 */
export function machineFacts(found: {
  readonly system: MakerTexts;
  readonly board: MakerTexts;
  readonly uuid: string | null;
}): MachineFacts {
  const system = genuine(found.system);
  const board = genuine(found.board);
  const named = system.model === null ? board : system;
  return {
    manufacturer: named.manufacturer ?? system.manufacturer,
    model: named.model,
    serial: system.serial ?? board.serial,
    uuid: genuineUuid(found.uuid),
  };
}

// Compared without blanks, punctuation and case. Collected from hardware inventories, the last time from
// 13,500 PCs of github.com/linuxhw/DMI.
const placeholderTexts = new Set([
  'tobefilledbyoem',
  'tobefilledbyoemm',
  'filledbyoem',
  'oem',
  'defaultstring',
  'default',
  'systemmanufacturer',
  'systemproductname',
  'systemname',
  'systemserialnumber',
  'systemserial',
  'systemversion',
  'baseboardserialnumber',
  'boardserialnumber',
  'mbserial',
  'mbserialnumber',
  'chassisserialnumber',
  'serialnumber',
  'serial',
  'productname',
  'manufacturer',
  'notspecified',
  'notapplicable',
  'notavailable',
  'notsettable',
  'notdefined',
  'unknown',
  'undefined',
  'invalid',
  'none',
  'null',
  'na',
  'empty',
  'empfy',
  'noasset',
  'standard',
  'type2boardserialnumber',
  'type2boardproductname',
  'type2boardproductname1',
  'type1productconfigid',
  'smbiostype1systemmanufacturer',
  'smbiostype1systemproductname',
  'smbiostype2boardproductname',
  'baseboardmanufacturer',
  'baseboardproductname',
  'oemdefaultstring000',
  'itobefilledbyoem',
  'unknownproduct',
]);

// Boards of many makers share these. The first is AMI's sample value.
const placeholderUuids = new Set([
  '03000200-0400-0500-0006-000700080009',
  '00020003-0004-0005-0006-000700080009',
  '03020100-0504-0706-0809-0a0b0c0d0e0f',
  '00010203-0405-0607-0809-0a0b0c0d0e0f',
  '12345678-1234-5678-90ab-cddeefaabbcc',
  '00112233-4455-6677-8899-aabbccddeeff',
  'deadbeef-dead-beef-dead-beefdeadbeef',
  '4c4c4544-0000-2010-8020-80c04f202020',
  '6ab5b300-538d-1014-9fb5-b0684d007b53',
]);

const uuidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

function genuine(texts: MakerTexts): MakerTexts {
  return {
    manufacturer: genuineText(texts.manufacturer),
    model: genuineText(texts.model),
    serial: genuineSerial(texts.serial),
  };
}

function genuineText(text: string | null): string | null {
  const clean = text === null ? null : cleanText(text);
  if (clean === null) return null;
  const compact = clean.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
  return compact === '' || placeholderTexts.has(compact) ? null : clean;
}

/** Counting up, and one symbol over and over, are placeholders too. */
function genuineSerial(text: string | null): string | null {
  const clean = genuineText(text);
  if (clean === null) return null;
  const compact = clean.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
  const isOneSymbol = new Set(compact).size === 1;
  return isOneSymbol || '0123456789012'.includes(compact) ? null : clean;
}

function genuineUuid(text: string | null): string | null {
  const uuid = text?.trim().toLowerCase() ?? '';
  if (!uuidForm.test(uuid) || placeholderUuids.has(uuid)) return null;
  // All zeros mean none, all ones mean not set yet; other uniform bytes were never unique either.
  const bytes = uuid.replaceAll('-', '').match(/../g) ?? [];
  return new Set(bytes).size <= 2 ? null : uuid;
}
