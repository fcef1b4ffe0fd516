// The program as a process, once it is known that it can run here: runs it and ends with its exit status.
// No status comes from the runtime: what nobody caught, and a wait that never ends, fail the command like
// any other error.
import { exitStatus } from '../errors.js';
import { runProgram } from './program.js';
import { unforeseen } from './terminal/unforeseen.js';
import { endNow, endStopped, hasNoTerminal } from './terminal/interrupt.js';
import { letGoOfKeyboard } from './terminal/keyboard.js';
import { allWritten, lostOutput, watchOutput } from './terminal/output.js';

watchOutput();
const fault = unforeseen();
void runProgram(process.argv.slice(2), fault.happens).then(async (status) => {
  letGoOfKeyboard();
  await allWritten();
  const ended = status === exitStatus.ok && lostOutput() ? exitStatus.outputLost : status;
  process.exitCode = ended;
  // A file that nobody writes to (a pipe) would keep the process waiting after Ctrl-C.
  if (fault.happened() || hasNoTerminal()) endNow(ended);
  if (ended === exitStatus.interrupted) await endStopped();
});
