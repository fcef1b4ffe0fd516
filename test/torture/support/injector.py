# Runs a command and lets its n-th file operation below some folders go wrong, counted over all its threads and
# children in the order in which the kernel was asked; for injector.ts. A seccomp filter stops each call of the
# kind that names or uses a file, ptrace looks at it and changes it before the kernel carries it out. Linux on
# x86-64 alone. `close` and memory maps are not counted.
# argv[1] is a JSON object: `roots`, `at` (from 1; 0 counts alone), `lasts` ("once" or "for-good"), `act` (an
# error by its number, "short", "kill" or "hang") and `log`, where the count and what was hit are written; the
# rest is the command. The exit status is the command's, or 137 where it was killed.
# Sources: ptrace(2), seccomp(2), /usr/include/x86_64-linux-gnu/sys/user.h, asm/unistd_64.h
import ctypes
import json
import os
import signal
import struct
import sys

told = json.loads(sys.argv[1])
roots = [os.path.realpath(root) for root in told["roots"]]
libc = ctypes.CDLL(None, use_errno=True)
libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
libc.ptrace.restype = ctypes.c_long

TRACEME, CONT, GETREGS, SETREGS, SETOPTIONS = 0, 7, 12, 13, 0x4200
# Forks, threads, programs and filtered calls of all children are seen, and none outlives this process.
OPTIONS = 0x2 | 0x4 | 0x8 | 0x10 | 0x80 | 0x100000
EVENT_SECCOMP = 7

# Number: name, and which arguments are (folder, path) pairs, with -1 for no folder, or the open file.
PATHS = {
    2: ("open", [(-1, 0)]), 4: ("stat", [(-1, 0)]), 6: ("lstat", [(-1, 0)]), 82: ("rename", [(-1, 0), (-1, 1)]),
    83: ("mkdir", [(-1, 0)]), 84: ("rmdir", [(-1, 0)]), 86: ("link", [(-1, 0), (-1, 1)]),
    87: ("unlink", [(-1, 0)]), 89: ("readlink", [(-1, 0)]), 257: ("openat", [(0, 1)]),
    258: ("mkdirat", [(0, 1)]), 262: ("newfstatat", [(0, 1)]), 263: ("unlinkat", [(0, 1)]),
    264: ("renameat", [(0, 1), (2, 3)]), 265: ("linkat", [(0, 1), (2, 3)]), 267: ("readlinkat", [(0, 1)]),
    316: ("renameat2", [(0, 1), (2, 3)]), 332: ("statx", [(0, 1)]), 437: ("openat2", [(0, 1)]),
}
FILES = {
    0: "read", 1: "write", 5: "fstat", 17: "pread64", 18: "pwrite64", 20: "writev", 74: "fsync",
    75: "fdatasync", 77: "ftruncate", 217: "getdents64", 285: "fallocate", 296: "pwritev",
}
SHORTENED = {0, 1, 17, 18}


def filter_calls():
    """Every one of the calls stops; all others go on."""
    numbers = sorted([*PATHS, *FILES])
    lines = [(0x20, 0, 0, 0)]
    for i, number in enumerate(numbers):
        lines.append((0x15, len(numbers) - i, 0, number))
    lines.append((0x06, 0, 0, 0x7FFF0000))
    lines.append((0x06, 0, 0, 0x7FF00000))
    program = b"".join(struct.pack("HBBI", *line) for line in lines)
    held = ctypes.create_string_buffer(program)
    argument = struct.pack("HxxxxxxQ", len(lines), ctypes.addressof(held))
    if libc.prctl(38, 1, 0, 0, 0) != 0 or libc.prctl(22, 2, argument, 0, 0) != 0:
        os._exit(126)


def ptrace(request, pid, address=None, data=None):
    return libc.ptrace(request, pid, address, data)


