// What the page starts with: its block of data, a worker that opens it, and the views.
import { render } from 'preact';
import { App } from './view/app.js';
import { type FromWorker, type WorkerLike, workerOpening } from './worker-calls.js';
import { workerSource } from './worker-source.js';

/** The address is let go of at once: the worker has its source by then. */
function startWorker(): WorkerLike {
  const url = URL.createObjectURL(new Blob([workerSource], { type: 'text/javascript' }));
  const worker = new Worker(url);
  const started: WorkerLike = {
    onmessage: null,
    onerror: null,
    postMessage: (message) => {
      worker.postMessage(message);
    },
    terminate: () => {
      worker.terminate();
    },
  };
  worker.onmessage = (event: MessageEvent<FromWorker>) => {
    URL.revokeObjectURL(url);
    started.onmessage?.(event);
  };
  worker.onerror = (event) => {
    started.onerror?.(event);
  };
  return started;
}

const data = document.getElementById('backups')?.textContent ?? '[]';
const root = document.getElementById('page');
const isTooOld = document.getElementById('old-browser')?.hidden === false;
if (root !== null && !isTooOld) {
  root.replaceChildren();
  render(<App opening={workerOpening(startWorker, data)} languages={navigator.languages} />, root);
}
