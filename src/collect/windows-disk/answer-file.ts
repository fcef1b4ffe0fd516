// Collector: a file for Windows Setup that is named itself, whatever it is called: an answer file of any
// generation, told by its namespace or its sections, or a PID.txt with the ei.cfg beside it. Keys that are
// commented out are none; those in the commands that Setup runs are.
import { dirname } from 'node:path';
import { VaultError, hint } from '../../errors.js';
import { formatTime } from '../../record/time.js';
import { headText, textEncoding } from '../../text/text-encoding.js';
import type { CollectContext, Collection, Collector, Source } from '../collector.js';
import { confinedSearch } from '../files/confined-folder.js';
import { wholeFile } from '../source.js';
import { type FoundNearKey, toldNearKeys } from '../text/near-key-warnings.js';
import { type KeyScanner, keyScanner } from '../text/keys-in-text.js';
import { failingKeys } from '../text/near-keys.js';
import { heldAmong, mostFileBytes, withEditionFile } from './answer-files.js';
import { keysInAnswerIni, keysInPid } from './answer-ini.js';
import { keysInAnswerXml } from './answer-xml.js';
import { setupSnapshot } from './setup-snapshot.js';

/** How keys stand in such a file. */
interface AnswerForm {
  readonly comment: RegExp;
  /** The texts in the places of keys. */
  readonly texts: (text: string) => string[] | Promise<string[]>;
}

const xmlForm: AnswerForm = { comment: /<!--(?:(?!-->)[^])*/g, texts: keysInAnswerXml };
const iniForm: AnswerForm = {
  comment: /^[ \t]*;.*$/gm,
  texts: (text) => [...keysInAnswerIni(text), ...keysInPid(text)],
};
const isXml = /^\s*<(?!!doctype html|html)/i;
const hasUnattend = /<(?:\w{1,20}:)?unattend[\s>]/i;
/** The first line of it that is no comment is a section's name. */
const isIni = /^(?:[ \t]*(?:;.*)?\r?\n)*[ \t]*\[[^\]\r\n]+\][ \t]*(?:\r?\n|$)/;
const hasSection = /^[ \t]*\[(?:UserData|Unattended|GuiUnattended|PID)\][ \t]*$/im;
/** A list of keys is no answer file. */
const mostKeys = 100;

/** Reads a file for Windows Setup. */
export const answerFile: Collector = {
  name: 'answer-file',
  collect: async (source, context) => {
    const form = source.head.length === 0 ? null : formOf(headText(source.head) ?? '');
    if (form === null || source.sizeBytes > mostFileBytes) return null;
    const bytes = await wholeFile(source, context.signal);
    const text = new TextDecoder(textEncoding(source.head) ?? 'utf-8').decode(bytes);
    return collectionOf(text, form, { source, context });
  },
};

function formOf(head: string): AnswerForm | null {
  if (isXml.test(head)) return hasUnattend.test(head) ? xmlForm : null;
  return hasSection.test(head) && isIni.test(head) ? iniForm : null;
}

async function collectionOf(
  text: string,
  form: AnswerForm,
  { source, context }: { readonly source: Source; readonly context: CollectContext },
): Promise<Collection> {
  const { path } = source;
  // The lines keep their numbers.
  const shown = text.replaceAll(form.comment, (comment) => comment.replaceAll(/[^\r\n]/g, ' '));
  const scanner = keyScanner({ mostKeys });
  scanner.push(shown);
  scanner.end();
  const held = heldAmong([...(await form.texts(shown)), ...scanner.keys.keys()]);
  const found = held.map((one) => ({ path, held: one }));
  const { answers, warnings } = await withEditionFile(
    { answers: found, warnings: [] },
    await editionFileBeside(path),
  );
  const near = nearKeysOf(scanner, { path, now: context.now });
  const told = toldNearKeys(near, path);
  if (answers.length === 0 && near.length === 0) throw noKey(path);
  const snapshot = setupSnapshot(answers, { collector: answerFile.name, now: context.now });
  return {
    findings: answers.length === 0 ? [] : [{ snapshot, origin: 'elsewhere', source: path }],
    warnings: [...warnings, ...told.warnings],
    nearKeys: told.nearKeys,
  };
}

/** What looks like a key and is none, and the keys whose check fails. */
function nearKeysOf(
  { keys, nearKeys }: KeyScanner,
  { path, now }: { readonly path: string; readonly now: Date },
): FoundNearKey[] {
  const place = { collector: answerFile.name, location: path, foundAt: formatTime(now) };
  return [...failingKeys([...keys.values()]), ...nearKeys.values()].map(({ text, note, line }) => {
    return { text, note, place, where: `line ${line}` };
  });
}

/** Its folder is not searched for anything else. */
async function editionFileBeside(path: string): Promise<string | null> {
  if (!/pid\.txt$/i.test(path)) return null;
  const folder = dirname(path);
  return (await confinedSearch(folder)).descend(folder, ['ei.cfg']);
}

function noKey(path: string): VaultError {
  return new VaultError(
    'NO_PRODUCT_KEY',
    `${path} is a file for Windows Setup without a product key`,
    {
      hint: hint`Setup erases the key from the file that it has used, and what is commented out it does not use. Add a key that you know by hand: ${{ do: 'add' }}`,
    },
  );
}
