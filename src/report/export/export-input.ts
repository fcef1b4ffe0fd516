// What every form of an export is made from: what a pull opened.
import type { PullResult } from '../../vault/pull.js';
import type { StepWords } from '../failure.js';

/** What is exported, and when. */
export interface ExportInput {
  readonly result: PullResult;
  /** How the front end says a next step, in warnings. */
  readonly words: StepWords;
  readonly now: Date;
}
