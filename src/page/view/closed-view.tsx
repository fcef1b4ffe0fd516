// The page before anything is open: what there is to open, and what opens it.
import type { JSX, TargetedEvent } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Failure, GivenFile, Known, Secret } from '../opening.js';
import { FailureBox } from './failure-box.js';
import { readFiles } from './given-files.js';
import { PromiseView } from './promise-view.js';
import { useSpeech } from './speech-context.js';
import { UnlockForm } from './unlock-form.js';

interface Props {
  readonly known: Known | null;
  readonly failure: Failure | null;
  /** What has just happened. */
  readonly said: string | null;
  readonly open: (secret: Secret) => void;
  readonly give: (files: readonly GivenFile[]) => void;
}

export function ClosedView({ known, failure, said, open, give }: Props): JSX.Element {
  const { label } = useSpeech();
  const heading = useRef<HTMLHeadingElement>(null);
  const count = known === null ? 0 : known.inside + known.inFiles;
  useEffect(() => {
    if (said !== null) heading.current?.focus();
  }, [said]);
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {label('Get your product keys back')}
      </h1>
      {said !== null && <p class="note">{said}</p>}
      <section class="card" aria-busy={known === null}>
        <KnownWords known={known} />
        {known?.refused.map((one) => (
          <FailureBox failure={one.failure} about={label('Not used: {name}', { name: one.name })} />
        ))}
        {known !== null && count === 0 && <FileChoice give={give} />}
        {count > 0 && (
          <UnlockForm hasRecovery={known?.hasRecovery !== false} failure={failure} open={open} />
        )}
        {count === 0 && failure !== null && <FailureBox failure={failure} />}
      </section>
      {count > 0 && (
        <details class="more">
          <summary>{label('Other backups')}</summary>
          <FileChoice give={give} />
        </details>
      )}
      <PromiseView />
    </>
  );
}

function KnownWords({ known }: { readonly known: Known | null }): JSX.Element {
  const { label } = useSpeech();
  if (known === null) return <p>{label('Looking at the backups …')}</p>;
  const { inside, inFiles, pcs } = known;
  const lines = [
    ...(inside === 1 ? [label('{count} backup is inside this page.', { count: 1 })] : []),
    ...(inside > 1 && pcs === 1
      ? [label('{count} backups of one PC are inside this page.', { count: inside })]
      : []),
    ...(inside > 1 && pcs > 1
      ? [label('{count} backups of {pcs} PCs are inside this page.', { count: inside, pcs })]
      : []),
    ...(inFiles === 1 ? [label('{count} backup came from files.', { count: 1 })] : []),
    ...(inFiles > 1 ? [label('{count} backups came from files.', { count: inFiles })] : []),
  ];
  const none = label(
    'This page holds no backup. Give it one: a file that ends in .vault, or its text form.',
  );
  return <p class="lead">{lines.length === 0 ? none : lines.join(' ')}</p>;
}

function FileChoice({ give }: Pick<Props, 'give'>): JSX.Element {
  const { label } = useSpeech();
  const take = (event: TargetedEvent<HTMLInputElement>): void => {
    const input = event.currentTarget;
    void readFiles(input.files ?? []).then((files) => {
      input.value = '';
      give(files);
    });
  };
  return (
    <label class="drop">
      <input type="file" multiple class="unseen" onChange={take} />
      <span class="button">{label('Choose files')}</span>
      <span>{label('or drop them here, or paste the text form')}</span>
    </label>
  );
}
