# Runs a command under a pseudo-terminal and types into it, for terminal.ts. It has one rule of its own: where
# "<word>" is to be typed, it is the word of the six on the screen that was asked for last.
# argv[1] is a JSON object: `typing`, a list of [text to wait for, text to type, or null to hang up], and
# `rows` and `columns`, or that list alone; the rest is the command. What the terminal showed goes to stdout; the exit status is
# the command's, or 99 when a text did not come in time.
import fcntl
import json
import os
import pty
import re
import select
import signal
import struct
import sys
import termios

PATIENCE_SECONDS = 45

told = json.loads(sys.argv[1])
if isinstance(told, list):
    told = {"typing": told, "rows": 40, "columns": 120}
pid, terminal = pty.fork()
if pid == 0:
    # Without a size a terminal has no columns to write in.
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", told["rows"], told["columns"], 0, 0))
    os.execvp(sys.argv[2], sys.argv[2:])


def read():
    """What came next; empty at the end."""
    ready, _, _ = select.select([terminal], [], [], PATIENCE_SECONDS)
    if not ready:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        sys.exit(99)
    try:
        data = os.read(terminal, 65536)
    except OSError:
        return b""
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
    return data


shown = b""
seen = b""
hung_up = False


def wanted():
    text = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown.decode(errors="replace"))
    words = re.findall(r"^ {4}([a-z-]+(?:\s+[a-z-]+){5})\r?$", text, re.M)[-1].split()
    return words[int(re.findall(r"[Ww]ord (\d)(?!:)", text)[-1]) - 1]


for awaited, typed in told["typing"]:
    while awaited.encode() not in seen:
        data = read()
        if data == b"":
            break
        seen += data
        shown += data
    seen = seen.partition(awaited.encode())[2]
    if typed is None:
        hung_up = True
        os.close(terminal)
        break
    try:
        os.write(terminal, typed.replace("<word>", wanted() if "<word>" in typed else "").encode())
    except OSError:
        break
while not hung_up and read() != b"":
    pass
_, status = os.waitpid(pid, 0)
if not hung_up:
    # Lines are put together, shown and interrupted by the terminal itself, as at the start.
    wanted_modes = termios.ICANON | termios.ECHO | termios.ISIG
    modes = termios.tcgetattr(terminal)[3]
    print("modes restored" if modes & wanted_modes == wanted_modes else "modes changed", file=sys.stderr)
sys.exit(os.waitstatus_to_exitcode(status) & 0xFF)
