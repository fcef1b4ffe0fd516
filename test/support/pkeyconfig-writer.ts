// Makes files of the form of a pkeyconfig.xrm-ms: a licence whose infoBin holds the configurations in
// base64. Nothing of Microsoft's own file is in it but the groups that the public keys say themselves.
import { gzipSync } from 'node:zlib';

/** A configuration and its ranges of serials. */
export interface ConfigurationSpec {
  readonly group: number;
  readonly edition: string;
  readonly channel: string;
  readonly description: string;
  /** `[first, last]`, or with `false` where the range is no longer valid. */
  readonly ranges: readonly (readonly [start: number, end: number, isValid?: boolean])[];
  readonly partNumber?: string;
  readonly id?: string;
}

const wholeGroup = [0, 999_999_999] as const;

/** What the public keys of Windows 10/11 Pro and Home are of. */
export const publicConfigurations: readonly ConfigurationSpec[] = [
  {
    group: 3308,
    edition: 'Professional',
    channel: 'Retail',
    description: 'Win 10 RTM Professional Retail',
    ranges: [wholeGroup],
    partNumber: '[TH]X19-98841',
  },
  {
    group: 3261,
    edition: 'Core',
    channel: 'OEM:DM',
    description: 'Win 10 RTM Core OEM:DM',
    ranges: [wholeGroup],
  },
];

/** The inner text. */
export function configurationXml(specs: readonly ConfigurationSpec[]): string {
  const named = specs.map((spec, i) => ({ ...spec, id: spec.id ?? idOf(i) }));
  const configurations = named.map(({ id, group, edition, channel, description }) =>
    element('Configuration', [
      ['ActConfigId', id],
      ['RefGroupId', String(group)],
      ['EditionId', edition],
      ['ProductDescription', description],
      ['ProductKeyType', channel],
      ['IsRandomized', 'true'],
    ]),
  );
  const ranges = named.flatMap(({ id, ranges: all, partNumber = '' }) =>
    all.map(([start, end, isValid = true]) =>
      element('KeyRange', [
        ['RefActConfigId', id.toUpperCase()],
        ['PartNumber', partNumber],
        ['EulaType', 'Retail'],
        ['IsValid', String(isValid)],
        ['Start', String(start)],
        ['End', String(end)],
      ]),
    ),
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<pkc:ProductKeyConfiguration xmlns:pkc="http://www.microsoft.com/DRM/PKEY/Configuration/2.0">
  <pkc:Configurations>${configurations.join('')}</pkc:Configurations>
  <pkc:KeyRanges>${ranges.join('')}</pkc:KeyRanges>
</pkc:ProductKeyConfiguration>`;
}

/** The whole file around an inner text, or around what stands for it. */
export function pkeyconfig(
  inner: string,
  { payload = Buffer.from(inner).toString('base64') }: { readonly payload?: string } = {},
): string {
  return `\uFEFF<?xml version="1.0" encoding="utf-8"?><rg:licenseGroup xmlns:rg="urn:rg"><r:license
    xmlns:r="urn:r" xmlns:tm="urn:tm"><r:title>Product key configuration</r:title><r:otherInfo>
    <tm:infoTables><tm:infoList tag="#global"><tm:infoStr name="applicationId">none</tm:infoStr>
    <tm:infoBin name="pkeyConfigData">${payload}</tm:infoBin></tm:infoList></tm:infoTables>
    </r:otherInfo></r:license></rg:licenseGroup>`;
}

/** The payload as other tools tell of it: compressed, behind a mark. */
export function compressedPayload(inner: string): string {
  const marked = Buffer.concat([Buffer.from('pkc:'), gzipSync(inner)]);
  return marked.toString('base64');
}

function element(name: string, fields: readonly (readonly [string, string])[]): string {
  const inner = fields.map(([field, text]) => `<pkc:${field}>${text}</pkc:${field}>`);
  return `<pkc:${name}>${inner.join('')}</pkc:${name}>`;
}

function idOf(index: number): string {
  return `{00000000-0000-4000-8000-${String(index).padStart(12, '0')}}`;
}