def text_at(pid, address):
    with open(f"/proc/{pid}/mem", "rb", 0) as memory:
        memory.seek(address)
        try:
            text = memory.read(4096)
        except OSError:
            # The text may end just before a page that is not there.
            memory.seek(address)
            text = memory.read(4096 - address % 4096)
    return os.fsdecode(text.split(b"\0")[0])


def file_of(pid, number):
    try:
        return os.readlink(f"/proc/{pid}/fd/{number}")
    except OSError:
        return ""


def resolved(pid, folder, path):
    """The path without the ways through open folders that the program takes."""
    if path.startswith("/proc/self/fd/"):
        number, _, rest = path[len("/proc/self/fd/"):].partition("/")
        return os.path.join(file_of(pid, number), rest).rstrip("/")
    if path.startswith("/"):
        return path
    signed = ctypes.c_int(folder & 0xFFFFFFFF).value
    base = os.readlink(f"/proc/{pid}/cwd") if signed == -100 else file_of(pid, signed)
    return os.path.join(base, path).rstrip("/")


def below(path):
    return any(path == root or path.startswith(root + "/") for root in roots)


def looked_at(pid, registers):
    """Which call on which file below the roots it is; None for any other."""
    number = registers[15]
    given = [registers[14], registers[13], registers[12], registers[7]]
    if number in FILES:
        path = file_of(pid, given[0])
        return f"{FILES[number]} {path}" if below(path) else None
    name, pairs = PATHS.get(number, ("", []))
    for folder, at in pairs:
        path = resolved(pid, -100 if folder < 0 else given[folder], text_at(pid, given[at]))
        if below(path):
            return f"{name} {path}"
    return None


count = 0
hit = None


def end(status):
    with open(told["log"], "w", encoding="utf-8") as log:
        json.dump({"count": count, "hit": hit}, log)
    sys.stdout.flush()
    os._exit(status)


def stopped(pid, tracees):
    """What becomes of a call; whether its thread goes on."""
    global count, hit
    registers = (ctypes.c_ulong * 27)()
    ptrace(GETREGS, pid, None, registers)
    call = looked_at(pid, registers)
    if call is None:
        return True
    count += 1
    at = told["at"]
    if at == 0 or (count != at if told["lasts"] == "once" else count < at):
        return True
    hit = hit or call
    act = told["act"]
    if act == "kill":
        for one in tracees:
            try:
                os.kill(one, signal.SIGKILL)
            except ProcessLookupError:
                pass
        end(137)
    if act == "hang":
        return False
    if act == "short":
        if registers[15] in SHORTENED and registers[12] > 1:
            registers[12] //= 2
    else:
        registers[15] = ctypes.c_ulong(-1).value
        registers[10] = ctypes.c_ulong(-int(act)).value
    ptrace(SETREGS, pid, None, registers)
    return True


child = os.fork()
if child == 0:
    ptrace(TRACEME, 0)
    os.kill(os.getpid(), signal.SIGSTOP)
    filter_calls()
    os.execvp(sys.argv[2], sys.argv[2:])
os.waitpid(child, 0)
ptrace(SETOPTIONS, child, None, OPTIONS)
ptrace(CONT, child)
tracees = {child}
ended = 1
while True:
    try:
        pid, status = os.waitpid(-1, 0x40000000)
    except ChildProcessError:
        end(ended)
    if os.WIFEXITED(status) or os.WIFSIGNALED(status):
        tracees.discard(pid)
        if pid == child:
            ended = os.waitstatus_to_exitcode(status)
            ended = 128 - ended if ended < 0 else ended
        continue
    sent = os.WSTOPSIG(status)
    event = status >> 16
    if event == EVENT_SECCOMP:
        if stopped(pid, tracees):
            ptrace(CONT, pid)
        continue
    is_new = pid not in tracees and sent == signal.SIGSTOP
    tracees.add(pid)
    own = event != 0 or is_new
    ptrace(CONT, pid, None, None if own else sent)
