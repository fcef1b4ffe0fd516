// One PC: whether its Windows comes back, before anything else; then its licences.
import type { JSX } from 'preact';
import type { ShownLicence, ShownPc } from '../opening.js';
import { Icon, type IconName } from './icon.js';
import { LicenceCard } from './licence-card.js';
import type { Keys } from './keys.js';
import { useSpeech } from './speech-context.js';
import { Steps } from './steps.js';

interface Props {
  readonly pc: ShownPc;
  readonly keys: Keys;
}

const tones: Readonly<Record<ShownPc['verdict']['windows'], IconName>> = {
  'comes-back': 'good',
  'own-key': 'good',
  'needs-key': 'beware',
  organisation: 'about',
  trial: 'about',
  'not-activated': 'beware',
  unknown: 'about',
  none: 'about',
};

export function PcCard({ pc, keys }: Props): JSX.Element {
  const { label, day } = useSpeech();
  const name = pc.name ?? label('A PC without a name');
  const titleId = `pc-${pc.id.replace(/\W+/g, '-')}`;
  const others = pc.licences.filter(({ isByTheWay }) => isByTheWay);
  const main = pc.licences.filter(({ isByTheWay }) => !isByTheWay);
  const card = (licence: ShownLicence): JSX.Element => (
    <LicenceCard key={licence.entry} pc={pc.id} licence={licence} keys={keys} />
  );
  return (
    <article class="card pc" aria-labelledby={titleId}>
      <header>
        <h2 id={titleId}>{name}</h2>
        <p class="soft">
          {pc.windows !== null && `${pc.windows} · `}
          {label('Backup of {day}', { day: day(pc.takenAt) })}
        </p>
      </header>
      <VerdictView pc={pc} />
      {pc.isOlder && (
        <p class="notes">
          <Icon name="beware" />
          <span>
            {label(
              'A newer backup of this PC does not open: what only that holds is missing here.',
            )}
          </span>
        </p>
      )}
      {pc.steps.length > 0 && (
        <section>
          <h3>{label('To have Windows again')}</h3>
          <Steps steps={pc.steps} />
        </section>
      )}
      {main.map(card)}
      {others.length > 0 && (
        <details class="more">
          <summary>
            {label(
              others.length === 1
                ? "{count} more key that is nobody's own"
                : "{count} more keys that are nobody's own",
              { count: others.length },
            )}
          </summary>
          {others.map(card)}
        </details>
      )}
    </article>
  );
}

function VerdictView({ pc }: Pick<Props, 'pc'>): JSX.Element {
  const { label, sentence } = useSpeech();
  const [first = label('No product key was found.'), ...rest] = pc.words.map((words) =>
    capital(sentence(words)),
  );
  const tone =
    pc.verdict.toFind > 0 && tones[pc.verdict.windows] === 'about'
      ? 'beware'
      : tones[pc.verdict.windows];
  return (
    <div class={`verdict verdict-${tone}`}>
      <Icon name={tone} />
      <div>
        <p class="lead">{first}.</p>
        {rest.length > 0 && (
          <ul>
            {rest.map((words) => (
              <li>{words}</li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
