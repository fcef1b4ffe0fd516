// Why something does not open, in a clear word, and what to do about it.
import type { JSX } from 'preact';
import type { Failure, Slip } from '../opening.js';
import { failureWords } from '../words/failure-words.js';
import { Icon } from './icon.js';
import { useSpeech } from './speech-context.js';

/** Where the detail is what helps: it names the group, or the memory that there was not. */
const telling: ReadonlySet<Failure['code']> = new Set([
  ...(['BAD_RECOVERY_CODE', 'BAD_PASSPHRASE', 'COST_REFUSED', 'FAILURE'] as const),
]);

export function FailureBox(props: {
  readonly failure: Failure;
  readonly about?: string;
  readonly id?: string;
}): JSX.Element {
  const { failure, about, id } = props;
  const { language, label, sentence, languageOf } = useSpeech();
  const { what, todo } = failureWords(failure.code, language);
  return (
    <div class="failure" role="alert" id={id} data-code={failure.code}>
      <Icon name="beware" />
      <div>
        {about !== undefined && <p class="about">{about}</p>}
        <p>
          <strong>{what}</strong> {todo}
        </p>
        {failure.slips?.map((slip) => (
          <p>{slipWords(slip, label)}</p>
        ))}
        <details open={telling.has(failure.code)}>
          <summary>{label('In detail')}</summary>
          <p lang={languageOf(failure.message)}>{sentence(failure.message)}</p>
        </details>
      </div>
    </div>
  );
}

function slipWords(slip: Slip, label: ReturnType<typeof useSpeech>['label']): string {
  if (slip.kind === 'caps-lock')
    return label('Caps Lock may have been on: capital and small letters differ.');
  const { word, nearest } = slip;
  return nearest === null
    ? label('“{word}” is not in the list of words.', { word })
    : label('“{word}” is not in the list of words; did you mean “{nearest}”?', { word, nearest });
}
