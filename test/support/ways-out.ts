// Ways out of a page, and a listener on this PC that hears whatever takes one.
import { createSocket } from 'node:dgram';
import { type AddressInfo, createServer } from 'node:net';
import { onTestFinished } from 'vitest';

/** What a listener heard. */
interface Listener {
  /** Where it listens: of TCP and UDP the same port. */
  readonly host: string;
  /** The first line of each request, and each datagram. */
  readonly heard: string[];
}

/** One for the test that runs. */
export async function listenerOfTest(): Promise<Listener> {
  const heard: string[] = [];
  // A browser may connect ahead of a navigation that it then refuses; nothing is said over that.
  const tcp = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => {
      heard.push(bytes.toString('latin1').split('\r\n')[0] ?? '');
      socket.destroy();
    });
  });
  const udp = createSocket('udp4', () => heard.push('a datagram'));
  await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve));
  const { port } = tcp.address() as AddressInfo;
  await new Promise<void>((resolve) => udp.bind(port, '127.0.0.1', resolve));
  onTestFinished(() => {
    tcp.close();
    udp.close();
  });
  return { host: `127.0.0.1:${port}`, heard };
}

/** Ways by which a page reaches a host, each a piece of script. */
export function waysOut(host: string): string[] {
  const element = (tag: string, members: string): string =>
    `document.body.append(Object.assign(document.createElement('${tag}'), ${members}));`;
  const url = `'http://${host}/'`;
  const fromWorker = JSON.stringify(
    `try { importScripts(${url}) } catch {} fetch(${url}).catch(() => 0); new WebSocket('ws://${host}/'); new XMLHttpRequest().open('GET', ${url});`,
  );
  return [
    `await fetch(${url}, { mode: 'no-cors' });`,
    `const x = new XMLHttpRequest(); x.open('GET', ${url}); x.send();`,
    `navigator.sendBeacon(${url}, 'x');`,
    `new WebSocket('ws://${host}/');`,
    `new EventSource(${url});`,
    `new Image().src = ${url};`,
    element('script', `{ src: ${url} }`),
    element('script', `{ type: 'module', src: ${url} }`),
    element('link', `{ rel: 'stylesheet', href: ${url} }`),
    element('link', `{ rel: 'prefetch', href: ${url} }`),
    element('link', `{ rel: 'preload', as: 'image', href: ${url} }`),
    element('link', `{ rel: 'icon', href: ${url} }`),
    element('link', `{ rel: 'manifest', href: ${url} }`),
    element('iframe', `{ src: ${url} }`),
    element('object', `{ data: ${url} }`),
    element('embed', `{ src: ${url} }`),
    element('video', `{ src: ${url}, autoplay: true }`),
    element('style', `{ textContent: '@import url(${url.replaceAll("'", '')})' }`),
    `document.body.style.background = 'url(http://${host}/)';`,
    `await new FontFace('a', 'url(http://${host}/)').load();`,
    `const form = Object.assign(document.createElement('form'), { action: ${url}, method: 'post' }); document.body.append(form); form.submit();`,
    `new Worker(${url});`,
    `new Worker(URL.createObjectURL(new Blob([${fromWorker}])));`,
    `await navigator.serviceWorker.register(${url});`,
    `await import(${url});`,
    `const base = Object.assign(document.createElement('base'), { href: ${url} }); document.head.append(base); new Image().src = 'x';`,
    `const peer = new RTCPeerConnection({ iceServers: [{ urls: 'stun:${host}' }] }); peer.createDataChannel('x'); await peer.setLocalDescription(await peer.createOffer()); await new Promise((done) => setTimeout(done, 500));`,
    `await new WebTransport('https://${host}/').ready;`,
  ];
}
