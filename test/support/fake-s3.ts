// A stand-in for S3 servers that Ceph cannot be brought to play: those that know no conditions or
// ignore them, and those that answer nonsense. It keeps objects of one bucket, checks no signature, and
// lets a test answer any request itself.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** What a server makes of `If-None-Match: *` on a put. */
export type Conditions = 'honoured' | 'refused' | 'ignored';

/** A request as a test sees it. */
export interface Asked {
  readonly method: string;
  /** Without the bucket and the query. */
  readonly key: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
}

export interface FakeS3 {
  readonly endpoint: string;
  /** What the bucket holds. */
  readonly objects: Map<string, Buffer>;
  /** When each was stored. */
  readonly times: Map<string, Date>;
  /** Every request so far, as `PUT key` or `GET ?list-type`. */
  readonly requests: string[];
  close(): Promise<void>;
}

/** How a fake server differs from a good one. */
export interface FakeS3Setup {
  /** Another one that this is a second address of. */
  readonly addressOf?: FakeS3;
  readonly conditions?: Conditions;
  /** Answers a request in place of the server; false leaves it to the server. */
  readonly answer?: (asked: Asked, response: ServerResponse) => boolean | Promise<boolean>;
}

/** Starts one on loopback. Every bucket name means the same bucket. */
export async function startFakeS3(setup: FakeS3Setup = {}): Promise<FakeS3> {
  const { conditions = 'honoured', answer, addressOf } = setup;
  const objects = addressOf?.objects ?? new Map<string, Buffer>();
  const times = addressOf?.times ?? new Map<string, Date>();
  const requests: string[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const body = await bodyOf(request);
      const asked = askedOf(request);
      requests.push(`${asked.method} ${asked.key === '' ? '?list' : asked.key}`);
      if ((await answer?.(asked, response)) === true) return;
      serve({ objects, times, conditions }, { asked, body }, response);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    objects,
    times,
    requests,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Answers with an error as S3 writes it. */
export function refuse(response: ServerResponse, status: number, code: string): boolean {
  response.writeHead(status, { 'content-type': 'application/xml' });
  response.end(`<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code></Error>`);
  return true;
}

/** A listing as S3 writes it; `next` makes it one that goes on. */
export function listing(
  keys: readonly string[],
  next: string | null = null,
  times: ReadonlyMap<string, Date> = new Map(),
): string {
  const more = next === null ? '' : `<NextContinuationToken>${next}</NextContinuationToken>`;
  const time = (key: string): string => {
    const at = times.get(key);
    return at === undefined
      ? ''
      : `<LastModified>${at.toISOString().replace(/\.\d+/, '.000')}</LastModified>`;
  };
  const contents = keys.map((key) => `<Contents><Key>${key}</Key>${time(key)}</Contents>`).join('');
  const truncated = `<IsTruncated>${String(next !== null)}</IsTruncated>`;
  return `<?xml version="1.0" encoding="UTF-8"?><ListBucketResult><Name>any</Name>${truncated}${more}${contents}</ListBucketResult>`;
}

interface Bucket {
  readonly times: Map<string, Date>;
  readonly objects: Map<string, Buffer>;
  readonly conditions: Conditions;
}

function serve(
  { objects, times, conditions }: Bucket,
  { asked, body }: { asked: Asked; body: Buffer },
  response: ServerResponse,
): void {
  const { method, key, query, headers } = asked;
  if (query.has('uploadId')) refuse(response, 404, 'NoSuchUpload');
  else if (method === 'GET' && key === '') {
    const prefix = query.get('prefix') ?? '';
    const keys = [...objects.keys()].filter((name) => name.startsWith(prefix));
    response.end(listing(keys, null, times));
  } else if (method === 'GET') {
    const object = objects.get(key);
    if (object === undefined) refuse(response, 404, 'NoSuchKey');
    else response.end(object);
  } else if (method === 'PUT') {
    const isConditional = headers['if-none-match'] === '*';
    if (isConditional && conditions === 'refused') refuse(response, 501, 'NotImplemented');
    else if (isConditional && conditions === 'honoured' && objects.has(key)) {
      refuse(response, 412, 'PreconditionFailed');
    } else {
      objects.set(key, body);
      times.set(key, new Date());
      response.end();
    }
  } else {
    objects.delete(key);
    response.writeHead(204).end();
  }
}

function askedOf(request: IncomingMessage): Asked {
  const url = new URL(request.url ?? '/', 'http://any');
  const [, , ...key] = decodeURIComponent(url.pathname).split('/');
  const { method = 'GET', headers } = request;
  return { method, key: key.join('/'), query: url.searchParams, headers };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
