// One licence: its key, hidden until it is shown, what it is worth and what to do with it.
import type { ComponentChildren, JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { channels } from '../../record/vocabulary.js';
import type { ShownLicence, Standing } from '../opening.js';
import type { Label } from '../words/german-page.js';
import { copyText } from './copy.js';
import { type Keys, keyName } from './keys.js';
import { useSpeech } from './speech-context.js';
import { Steps, dotted } from './steps.js';

interface Props {
  /** The PC's id. */
  readonly pc: string;
  readonly licence: ShownLicence;
  readonly keys: Keys;
}

const standings: Readonly<Record<Standing, Label | null>> = {
  own: 'Yours',
  toFind: 'To look up',
  organisation: 'Of an organisation',
  account: 'Of an account',
  shared: "Nobody's own",
  none: null,
};

export function LicenceCard({ pc, licence, keys }: Props): JSX.Element {
  const { label, sentence } = useSpeech();
  const revealed = keys.shown.get(keyName(pc, licence.entry));
  const standing = standings[licence.standing];
  const steps = revealed?.steps ?? licence.steps;
  return (
    <section class={`licence licence-${licence.standing}`} aria-label={licence.product}>
      <header>
        <h3>{licence.product}</h3>
        {standing !== null && <span class="standing">{label(standing)}</span>}
      </header>
      <KeyLine pc={pc} licence={licence} keys={keys} />
      <p>{sentence(licence.worth)}</p>
      {steps.length > 0 && (
        <>
          <h4>{label('What to do')}</h4>
          <Steps steps={steps} />
        </>
      )}
      <Facts licence={licence} />
    </section>
  );
}

function KeyLine({ pc, licence, keys }: Props): JSX.Element {
  const { label, sentence, announce } = useSpeech();
  const { entry, product, masked, hasKey } = licence;
  const [isCopied, setCopied] = useState(false);
  const key = useRef<HTMLElement>(null);
  const revealed = keys.shown.get(keyName(pc, entry));
  const toggle = (): void => {
    if (revealed === undefined) void keys.show(pc, entry);
    else keys.hide(pc, entry);
  };
  const copy = async (): Promise<void> => {
    const isDone = await copyText((await keys.get(pc, entry)).key);
    setCopied(isDone);
    if (isDone) {
      announce(label('The key of {product} is copied.', { product }));
      setTimeout(setCopied, 2_500, false);
      return;
    }
    await keys.show(pc, entry);
    if (key.current !== null) getSelection()?.selectAllChildren(key.current);
    announce(
      label('The browser does not let this page copy. The key is shown: mark it and press Ctrl+C.'),
    );
  };
  if (!hasKey) return <p class="key-line soft">{keyWords(masked, sentence)}</p>;
  const toggleWords = revealed === undefined ? 'Show' : 'Hide';
  const aria = revealed === undefined ? 'Show the key of {product}' : 'Hide the key of {product}';
  return (
    <div class="key-line">
      {revealed === undefined ? (
        <code aria-label={label('hidden, ends in {end}', { end: endOf(masked) })}>
          {dotted(masked)}
        </code>
      ) : (
        <code ref={key} class="shown">
          {revealed.key}
        </code>
      )}
      <span class="key-tools">
        <button type="button" aria-label={label(aria, { product })} onClick={toggle}>
          {label(toggleWords)}
        </button>
        <button
          type="button"
          aria-label={label('Copy the key of {product}', { product })}
          onClick={() => void copy()}
        >
          {label(isCopied ? 'Copied' : 'Copy')}
        </button>
      </span>
    </div>
  );
}

function keyWords(masked: string, sentence: (english: string) => string): JSX.Element {
  return masked.includes('*') ? <code>{dotted(masked)}</code> : <>{sentence(masked)}</>;
}

function endOf(masked: string): string {
  return masked.replaceAll(/[*-]/g, '');
}

function Facts({ licence }: Pick<Props, 'licence'>): JSX.Element {
  const { label, sentence } = useSpeech();
  const { channel, remarks, certainty, bought, note, places } = licence;
  const meaning = channel === null ? undefined : meaningOf(channel);
  const sold = channel === null ? label('not recorded') : channel;
  return (
    <details class="facts">
      <summary>{label('More about it')}</summary>
      <dl>
        <Fact name={label('Sold as')}>
          {meaning === undefined ? sold : `${sold} – ${sentence(meaning)}`}
        </Fact>
        {remarks.length > 0 && (
          <Fact name={label('Beware')}>{remarks.map(sentence).join('; ')}</Fact>
        )}
        <Fact name={label('Checked')}>{sentence(certainty)}</Fact>
        {bought.length > 0 && <Fact name={label('Bought')}>{bought.join(', ')}</Fact>}
        {note !== null && <Fact name={label('Your note')}>{note}</Fact>}
        {places.length > 0 && (
          <Fact name={label('Found in')}>
            {places.map((place) => (
              <span class="place">{sentence(place)}</span>
            ))}
          </Fact>
        )}
      </dl>
    </details>
  );
}

function meaningOf(channel: string): string | undefined {
  return Object.hasOwn(channels, channel) ? channels[channel as keyof typeof channels] : undefined;
}

function Fact(props: { readonly name: string; readonly children: ComponentChildren }): JSX.Element {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}
