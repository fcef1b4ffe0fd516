// The units for systemd: by systemd's own checker, by content, and how systemctl is asked.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
  serviceUnit,
  systemdScheduler,
  timerUnit,
} from '../../../src/household/schedule/systemd.js';
import { onPath } from '../../support/on-path.js';
import { type RealPart, realPart } from '../../support/real-parts.js';
import { awkwardJob, testSystem } from '../../support/scheduler.js';
import { never } from '../../support/signal.js';

const analyzePart: RealPart<string> = {
  name: 'systemd-analyze',
  install: 'apt-get install -y systemd',
  find: () => (process.platform === 'linux' ? onPath('systemd-analyze') : null),
};
const analyze = realPart(analyzePart);
const folder = mkdtempSync(join(tmpdir(), 'vault-units-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** What the checker says of the units; empty where they are good. */
function verified(service: string, timer: string): string {
  const files = ['product-key-vault.service', 'product-key-vault.timer'];
  for (const [i, text] of [service, timer].entries()) {
    mkdirSync(join(folder, 'run'), { recursive: true, mode: 0o700 });
    writeFileSync(join(folder, files[i] ?? ''), text);
  }
  const args = ['verify', '--user', '--man=no', ...files.map((file) => join(folder, file))];
  const env = { PATH: process.env['PATH'], HOME: folder, XDG_RUNTIME_DIR: join(folder, 'run') };
  try {
    execFileSync(analyze ?? '', args, { env, stdio: 'pipe' });
    return '';
  } catch (error) {
    return String((error as { stderr?: Buffer }).stderr ?? error);
  }
}

describe('the units', () => {
  it.skipIf(analyze === null)('pass the checker of systemd, whatever is in their words', () => {
    expect(verified(serviceUnit(awkwardJob), timerUnit())).toBe('');
    // It can say no.
    expect(verified(serviceUnit({ ...awkwardJob, command: ['/nowhere'] }), timerUnit())).toContain(
      '/nowhere',
    );
  });

  it('keep each word one word, and nothing of it for systemd itself', () => {
    expect(serviceUnit(awkwardJob)).toContain(
      [
        'ExecStart="/usr/bin/env" "/opt/product key vault/vault.js" "push" "--from"',
        '"D:\\\\Eigene Dateien\\\\" "100 %% \\"sure\\" of $$HOME & <more>"\n',
      ].join(' '),
    );
    expect(serviceUnit(awkwardJob)).toContain('Environment="XDG_STATE_HOME=/home/anna/my state"\n');
  });

  it('make up for a day that was slept through', () => {
    expect(timerUnit()).toMatch(/^OnCalendar=daily$/m);
    expect(timerUnit()).toMatch(/^Persistent=true$/m);
    expect(timerUnit()).toMatch(/^WantedBy=timers.target$/m);
  });
});

describe('the timer', () => {
  const timer = '/home/anna/.config/systemd/user/product-key-vault.timer';
  const told = {
    'systemctl --user --no-ask-password show product-key-vault.timer': {
      stdout:
        'UnitFileState=enabled\nLastTriggerUSec=@1795200000\nNextElapseUSecRealtime=@1795286400\n',
    },
    'systemctl --user --no-ask-password show product-key-vault.service': {
      stdout: 'ExecMainStatus=3\n',
    },
  };

  it('is written, made known and enabled, and tells when it ran and will', async () => {
    const { effects, files, ran } = testSystem(told);
    const state = await systemdScheduler(effects).on(awkwardJob, never);
    expect([...files.keys()].sort()).toEqual([
      '/home/anna/.config/systemd/user/product-key-vault.service',
      timer,
    ]);
    expect(ran.slice(0, 2)).toEqual([
      'systemctl --user --no-ask-password daemon-reload',
      'systemctl --user --no-ask-password enable --now product-key-vault.timer',
    ]);
    expect(state).toEqual({
      state: 'on',
      lastRun: new Date(1795200000000),
      lastStatus: 3,
      nextRun: new Date(1795286400000),
      fault: null,
    });
  });

  it('that never ran has no status yet', async () => {
    const stdout = 'UnitFileState=enabled\nLastTriggerUSec=\nNextElapseUSecRealtime=@1795286400\n';
    const { effects, files } = testSystem({
      ...told,
      'systemctl --user --no-ask-password show product-key-vault.timer': { stdout },
    });
    files.set(timer, new Uint8Array());
    const state = await systemdScheduler(effects).state(never);
    expect(state).toMatchObject({ state: 'on', lastRun: null, lastStatus: null });
  });

  it('stays written where nothing can be asked, and says why', async () => {
    const stderr = 'Failed to connect to bus: No medium found\n';
    const { effects, files } = testSystem({ systemctl: { status: 1, stderr } });
    const scheduler = systemdScheduler(effects);
    const state = await scheduler.on(awkwardJob, never);
    expect(state).toMatchObject({ state: 'written', fault: stderr.trim() });
    expect(files.size).toBe(2);
    expect(await scheduler.state(never)).toMatchObject({ state: 'written' });
    expect(await scheduler.off(never)).toEqual({ wasOn: true, fault: stderr.trim() });
    expect(files.size).toBe(0);
    expect(await scheduler.state(never)).toMatchObject({ state: 'off', fault: null });
  });

  it('tells the failure, and no step before it', async () => {
    const bus = 'Failed to connect to bus: No medium found';
    const link = '/home/anna/.config/systemd/user/timers.target.wants/product-key-vault.timer';
    const both = { stdout: `Created symlink ${link}.\n`, stderr: `Removed "${link}".\n${bus}\n` };
    const { effects } = testSystem({ systemctl: { status: 1, ...both } });
    const scheduler = systemdScheduler(effects);
    expect(await scheduler.on(awkwardJob, never)).toMatchObject({ state: 'written', fault: bus });
    expect(await scheduler.off(never)).toEqual({ wasOn: true, fault: bus });
    const silent = testSystem({ systemctl: { status: 1, stderr: `Created symlink ${link}.\n` } });
    expect(await systemdScheduler(silent.effects).on(awkwardJob, never)).toMatchObject({
      fault: 'it ended with status 1',
    });
    const well = testSystem({ systemctl: { status: 0, stderr: `Removed "${link}".\n` } });
    well.files.set(timer, new Uint8Array());
    expect(await systemdScheduler(well.effects).off(never)).toEqual({ wasOn: true, fault: null });
  });

  it('that was never there is not turned off', async () => {
    const { effects, ran } = testSystem();
    expect(await systemdScheduler(effects).off(never)).toEqual({ wasOn: false, fault: null });
    expect(ran).toEqual([]);
  });
});
