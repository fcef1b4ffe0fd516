// The form that takes a passphrase or a recovery code. What was typed leaves it when it is handed in.
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Failure, Secret } from '../opening.js';
import { FailureBox } from './failure-box.js';
import { useSpeech } from './speech-context.js';

interface Props {
  readonly hasRecovery: boolean;
  readonly failure: Failure | null;
  readonly open: (secret: Secret) => void;
}

type Field = HTMLInputElement | HTMLTextAreaElement;

export function UnlockForm({ hasRecovery, failure, open }: Props): JSX.Element {
  const { label } = useSpeech();
  const [kind, setKind] = useState<Secret['kind']>(() =>
    failure?.code === 'BAD_RECOVERY_CODE' ? 'recovery-code' : 'passphrase',
  );
  const field = useRef<Field>(null);
  useEffect(() => {
    field.current?.focus();
  }, [kind, failure]);
  const submit = (event: Event): void => {
    event.preventDefault();
    const { current } = field;
    if (current === null) return;
    const text = current.value;
    current.value = '';
    open({ kind, text });
  };
  const failed = failure === null ? {} : { 'aria-invalid': true, 'aria-describedby': 'failure' };
  const what = { kind, field, failed };
  return (
    <form onSubmit={submit} autocomplete="off">
      {hasRecovery && (
        <fieldset class="kinds">
          <legend>{label('What opens them')}</legend>
          <Kind is="passphrase" now={kind} choose={setKind} words={label('Passphrase')} />
          <Kind is="recovery-code" now={kind} choose={setKind} words={label('Recovery code')} />
        </fieldset>
      )}
      {kind === 'passphrase' ? <PassphraseField {...what} /> : <CodeField {...what} />}
      {failure !== null && <FailureBox failure={failure} id="failure" />}
      <button type="submit" class="first">
        {label('Open')}
      </button>
    </form>
  );
}

function Kind(props: {
  readonly is: Secret['kind'];
  readonly now: Secret['kind'];
  readonly choose: (kind: Secret['kind']) => void;
  readonly words: string;
}): JSX.Element {
  const { is, now, choose, words } = props;
  return (
    <label>
      <input
        type="radio"
        name="kind"
        value={is}
        checked={is === now}
        onChange={() => {
          choose(is);
        }}
      />
      <span>{words}</span>
    </label>
  );
}

interface FieldProps {
  readonly field: { current: Field | null };
  readonly failed: { readonly 'aria-invalid'?: boolean; readonly 'aria-describedby'?: string };
}

function PassphraseField({ field, failed }: FieldProps): JSX.Element {
  const { label } = useSpeech();
  const [isSeen, setSeen] = useState(false);
  const [isCaps, setCaps] = useState(false);
  const watch = (event: KeyboardEvent): void => {
    setCaps(event.getModifierState('CapsLock'));
  };
  return (
    <>
      <label class="field">
        <span>{label('Passphrase')}</span>
        <small>{label('The passphrase that the backups were made with.')}</small>
        <input
          ref={(element) => {
            field.current = element;
          }}
          type={isSeen ? 'text' : 'password'}
          name="passphrase"
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          onKeyUp={watch}
          onKeyDown={watch}
          {...failed}
        />
      </label>
      {isCaps && !isSeen && <p class="caps">{label('Caps Lock is on')}</p>}
      <label class="check">
        <input
          type="checkbox"
          checked={isSeen}
          onChange={() => {
            setSeen(!isSeen);
          }}
        />
        <span>{label('Show what I type')}</span>
      </label>
    </>
  );
}

function CodeField({ field, failed }: FieldProps): JSX.Element {
  const { label } = useSpeech();
  return (
    <label class="field">
      <span>{label('Recovery code')}</span>
      <small>
        {label('The code as it is printed. Of a code in shares: each share on a line of its own.')}
      </small>
      <textarea
        ref={(element) => {
          field.current = element;
        }}
        name="recovery-code"
        rows={3}
        autocomplete="off"
        autocapitalize="characters"
        spellcheck={false}
        {...failed}
      />
    </label>
  );
}
