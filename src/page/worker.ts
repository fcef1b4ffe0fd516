// The worker of the page: all that is slow or secret happens here, and ends with it.
import { localOpening } from './local-opening.js';
import { type ToWorker, answering } from './worker-calls.js';

const answer = answering(localOpening, (message) => {
  self.postMessage(message);
});
self.onmessage = ({ data }: MessageEvent<ToWorker>) => {
  void answer(data);
};
