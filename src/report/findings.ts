// What a doctor found, as findings: each with what it means and the next step. What is a problem, and what is
// only advice, is decided here alone.
import * as v from 'valibot';
import { type Hint, type VaultError, exitStatus, hint, hintText } from '../errors.js';
import type { Examination, ExaminedPlace } from '../vault/examine.js';
import { contractFaults } from '../vault/places/contract-trial.js';
import { schema } from './json-output.js';
import type { StepWords } from './failure.js';

/** What is looked at. */
const findingSubjects = [
  'program',
  'node',
  'native-part',
  'config',
  'state',
  'place',
  'contract',
  'clock',
  'recovery',
  'schedule',
] as const;

/** One thing that was found. */
export interface Finding {
  readonly subject: (typeof findingSubjects)[number];
  /** `ok` is good, `advice` could be better, `problem` has to be mended. */
  readonly level: 'ok' | 'advice' | 'problem';
  /** The place that it is about. */
  readonly place: string | null;
  readonly message: string;
  /** What to do about it. */
  readonly hint: Hint | null;
}

/** `vault doctor --json` */
export const doctorOutput = v.object({
  schema,
  /** Whether nothing has to be mended. */
  healthy: v.boolean(),
  findings: v.array(
    v.object({
      subject: v.picklist(findingSubjects),
      level: v.picklist(['ok', 'advice', 'problem']),
      target: v.nullable(v.string()),
      message: v.string(),
      hint: v.nullable(v.string()),
    }),
  ),
});

export type DoctorOutput = v.InferOutput<typeof doctorOutput>;

/** What this PC is, beside what the vault tells. */
export interface Surroundings {
  readonly version: string;
  readonly node: string;
  /** Native parts that this system needs, and whether they are installed. */
  readonly parts: readonly {
    readonly name: string;
    readonly for: string;
    readonly isThere: boolean;
  }[];
  readonly configPath: string;
  readonly configFault: VaultError | null;
  /** Entries of the config that are of no use. */
  readonly entryFaults: readonly { readonly name: string; readonly error: VaultError }[];
  readonly places: number;
  readonly schedule: 'on' | 'written' | 'off';
}

/** Everything that there is to say, the worst of each subject where it belongs. */
export function findingsOf(about: Surroundings, examined: Examination): readonly Finding[] {
  return [
    ok('program', `version ${about.version}`),
    nodeFinding(about.node),
    ...about.parts.map(partFinding),
    ...configFindings(about),
    ...memoryFindings(examined.memory),
    ...examined.places.flatMap(placeFindings),
    recoveryFinding(examined.memory.hasRecoveryCode),
    scheduleFinding(about.schedule),
  ];
}

/** 21 where something has to be mended. */
export function doctorStatus(findings: readonly Finding[]): number {
  const isHealthy = findings.every(({ level }) => level !== 'problem');
  return isHealthy ? exitStatus.ok : exitStatus.problemsFound;
}

/** The findings as data. */
export function doctorReport(
  findings: readonly Finding[],
  words: StepWords,
): Omit<DoctorOutput, 'schema'> {
  return {
    healthy: doctorStatus(findings) === exitStatus.ok,
    findings: findings.map(({ subject, level, place, message, hint: next }) => ({
      ...{ subject, level, target: place, message },
      hint: next === null ? null : hintText(next, words),
    })),
  };
}

type Subject = Finding['subject'];

function ok(subject: Subject, message: string, place: string | null = null): Finding {
  return { subject, level: 'ok', place, message, hint: null };
}

function finding(
  level: 'advice' | 'problem',
  subject: Subject,
  message: string,
  rest: { readonly place?: string; readonly hint?: Hint | undefined } = {},
): Finding {
  return { subject, level, message, place: rest.place ?? null, hint: rest.hint ?? null };
}

/** Node 20 is past its end. */
const oldestCurrent = 22;

function nodeFinding(version: string): Finding {
  const major = Number(version.split('.')[0]);
  if (major >= oldestCurrent) return ok('node', `Node ${version}`);
  return finding('advice', 'node', `Node ${version} gets no more repairs`, {
    hint: 'Install the current LTS version from nodejs.org.',
  });
}

