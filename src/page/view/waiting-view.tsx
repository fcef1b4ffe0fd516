// The page while it opens: what goes on, for how long, and a way to stop it.
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Progress } from '../opening.js';
import { useSpeech } from './speech-context.js';

interface Props {
  readonly progress: Progress | null;
  readonly stop: () => void;
}

export function WaitingView({ progress, stop }: Props): JSX.Element {
  const { label } = useSpeech();
  const heading = useRef<HTMLHeadingElement>(null);
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    heading.current?.focus();
    const start = Date.now();
    const timer = setInterval(() => {
      setSeconds(Math.floor((Date.now() - start) / 1000));
    }, 500);
    return () => {
      clearInterval(timer);
    };
  }, []);
  const words = label('Opening the backups …');
  return (
    <section class="card waiting" aria-busy="true">
      <h1 ref={heading} tabIndex={-1}>
        {words}
      </h1>
      <div class="bar" role="progressbar" aria-label={words}>
        <div />
      </div>
      {progress === 'deriving' && (
        <p>
          {label(
            'Making the key from the passphrase. This takes a few seconds, on a phone longer; it is what makes guessing slow.',
          )}
        </p>
      )}
      <p class="soft">{label('{count} s so far', { count: seconds })}</p>
      <button type="button" onClick={stop}>
        {label('Stop')}
      </button>
    </section>
  );
}
