// The text of an e-mail as it was before it was encoded for its way: quoted-printable, where a line and
// with it a key may be cut in two, and base64. Every other text stays as it is. RFC 2045, section 6.

type Encoding = 'none' | 'quoted-printable' | 'base64';

/** A line is not longer in an e-mail: 76 characters, in quoted-printable and in base64. */
const longestRest = 4096;

/** Decodes a text a part at a time. */
export interface MailDecoder {
  /** Whether anything was decoded, so that the lines are no longer those of the file. */
  isMail(): boolean;
  /** What is known of the text so far; a line that is not whole is held back. */
  push(part: string): string;
  /** The last line. */
  end(): string;
}

/** A decoder for one text. */
export function mailDecoder(): MailDecoder {
  let rest = '';
  let isMail = false;
  let encoding: Encoding = 'none';
  let announced: Encoding | null = null;
  const line = (text: string): string => {
    const named = encodingOf(text);
    if (named !== null) announced = named;
    if (/^--\S/.test(text)) [encoding, announced] = ['none', null];
    if (text === '' && announced !== null) [encoding, announced] = [announced, null];
    return decodeLine(text, encoding);
  };
  const end = (): string => {
    const last = isMail ? line(rest) : '';
    rest = '';
    return last;
  };
  return {
    isMail: () => isMail,
    push: (part) => {
      isMail ||= /^content-transfer-encoding:/im.test(part);
      if (!isMail) return part;
      const lines = (rest + part).split(/\r?\n/);
      rest = lines.pop() ?? '';
      const decoded = lines.map(line).join('');
      return rest.length > longestRest ? decoded + end() : decoded;
    },
    end,
  };
}

function encodingOf(line: string): Encoding | null {
  const header = /^content-transfer-encoding:\s*(\S+)\s*$/i.exec(line);
  if (header === null) return null;
  const name = header[1]?.toLowerCase();
  return name === 'base64' || name === 'quoted-printable' ? name : 'none';
}

function decodeLine(text: string, encoding: Encoding): string {
  if (encoding === 'base64') return Buffer.from(text, 'base64').toString('utf8');
  if (encoding === 'none') return `${text}\n`;
  const isJoined = text.endsWith('=');
  const whole = isJoined ? text.slice(0, -1) : `${text}\n`;
  return whole.replaceAll(/(?:=[0-9A-F]{2})+/gi, (run) => {
    return Buffer.from(run.replaceAll('=', ''), 'hex').toString('utf8');
  });
}
