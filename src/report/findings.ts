// What a doctor found, as findings: each with what it means and the next step. What is a problem, and what is
// only advice, is decided here alone.
import * as v from 'valibot';
import { type Hint, type VaultError, exitStatus, hint, hintText } from '../errors.js';
import type { Examination } from '../vault/examine.js';
import { unfinishedHint } from '../vault/opening/unlock-refusals.js';
import { type Finding, finding, findingSubjects, ok } from './finding.js';
import { placeFindings } from './place-findings.js';
import { schema } from './json-output.js';
import type { StepWords } from './failure.js';

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

/** Why a native part is of no use, and what to install. */
export interface PartFault {
  readonly message: string;
  readonly hint: Hint;
}

/** What this PC is, beside what the vault tells. */
export interface Surroundings {
  readonly version: string;
  readonly node: string;
  /** Native parts that this system needs. */
  readonly parts: readonly {
    readonly name: string;
    readonly for: string;
    /** Null where it was loaded. */
    readonly fault: PartFault | null;
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

/** Node 20 is past its end. */
const oldestCurrent = 22;

function nodeFinding(version: string): Finding {
  const major = Number(version.split('.')[0]);
  if (major >= oldestCurrent) return ok('node', `Node ${version}`);
  return finding('advice', 'node', `Node ${version} gets no more repairs`, {
    hint: 'Install the current LTS version from nodejs.org.',
  });
}

function partFinding({ name, for: purpose, fault }: Surroundings['parts'][number]): Finding {
  if (fault === null) return ok('native-part', `${name} can be loaded (${purpose})`);
  const { message, hint: next } = fault;
  return finding('problem', 'native-part', `${name} (${purpose}): ${message}`, { hint: next });
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

function memoryFindings({
  warnings,
  unwritable,
  isChanging,
  pushedAt,
}: Examination['memory']): readonly Finding[] {
  const faults = warnings.map(({ message, hint: next }) =>
    finding('problem', 'state', message, {
      hint: next ?? hint`The next push writes it anew: ${{ do: 'push' }}`,
    }),
  );
  if (unwritable !== null) {
    const next = unwritable.hint ?? 'Look whether the disk is full, and whose the folder is.';
    faults.push(finding('problem', 'state', unwritable.message, { hint: next }));
  }
  if (isChanging) {
    const message = 'a change of the passphrase was interrupted on this PC, and is not ended';
    faults.push(finding('problem', 'state', message, { hint: unfinishedHint }));
  }
  if (faults.length > 0) return faults;
  if (pushedAt !== null) return [ok('state', `the last push was at ${pushedAt}`)];
  return [
    finding('advice', 'state', 'this PC has pushed nothing that it remembers', {
      hint: hint`Back up what is here: ${{ do: 'push' }}`,
    }),
  ];
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
