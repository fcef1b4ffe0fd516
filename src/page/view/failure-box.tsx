// Why something does not open, in a clear word, and what to do about it.
import type { JSX } from 'preact';
import type { Failure } from '../opening.js';
import { failureWords } from '../words/failure-words.js';
import { Icon } from './icon.js';
import { useSpeech } from './speech-context.js';

export function FailureBox(props: {
  readonly failure: Failure;
  readonly about?: string;
  readonly id?: string;
}): JSX.Element {
  const { failure, about, id } = props;
  const { language, label } = useSpeech();
  const { what, todo } = failureWords(failure.code, language);
  return (
    <div class="failure" role="alert" id={id} data-code={failure.code}>
      <Icon name="beware" />
      <div>
        {about !== undefined && <p class="about">{about}</p>}
        <p>
          <strong>{what}</strong> {todo}
        </p>
        <details>
          <summary>{label('In detail')}</summary>
          <p lang="en">{failure.message}</p>
        </details>
      </div>
    </div>
  );
}