function partFinding({ name, for: purpose, isThere }: Surroundings['parts'][number]): Finding {
  if (isThere) return ok('native-part', `${name} is installed (${purpose})`);
  return finding('problem', 'native-part', `${name} is not installed (${purpose})`, {
    hint: 'Install the program again without leaving out optional packages (npm install).',
  });
}

function configFindings(about: Surroundings): readonly Finding[] {
  const { configFault, configPath, entryFaults, places } = about;
  if (configFault !== null) {
    const { message } = configFault;
    const next = configFault.hint ?? 'Mend the file, or move it away and add the places again.';
    return [finding('problem', 'config', message, { hint: next })];
  }
  const faults = entryFaults.map(({ name, error }) =>
    finding('problem', 'config', error.message, {
      place: name,
      hint:
        error.hint ??
        hint`Take it out, and add it again: ${{ do: 'target-remove', given: [name] }}`,
    }),
  );
  if (faults.length > 0) return faults;
  if (places > 0) return [ok('config', `${configPath} can be read`)];
  return [
    finding('advice', 'config', 'no place is kept, so each push has to be told where to', {
      hint: hint`Keep one: ${{ do: 'target-add', given: ['stick', 'E:\\product-key-vault'] }}`,
    }),
  ];
}

function memoryFindings({ warnings, pushedAt }: Examination['memory']): readonly Finding[] {
  const faults = warnings.map(({ message, hint: next }) =>
    finding('problem', 'state', message, {
      hint: next ?? hint`The next push writes it anew: ${{ do: 'push' }}`,
    }),
  );
  if (faults.length > 0) return faults;
  if (pushedAt !== null) return [ok('state', `the last push was at ${pushedAt}`)];
  return [
    finding('advice', 'state', 'this PC has pushed nothing that it remembers', {
      hint: hint`Back up what is here: ${{ do: 'push' }}`,
    }),
  ];
}

function placeFindings(examined: ExaminedPlace): readonly Finding[] {
  const { target: place, error, contract, aheadAt } = examined;
  if (error !== null) {
    const next = error.hint ?? hint`This tries it again: ${{ do: 'target-test', given: [place] }}`;
    return [finding('problem', 'place', error.message, { place, hint: next })];
  }
  const faults = (contract?.faults ?? []).map(({ part, why }) =>
    finding(
      'problem',
      'contract',
      [contractFaults[part], why?.message].filter(Boolean).join(': '),
      {
        place,
        hint:
          why?.hint ??
          'Keep your backups in another place as well; this one does not do what it must.',
      },
    ),
  );
  const ahead =
    aheadAt === null
      ? []
      : [
          finding('problem', 'clock', `a backup is dated ${aheadAt}, which is still to come`, {
            place,
            hint: 'Look at the clocks of your PCs, this one first.',
          }),
        ];
  return faults.length > 0
    ? [...faults, ...ahead]
    : [ok('place', words(examined), place), ...ahead];
}

function words({ contract }: ExaminedPlace): string {
  if (contract === null) return 'it is there, and gives backups back';
  if (contract.isPutOnly) return 'it takes and gives backups; nothing may be removed there';
  return 'it keeps what is stored, gives it back, and lets nothing be replaced';
}

function recoveryFinding(hasRecoveryCode: boolean | null): Finding {
  if (hasRecoveryCode === true) return ok('recovery', 'there is a recovery code');
  if (hasRecoveryCode === null)
    return ok('recovery', 'a recovery code comes with the first backup');
  return finding('advice', 'recovery', 'there is no recovery code for a lost passphrase', {
    hint: hint`Make one, to be kept on paper: ${{ do: 'recovery-create' }}`,
  });
}

function scheduleFinding(state: Surroundings['schedule']): Finding {
  if (state === 'on') return ok('schedule', 'this PC pushes by itself');
  const message =
    state === 'off'
      ? 'this PC does not push by itself'
      : 'the push by itself is written down, but the scheduler does not know of it';
  return finding(state === 'off' ? 'advice' : 'problem', 'schedule', message, {
    hint: hint`Turn it on: ${{ do: 'schedule-on' }}`,
  });
}
