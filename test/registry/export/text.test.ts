import { describe, expect, it } from 'vitest';
import { lineCutter } from '../../../src/registry/export/lines.js';
import { regHeader, regTextReader } from '../../../src/registry/export/text.js';

/** What a reader made of a text: values as `key|name|type|hex`, and the errors. */
function read(text: string, isWanted = (key: string): boolean => key !== '') {
  const values: string[] = [];
  const errors: string[] = [];
  let current = '';
  const reader = regTextReader(
    { isAnsi: false },
    {
      onKey: (path) => {
        current = path;
        return isWanted(path);
      },
      onValue: (name, { type, data }) => {
        values.push(`${current}|${name}|${type}|${Buffer.from(data).toString('hex')}`);
      },
      onBroken: ({ message }) => {
        errors.push(message);
      },
    },
  );
  const bytes = Buffer.from(text);
  const cutter = lineCutter(bytes);
  for (const line of [...cutter.push(bytes), ...cutter.end()]) reader.line(line);
  reader.end();
  return { values, errors };
}

describe('regHeader', () => {
  it('knows both forms', () => {
    expect(regHeader('Windows Registry Editor Version 5.00')).toEqual({ isAnsi: false });
    expect(regHeader('REGEDIT4')).toEqual({ isAnsi: true });
  });

  it.each(['', 'regf', 'Windows Registry Editor', '[HKEY_LOCAL_MACHINE]'])('not %j', (text) => {
    expect(regHeader(text)).toBeNull();
  });
});

describe('the text of an export', () => {
  it('is keys and the values below them, in any layout', () => {
    const { values, errors } = read(
      [
        '; a comment',
        '[A\\B]',
        '"one"=dword:00000001',
        '  "two" = hex:01,\\',
        '    02,\\',
        '    03',
        '@=hex(0):',
        '',
        '[C [x] \\D]',
        '"a\\"b=\\\\"=hex:00',
      ].join('\r\n'),
    );
    expect(errors).toEqual([]);
    expect(values).toEqual([
      'A\\B|one|4|01000000',
      'A\\B|two|3|010203',
      'A\\B||0|',
      'C [x] \\D|a"b=\\|3|00',
    ]);
  });

  it('may have strings of several lines', () => {
    const { values } = read('[A]\n"s"="x\n[not a key]\ny"\n"t"=hex:01');
    expect(values).toEqual([
      `A|s|1|${Buffer.from('x\n[not a key]\ny\0', 'utf16le').toString('hex')}`,
      'A|t|3|01',
    ]);
  });

  it('is read without what it deletes', () => {
    expect(read('[A]\n"x"=-\n[-B]\n"y"=hex:01\n[C]\n"z"=hex:02').values).toEqual(['C|z|3|02']);
  });

  it('is not read in keys that nobody wants, broken or not', () => {
    const text = '[A]\n"x"=nonsense\n[B]\n"y"=hex:01\n[A]\n"z"="no end\n[HKEY_X]\n"w"=hex:02';
    expect(read(text, (key) => key !== 'A')).toEqual({
      values: ['B|y|3|01', 'HKEY_X|w|3|02'],
      errors: [],
    });
  });

  it.each([
    ['a value that ends with the file', '[A]\n"x"=hex:01,\\', /line 2: .* more bytes/],
    ['a string that ends with the file', '[A]\n\n"x"="no end', /line 3: .* closing quote/],
    ['a name without an end', '[A]\n"x=hex:01', /line 2: .* equals sign/],
    ['a name without a value', '[A]\n"x"', /line 2: .* equals sign/],
    ['broken bytes', '[A]\n"x"=hex:01,\\\n  zz', /line 2: .* hex digits/],
    ['a key without its bracket', '[A]\n[B', /line 2: .* bracket/],
    ['a line without end', `[A]\n"x"="${'y'.repeat(3_000_000)}"`, /line 2: .* characters/],
    ['empty lines without end', `[A]\n"x"="${'\n'.repeat(1_100_000)}`, /line 2: .* characters/],
    ['a value without end', `[A]\n"x"=hex:${'00,\\\n'.repeat(400_000)}00`, /line 2: .* characters/],
  ])('names the line of %s, and goes on', (_, text, message) => {
    const { values, errors } = read(`${text}\n[HKEY_B]\n"after"=hex:01`);
    expect(errors[0]).toMatch(message);
    expect(values).toEqual(['HKEY_B|after|3|01']);
  });
});
