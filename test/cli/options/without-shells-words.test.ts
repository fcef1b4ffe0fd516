// What a command says is shown as it comes, and nothing that a shell says of the command, wherever the
// pieces end in which it comes.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutShellsWords } from '../../../src/cli/options/without-shells-words.js';
import { shellProgram } from '../../../src/system/child-environment.js';

const command = 'zealous unroll zipping wreath';
const shell = shellProgram();
const lines = {
  [`${shell}: 1: zealous: not found\n`]: '',
  [`'zealous' is not recognized as a command\n`]: '',
  [`"zealous" is not recognized`]: '',
  'gpg: decryption failed\n': 'gpg: decryption failed\n',
  '\n': '\n',
  [`${shell.slice(0, 4)}\n`]: `${shell.slice(0, 4)}\n`,
  'Password: ': 'Password: ',
};

function shown(pieces: readonly string[]): string {
  const said = withoutShellsWords(command);
  return pieces.map((piece) => said.take(piece)).join('') + said.end();
}

describe('what a command says', () => {
  it('is the same in any pieces', () => {
    const ended = Object.keys(lines).filter((line) => line.endsWith('\n'));
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...ended)),
        fc.constantFrom(...Object.keys(lines)),
        fc.array(fc.nat({ max: 40 })),
        (whole, last, lengths) => {
          const text = [...whole, last].join('');
          const expected = [...whole, last].map((line) => lines[line] ?? '').join('');
          const pieces: string[] = [];
          let at = 0;
          for (const length of lengths) pieces.push(text.slice(at, (at += length)));
          expect(shown([...pieces, text.slice(at)])).toBe(expected);
          expect(shown(Array.from(text))).toBe(expected);
        },
      ),
    );
  });

  it('is shown at once where it asks without ending the line', () => {
    expect(withoutShellsWords(command).take('Password: ')).toBe('Password: ');
  });
});
