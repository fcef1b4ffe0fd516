import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { activationErrors } from '../../src/report/activation-errors.js';
import { activationSources } from '../../src/report/activation-sources.js';
import { activationRemedies } from '../../src/report/activation-remedies.js';
import { activationCode, explained } from '../../src/report/explanation.js';

const known = Object.entries(activationErrors);
const page = readFileSync('docs/activation.md', 'utf8');

describe('the errors of activation', () => {
  it('are those that people meet', () => {
    const asked = '0xC004C003 0xC004C008 0xC004C020 0xC004F050 0xC004F069 0xC004E016 0xC004F074';
    const more = '0xC004F034 0xC004F210 0xC004F213 0x803FA067 0x8007232B 0x80070490';
    expect(known.map(([code]) => code)).toEqual(
      expect.arrayContaining([...asked.split(' '), ...more.split(' ')]),
    );
  });

  it.each(known)('%s has a code and one plain sentence', (code, { meaning }) => {
    expect(code).toMatch(/^0x[0-9A-F]{8}$/);
    expect(meaning).toMatch(/^[A-Z].*[^.]\.$/);
    expect(meaning.match(/[.!?](?= |$)/g)).toHaveLength(1);
    expect(meaning.length).toBeLessThan(110);
  });

  it.each(known)('%s stands in docs/activation.md with the same words', (code, row) => {
    const line = page.split('\n').find((one) => one.startsWith(`| \`${code}\` `)) ?? '';
    const cells = line.split('|').map((cell) => cell.trim());
    expect(cells.slice(2, 5)).toEqual([row.meaning, `[${row.remedy}](#${row.remedy})`, row.source]);
  });

  it('are all that the page has', () => {
    expect(page.match(/^\| `0x/gm)).toHaveLength(known.length);
  });

  it.each(Object.entries(activationSources))('have their source there: %s', (name, source) => {
    expect(page).toContain(`| ${name} `);
    expect(page).toContain(source.address);
    expect(known.some(([, row]) => row.source === name)).toBe(true);
  });

  it.each(Object.entries(activationRemedies))('have a remedy in short steps: %s', (name, steps) => {
    expect(known.some(([, { remedy }]) => remedy === name)).toBe(true);
    expect(page).toContain(`### ${name}\n`);
    for (const step of steps) {
      expect(page.replaceAll(/\s+/g, ' ')).toContain(step);
      expect(step).toMatch(/[.)]$|(?:slmgr|sfc|slui) \/?\w+$|ms-settings:activation$/);
      for (const sentence of step.split(/(?<=\.) /)) expect(sentence.length).toBeLessThan(125);
    }
  });
});

describe('a code that is typed', () => {
  it.each([
    ['0xC004F074', '0xC004F074'],
    ['0xc004f074', '0xC004F074'],
    [' C004F074 ', '0xC004F074'],
    ['-1073418124', '0xC004F074'],
    ['Error: 0xC004F050 The Software Licensing Service reported ...', '0xC004F050'],
    ['0xC004F0', null],
    ['0xC004F074A', null],
    ['1073418124', null],
    ['-9999999999', null],
    ['deadline', null],
    ['', null],
  ])('%s', (typed, code) => {
    expect(activationCode(typed)).toBe(code);
  });

  it('is a code or none, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 2000 }), (typed) => {
        expect(activationCode(typed) ?? '0x00000000').toMatch(/^0x[0-9A-F]{8}$/);
      }),
    );
  });
});

describe('an explanation', () => {
  it('names what it is and what to do', () => {
    const { isKnown, meaning, steps, source } = explained('0xC004C008');
    expect(isKnown).toBe(true);
    expect(meaning).toBe('The key is used on as many PCs as it may be.');
    expect(steps.join()).toContain('slmgr /upk');
    expect(source).toContain('slerror.h');
  });

  it('of a code that is not noted says so, and who tells more', () => {
    const { isKnown, meaning, steps, source } = explained('0x80070002');
    expect({ isKnown, source }).toEqual({ isKnown: false, source: null });
    expect(meaning).toContain('not among those noted');
    expect(steps.join('\n')).toContain('slui 0x2a 0x80070002');
    expect(steps.join('\n')).toContain('net helpmsg 2');
    expect(explained('0xC004FFFF').steps.join()).not.toContain('helpmsg');
    expect(explained('constructor').isKnown).toBe(false);
  });
});
