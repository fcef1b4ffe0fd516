"""The bytes of a record out of the texts of QR codes, a line each on standard input (docs/format.md, "QR codes").

It shares nothing with src/. The bytes go to standard output.
"""

import hashlib
import re
import sys

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
PART = re.compile(r"VAULT:([0-9A-F]{12}):([0-9]+)/([0-9]+):(.*)")


def base45(text):
    """The bytes that RFC 9285 says."""
    data = b""
    for at in range(0, len(text), 3):
        group = text[at : at + 3]
        value = sum(ALPHABET.index(symbol) * 45**i for i, symbol in enumerate(group))
        data += value.to_bytes(len(group) - 1, "big")
    return data


def record_of(texts):
    """The one record that the texts hold."""
    parts = {}
    for text in texts:
        match = PART.fullmatch(text)
        if match is None:
            return base45(text)
        parts[int(match[2])] = base45(match[4])
        expected, count = match[1], int(match[3])
    record = b"".join(parts[number] for number in range(1, count + 1))
    if hashlib.sha256(record).hexdigest()[:12].upper() != expected:
        raise ValueError("the parts do not belong together")
    return record


if __name__ == "__main__":
    sys.stdout.buffer.write(record_of(sys.stdin.read().splitlines()))
