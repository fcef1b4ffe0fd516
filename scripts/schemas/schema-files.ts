// The texts of docs/schemas/, for the script that writes them and the test that compares them.
import { toJsonSchema } from '@valibot/to-json-schema';
import { configSchema } from '../../src/household/config.js';
import { exportOutput } from '../../src/report/export-report.js';
import { explainOutput } from '../../src/report/explained-report.js';
import { doctorOutput } from '../../src/report/findings.js';
import * as output from '../../src/report/json-output.js';
import { kitOutput } from '../../src/report/kit-report.js';
import * as looked from '../../src/report/looked-output.js';
import { scheduleOutput } from '../../src/report/schedule-report.js';
import * as upkeep from '../../src/report/upkeep-output.js';
import { sheetOutput } from '../../src/report/sheet-report.js';
import { contentSchema } from '../../src/record/schema.js';

const shapes = {
  'collect.schema.json': { title: 'vault collect --json', shape: output.collectOutput },
  'push.schema.json': { title: 'vault push --json', shape: output.pushOutput },
  'import.schema.json': { title: 'vault import --json', shape: output.importOutput },
  'add.schema.json': {
    title: 'vault add --json, vault edit --json, vault remove-key --json',
    shape: output.addOutput,
  },
  'kit.schema.json': { title: 'vault kit --json', shape: kitOutput },
  'sync.schema.json': { title: 'vault sync --json', shape: upkeep.syncOutput },
  'prune.schema.json': { title: 'vault prune --json', shape: upkeep.pruneOutput },
  'forget.schema.json': { title: 'vault forget --json', shape: upkeep.forgetOutput },
  'passphrase-change.schema.json': {
    title: 'vault passphrase change --json, vault recovery create --replace --json',
    shape: upkeep.changeOutput,
  },
  'passphrase.schema.json': {
    title: 'vault passphrase remember --json, vault passphrase forget --json',
    shape: upkeep.rememberOutput,
  },
  'recovery.schema.json': { title: 'vault recovery create --json', shape: output.recoveryOutput },
  'recovery-check.schema.json': {
    title: 'vault recovery check --json',
    shape: output.recoveryCheckOutput,
  },
  'pull.schema.json': { title: 'vault pull --json, vault list --json', shape: output.pullOutput },
  'export.schema.json': { title: 'vault export --json', shape: exportOutput },
  'explain.schema.json': { title: 'vault explain --json', shape: explainOutput },
  'sheet.schema.json': { title: 'vault sheet --json', shape: sheetOutput },
  'status.schema.json': { title: 'vault status --json', shape: looked.statusOutput },
  'check.schema.json': { title: 'vault check --json', shape: looked.checkOutput },
  'drill.schema.json': { title: 'vault drill --json', shape: looked.drillOutput },
  'targets.schema.json': { title: 'vault target --json', shape: output.targetsOutput },
  'doctor.schema.json': { title: 'vault doctor --json', shape: doctorOutput },
  'schedule.schema.json': { title: 'vault schedule --json', shape: scheduleOutput },
  'completion.schema.json': { title: 'vault completion --json', shape: output.completionOutput },
  'failure.schema.json': {
    title: 'any command that fails, with --json',
    shape: output.failureOutput,
  },
  'record.schema.json': { title: 'the plaintext of a record', shape: contentSchema },
  'config.schema.json': { title: 'config.json', shape: configSchema },
};

/** Each schema's file name and text. */
export function schemaFiles(): { name: string; text: string }[] {
  return Object.entries(shapes).map(([name, { title, shape }]) => {
    const schema = toJsonSchema(shape, { errorMode: 'ignore' });
    return { name, text: `${JSON.stringify({ ...schema, title }, null, 2)}\n` };
  });
}
