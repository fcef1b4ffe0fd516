// What a key can be of, to choose from: keys with an N in them are of Windows 8 and Office 2013 and later,
// the others of before. The list is of what households have; anything else is typed.
import { genericKey } from '../../keys/generic-keys.js';
import { channels } from '../../record/vocabulary.js';
import { askChoice, askLine } from '../terminal/prompts.js';
import { channelOf, soldAs } from './owner-facts.js';

const newer = [
  'Windows 11 Home',
  'Windows 11 Pro',
  'Windows 10 Home',
  'Windows 10 Pro',
  'Windows 8.1',
  'Windows 8.1 Pro',
  'Windows 8',
  'Windows 8 Pro',
  ...['2024', '2021', '2019', '2016', '2013'].flatMap((year) => [
    `Office Home and Student ${year}`,
    `Office Home and Business ${year}`,
    `Office Professional ${year}`,
  ]),
];

const older = [
  ...['Home Premium', 'Professional', 'Ultimate'].map((edition) => `Windows 7 ${edition}`),
  ...['Home Basic', 'Home Premium', 'Business', 'Ultimate'].map((one) => `Windows Vista ${one}`),
  'Windows XP Home Edition',
  'Windows XP Professional',
  'Office Home and Student 2010',
  'Office Home and Business 2010',
  'Office Professional 2010',
  'Office Home and Student 2007',
  'Office Professional 2007',
  'Office 2003',
];

const skip = 'skip';
const other = 'other';

/** What the key is of, in the owner's words; null where the program knows, or nobody does. */
export async function askProduct(
  key: { readonly productKey: string | null },
  signal: AbortSignal,
): Promise<string | null> {
  const { productKey } = key;
  if (productKey !== null && genericKey(productKey) !== null) return null;
  const choices = [
    // Enter alone names no product: of the end of a key it must be told, of a whole one it may.
    ...(productKey === null ? [] : [{ value: skip, label: 'Skip: I do not know' }]),
    { value: other, label: 'None of these: type its name' },
    ...productsFor(productKey).map((product) => ({ value: product, label: product })),
  ];
  const chosen = await askChoice('What is it the key of?', choices, signal);
  if (chosen === skip) return null;
  return chosen === other ? askOther(signal) : chosen;
}

/** How it was sold; null for not known. */
export async function askChannelOf(signal: AbortSignal): Promise<string | null> {
  const kinds = Object.entries(soldAs).map(([kind, sold]) => {
    return { value: kind, label: channels[sold] };
  });
  const unsure = { value: skip, label: 'Skip: I do not know' };
  const chosen = await askChoice('How was it sold?', [unsure, ...kinds], signal);
  return chosen === skip ? null : channelOf(chosen);
}

/** Of the end of a key its kind cannot be told. */
export function productsFor(productKey: string | null): readonly string[] {
  if (productKey === null) return [...newer, ...older];
  return productKey.includes('N') ? newer : older;
}

async function askOther(signal: AbortSignal): Promise<string> {
  const faultOf = (answer: string): string | null =>
    answer.trim() === '' ? 'Write what stands on the box.' : null;
  return (await askLine('Its name, as on the box', signal, { faultOf })).trim();
}
