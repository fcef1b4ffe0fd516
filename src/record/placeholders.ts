// What makers leave in the fields of a PC when nobody fills them in: it must never make two PCs look like
// one, nor stand on the screen as a model or serial number. The only list of them.

// Compared without blanks, punctuation and case. Collected from hardware inventories, the last time from
// 13,500 PCs of github.com/linuxhw/DMI.
const texts = new Set([
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
const uuids = new Set([
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

/** Whether a maker's name, a model or a serial number stands for none. */
export function isPlaceholderText(text: string): boolean {
  const compact = compactOf(text);
  return compact === '' || texts.has(compact);
}

/** The same of a serial number: counting up, one symbol over and over, and a hexadecimal 0 are none too. */
export function isPlaceholderSerial(serial: string): boolean {
  const compact = compactOf(serial);
  const isOneSymbol = new Set(compact).size === 1;
  const isCounted = '0123456789012'.includes(compact);
  return isPlaceholderText(serial) || isOneSymbol || isCounted || /^[0x]+$/.test(compact);
}

/** Whether an SMBIOS UUID is shared by boards of many makers. */
export function isPlaceholderUuid(uuid: string): boolean {
  const lower = uuid.toLowerCase();
  // All zeros mean none, all ones mean not set yet; other uniform bytes were never unique either.
  const bytes = lower.replaceAll('-', '').match(/../g) ?? [];
  return uuids.has(lower) || (bytes.length === 16 && new Set(bytes).size <= 2);
}

function compactOf(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}
