// What opened: what to know first, then each PC. Keys are hidden until they are asked for one by one or all.
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Note, Opened, Opening } from '../opening.js';
import { noteWords } from '../words/failure-words.js';
import { Icon } from './icon.js';
import { idleMinutes } from './idle.js';
import { useKeys } from './keys.js';
import { PcCard } from './pc-card.js';
import { useWholePrint } from './print.js';
import { PromiseView } from './promise-view.js';
import { useSpeech } from './speech-context.js';

interface Props {
  readonly opened: Opened;
  readonly opening: Opening;
  readonly lock: () => void;
}

export function OpenView({ opened, opening, lock }: Props): JSX.Element {
  const { label } = useSpeech();
  const heading = useRef<HTMLHeadingElement>(null);
  const keys = useKeys(opening);
  useWholePrint();
  useEffect(() => {
    heading.current?.focus();
  }, []);
  const whole = opened.pcs.flatMap(({ id, licences }) =>
    licences.filter(({ hasKey }) => hasKey).map(({ entry }) => ({ id, entry })),
  );
  const areAllShown = whole.length > 0 && keys.shown.size === whole.length;
  const toggleAll = (): void => {
    if (areAllShown) keys.hideAll();
    else for (const { id, entry } of whole) void keys.show(id, entry);
  };
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {label('Your product keys')}
      </h1>
      <div class="tools">
        {whole.length > 0 && (
          <button type="button" onClick={toggleAll}>
            {label(areAllShown ? 'Hide all keys' : 'Show all keys')}
          </button>
        )}
        <button
          type="button"
          title={label('Keys that are hidden are printed hidden.')}
          onClick={() => {
            print();
          }}
        >
          {label('Print')}
        </button>
        <button type="button" class="first lock" onClick={lock}>
          <Icon name="lock" /> {label('Lock')}
        </button>
      </div>
      <p class="soft unprinted">
        {label('Locks itself after {count} minutes without a touch.', { count: idleMinutes })}
      </p>
      <Notes notes={opened.notes} />
      {opened.pcs.map((pc) => (
        <PcCard key={pc.id} pc={pc} keys={keys} />
      ))}
      <PromiseView />
    </>
  );
}

/** Of one code the sentence stands once. */
function Notes({ notes }: { readonly notes: readonly Note[] }): JSX.Element | null {
  const { label, language, sentence, languageOf } = useSpeech();
  if (notes.length === 0) return null;
  const codes = [...new Set(notes.map(({ code }) => code))];
  return (
    <section class="notes" aria-label={label('Worth knowing')}>
      <Icon name="beware" />
      <div>
        {codes.map((code) => (
          <p data-note={code}>
            {noteWords(code, language) ?? notes.find((note) => note.code === code)?.message}
          </p>
        ))}
        <details>
          <summary>{label('In detail')}</summary>
          {notes.map(({ message, where }) => (
            <p lang={languageOf(message)}>
              {sentence(where)}: {sentence(message)}
            </p>
          ))}
        </details>
      </div>
    </section>
  );
}
