// The parsers of texts that are in memory: keys as people write them, the parts of exports and mails,
// what Windows prints.
import { readActivation } from '../../src/collect/this-pc/licensing-service/activation.js';
import { windowsNameOfDescription } from '../../src/keys/description-name.js';
import { windowsName } from '../../src/keys/product-name.js';
import { genericKey } from '../../src/keys/generic-keys.js';
import { advancedPidDigits, productIdDigits } from '../../src/keys/product-id.js';
import { cleanText } from '../../src/text/structure-text.js';
import { readTypedKey } from '../../src/keys/typed-key.js';
import { machineFacts } from '../../src/collect/firmware/machine-facts.js';
import { blockRows } from '../../src/collect/produkey/block-rows.js';
import { delimitedRows } from '../../src/collect/produkey/delimited.js';
import { jsonRows } from '../../src/collect/produkey/json-rows.js';
import { recordsOfText } from '../../src/collect/records/text-records.js';
import { maskKeys } from '../../src/text/key-mask.js';
import { keyScanner } from '../../src/collect/text/keys-in-text.js';
import { mailDecoder } from '../../src/collect/text/mail-text.js';
import { markupReader } from '../../src/text/markup.js';
import { markupRows } from '../../src/collect/produkey/markup-rows.js';
import { pageReader } from '../../src/collect/text/page-text.js';
import { headText } from '../../src/text/text-encoding.js';
import { infoBinTexts } from '../../src/windows/pkeyconfig/infobin.js';
import { parseConfigurations } from '../../src/windows/pkeyconfig/infobin.js';
import { parseKeyfinderConfig } from '../../src/windows/products/keyfinder-config.js';
import { copiedText } from '../../src/registry/export/copied-text.js';
import { lineCutter } from '../../src/registry/export/lines.js';
import { regTextReader } from '../../src/registry/export/text.js';
import { parseRegValue } from '../../src/registry/export/value.js';
import { type ForeignParser, silent, silentText } from './foreign-parser.js';
import * as samples from './foreign-samples.js';
import { pkeyconfig } from './pkeyconfig-writer.js';
import { never } from './signal.js';

const ignore = (): undefined => undefined;

/** Values and lines that cannot be read are told of, as a collector would. */
function readRegText(input: Uint8Array) {
  const messages: string[] = [];
  const reader = regTextReader(
    { isAnsi: (input[0] ?? 0) % 2 === 0 },
    {
      onKey: () => true,
      onValue: ignore,
      onBroken: ({ message }) => messages.push(message),
    },
  );
  const cutter = lineCutter(input);
  for (const line of [...cutter.push(input), ...cutter.end()]) reader.line(line);
  reader.end();
  return messages.map((message) => ({ code: 'value-unreadable' as const, message, location: 'x' }));
}

async function readPage(text: string): Promise<void> {
  const reader = pageReader({ mostKeys: 5 });
  await reader.push(text.slice(0, text.length / 2));
  await reader.push(text.slice(text.length / 2));
  reader.end();
}

function scan(text: string): void {
  const scanner = keyScanner({ mostKeys: 5 });
  scanner.push(text);
  scanner.end();
}

async function readMarkup(text: string): Promise<void> {
  for (const isXml of [true, false]) {
    const reader = await markupReader({ text: ignore, open: ignore, close: ignore }, { isXml });
    reader.push(text);
    reader.end();
  }
}

async function tell(output: string) {
  const { warnings } = await readActivation(never, () => Promise.resolve({ output }));
  return warnings;
}

type Entry = readonly [name: string, read: ForeignParser['read'], kind: samples.SampleKind];

const entries: readonly Entry[] = [
  ['keys/typed-key', silentText(readTypedKey), samples.keys],
  ['keys/generic-keys', silentText(genericKey), samples.keys],
  ['keys/product-id', silentText(productIdDigits), samples.productIds],
  ['keys/product-id, longer form', silentText(advancedPidDigits), samples.productIds],
  ['keys/product-name', silentText((text) => windowsName(text, 22000)), samples.productNames],
  [
    'keys/product-name, description',
    silentText((text) => windowsNameOfDescription(text, 'Core')),
    samples.productNames,
  ],
  ['keys/structure-text', silentText(cleanText), samples.productNames],
  [
    'firmware/machine-facts',
    silentText((text) => {
      const texts = { manufacturer: text, model: text, serial: text };
      return machineFacts({ system: texts, board: texts, uuid: text });
    }),
    samples.productNames,
  ],
  ['reg/lines, statements, text', readRegText, samples.regExports],
  [
    'reg/value',
    silentText((text) => parseRegValue(text, { line: 1, isAnsi: true })),
    samples.regValues,
  ],
  [
    'reg/copied-text',
    silentText((text) => {
      const copied = copiedText();
      return [...text.split('\n').flatMap((line) => copied.line(line)), ...copied.end()];
    }),
    samples.regExports,
  ],
  ['import/text-encoding', silent(headText), samples.mails],
  ['import/keys-in-text', silentText(scan), samples.mails],
  ['keys/key-mask', silentText(maskKeys), samples.keys],
  [
    'import/mail-text',
    silentText((text) => {
      const mail = mailDecoder();
      return mail.push(text) + mail.end();
    }),
    samples.mails,
  ],
  ['import/page-text', silentText(readPage), samples.markups],
  ['import/markup', silentText(readMarkup), samples.markups],
  ['records/text-records', silentText(recordsOfText), samples.exports],
  ['records/text-records, XML', silentText((text) => recordsOfText(`<x>${text}`)), samples.exports],
  ['import/block-rows', silentText(blockRows), samples.exports],
  ['import/delimited', silentText(delimitedRows), samples.exports],
  ['import/json-rows', silentText(jsonRows), samples.jsonExports],
  ['import/markup-rows', silentText(markupRows), samples.exports],
  ['pkeyconfig/infobin', silent(infoBinTexts), samples.pkeyconfigs],
  [
    'pkeyconfig/key-configurations',
    silent((input) => parseConfigurations(input)?.lookUp({ group: 3308, serial: 0 })),
    samples.pkeyconfigs,
  ],
  [
    'pkeyconfig/key-configurations, inner text',
    silentText((text) => parseConfigurations(Buffer.from(pkeyconfig(text)))),
    samples.configurationTexts,
  ],
  [
    'products/keyfinder-config',
    silentText((text) => parseKeyfinderConfig(text, 'x')),
    samples.productLists,
  ],
  ['activation', (input) => tell(Buffer.from(input).toString('utf8')), samples.activations],
];

/** Every one of them. */
export const textParsers: readonly ForeignParser[] = entries.map(([name, read, kind]) => ({
  name,
  read,
  ...kind,
}));
