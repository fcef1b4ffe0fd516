// The whole page: closed, opening, or open; which language it speaks; and that it locks itself.
import type { JSX } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Opened, Opening } from '../opening.js';
import { languageFor, speechOf } from '../words/speech.js';
import { ClosedView } from './closed-view.js';
import { useGivenFiles } from './given-files.js';
import { Header } from './header.js';
import { idleMinutes, useIdle } from './idle.js';
import { OpenView } from './open-view.js';
import { type Locked, usePhase } from './phase.js';
import { SpeechContext } from './speech-context.js';
import { WaitingView } from './waiting-view.js';

interface Props {
  readonly opening: Opening;
  readonly languages: readonly string[];
}

/** The page. */
export function App({ opening, languages }: Props): JSX.Element {
  const [language, setLanguage] = useState(() => languageFor(languages));
  const speech = useMemo(() => speechOf(language), [language]);
  const { known, phase, look, open, lock } = usePhase(opening);
  const [status, announce] = useState('');

  useEffect(() => {
    document.documentElement.lang = language;
    document.title = speech.label('Your product keys');
  }, [language, speech]);
  useIdle(phase.at === 'open', lock);
  const isDragged = useGivenFiles(phase.at === 'closed', look, speech.label('the pasted text'));
  useEffect(() => {
    if (phase.at === 'opening') announce(speech.label('Opening the backups …'));
    if (phase.at === 'open') announce(openedWords(phase.opened, speech));
    if (phase.at === 'closed' && phase.said !== null) announce(saidWords(phase.said, speech));
  }, [phase.at]);

  return (
    <SpeechContext.Provider value={{ ...speech, announce }}>
      <Header language={language} choose={setLanguage} />
      <main class={isDragged ? 'dragged' : ''}>
        {phase.at === 'closed' && (
          <ClosedView
            known={known}
            failure={phase.failure}
            said={phase.said === null ? null : saidWords(phase.said, speech)}
            open={open}
            give={look}
          />
        )}
        {phase.at === 'opening' && (
          <WaitingView
            progress={phase.progress}
            stop={() => {
              lock(null);
            }}
          />
        )}
        {phase.at === 'open' && (
          <OpenView
            opened={phase.opened}
            opening={opening}
            lock={() => {
              lock('locked');
            }}
          />
        )}
      </main>
      <p class="unseen" role="status">
        {status}
      </p>
    </SpeechContext.Provider>
  );
}

type Spoken = ReturnType<typeof speechOf>;

function saidWords(said: Locked, { label }: Spoken): string {
  return said === 'locked'
    ? label('Locked. The keys are gone from this page.')
    : label('Locked after {count} minutes without a touch. The keys are gone from this page.', {
        count: idleMinutes,
      });
}

function openedWords({ pcs }: Opened, { label }: Spoken): string {
  const count = pcs.length;
  return label(count === 1 ? '{count} PC opened.' : '{count} PCs opened.', { count });
}
