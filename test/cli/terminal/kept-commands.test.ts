import { describe, expect, it } from 'vitest';
import { keptCommands } from '../../../src/cli/terminal/kept-commands.js';
import { laidOut } from '../../../src/cli/terminal/layout.js';

describe('a command inside a sentence', () => {
  it.each([
    'slui 0x2a 0x80070002',
    'slui 4',
    'slmgr /ato',
    'net helpmsg 1168',
    'cscript ospp.vbs /act',
  ])('stays on one line: %s', (command) => {
    const text = `Let Windows say now ${command}.`;
    for (let columns = 24; columns < 60; columns += 1)
      expect(laidOut(keptCommands(text), columns)).toContain(command);
    expect(laidOut(keptCommands(text), null)).toBe(text);
  });
});
