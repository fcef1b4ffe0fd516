#!/usr/bin/python3
"""A second reader of sealed records, written from docs/format.md alone. Shares nothing with src/.

  vault_reader.py RECORD --passphrase-file FILE|- [--name NAME]
  vault_reader.py RECORD --recovery-code-file FILE|- [--name NAME]
  vault_reader.py --vectors FILE...

RECORD is a sealed record or its armor. Prints the content as canonical JSON and ends with 0; or prints
the class of the error on stderr and ends with 1. With --vectors: a line for each file, its name, the
outcome and, of a success, the SHA-256 of the content.

Needs PyNaCl (Debian: apt-get install python3-nacl).
"""

import argparse
import hashlib
import hmac
import re
import struct
import sys
import zlib
from pathlib import Path

from nacl import bindings
from nacl.exceptions import CryptoError

from record_content import encode, parse_content
from typed_text import (
    BEGIN,
    Refused,
    armored_bytes,
    passphrase_bytes,
    passphrase_file_bytes,
    recovery_code_bytes,
)

MAGIC = bytes.fromhex("89 56 4C 54 0D 0A 1A 0A")
NAME = re.compile("([0-9a-f]{16})/([0-9]{8}T[0-9]{6}Z)-([0-9a-f]{32})[.]vault")
MIB = 1024 * 1024


def blake2b(message, key=b""):
    return hashlib.blake2b(message, key=key, digest_size=32).digest()


def sub_key(secret, label):
    return blake2b(b"product-key-vault/1/" + label, secret)


def decrypt(box, associated, nonce, key):
    """The message, or None when anything does not belong together."""
    try:
        return bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(box, associated, nonce, key)
    except CryptoError:
        return None


def demand(condition, error_class):
    if not condition:
        raise Refused(error_class)


class Record:
    """A record that passed checks 1 to 13."""

    def __init__(self, data, name):
        self.data = data
        self.name = NAME.fullmatch(name or "")
        if self.name:
            demand(hashlib.sha256(data).hexdigest()[:32] == self.name[3], "DAMAGED")
        demand(len(data) <= MIB, "NOT_A_RECORD")
        demand(data[:8] == MAGIC, "NOT_A_RECORD")
        demand(len(data) == 8 or data[8] == 1, "UNSUPPORTED_VERSION")
        demand(len(data) >= 729, "DAMAGED")
        demand(hashlib.sha256(data[:-16]).digest()[:16] == data[-16:], "DAMAGED")
        self.read_header()

    def read_header(self):
        suite, flags, self.slots, length = struct.unpack_from(">BBBI", self.data, 9)
        generation, self.ops, self.mib = struct.unpack_from(">IHH", self.data, 32)
        self.salt = self.data[40:56]
        demand(suite == 1, "UNSUPPORTED_VERSION")
        demand(flags == 0, "UNSUPPORTED_VERSION")
        demand(self.slots in (1, 2), "UNSUPPORTED_VERSION")
        demand(len(self.data) == 128 + 73 * self.slots + length, "MALFORMED")
        demand(generation != 0, "MALFORMED")
        in_range = 1 <= self.ops <= 10 and 8 <= self.mib <= 1024 and self.ops * self.mib <= 4096
        demand(in_range, "COST_REFUSED")
        demand(self.data[56] == 1, "UNSUPPORTED_VERSION")
        demand(self.slots == 1 or self.data[129] == 2, "UNSUPPORTED_VERSION")

    def derive(self, passphrase):
        algorithm = bindings.crypto_pwhash_ALG_ARGON2ID13
        return bindings.crypto_pwhash_alg(
            32, passphrase, self.salt, self.ops, self.mib * MIB, algorithm
        )

    def open_slot(self, offset, key):
        slot = self.data[offset : offset + 73]
        associated = self.data[0:10] + self.data[36:56] + slot[:1]
        return decrypt(slot[25:], associated, slot[1:25], key)

    def unlock(self, code):
        """PK out of slot 2."""
        demand(self.slots == 2, "WRONG_PASSPHRASE")
        recovery_key = blake2b(b"product-key-vault/1/recovery code" + code)
        passphrase_key = self.open_slot(129, sub_key(recovery_key, b"recovery slot"))
        demand(passphrase_key is not None, "WRONG_PASSPHRASE")
        return passphrase_key

    def open(self, passphrase_key, by_code):
        file_key = self.open_slot(56, sub_key(passphrase_key, b"passphrase slot"))
        demand(file_key is not None, "ALTERED" if by_code else "WRONG_PASSPHRASE")
        end = 112 + 73 * self.slots
        mac = blake2b(self.data[: end - 32], sub_key(file_key, b"header"))
        demand(hmac.compare_digest(mac, self.data[end - 32 : end]), "ALTERED")
        nonce = self.data[end - 56 : end - 32]
        key = sub_key(file_key, b"payload")
        payload = decrypt(self.data[end:-16], self.data[:end], nonce, key)
        demand(payload is not None, "ALTERED")
        content = parse_content(inflate(payload))
        if self.name:
            taken_at = re.sub("[-:]", "", content["takenAt"])
            demand(self.name[1] == content["machine"]["tag"], "DAMAGED")
            demand(self.name[2] == taken_at, "DAMAGED")
        return content


def inflate(payload):
    """The content's bytes out of a decrypted payload."""
    inflated_length, deflated_length = struct.unpack_from(">II", payload)
    used = 8 + deflated_length
    step = 512 if used <= 2048 else 1024
    demand(inflated_length <= 8 * MIB, "MALFORMED")
    demand(len(payload) == -(-used // step) * step, "MALFORMED")
    demand(not any(payload[used:]), "MALFORMED")
    stream = zlib.decompressobj(wbits=-15)
    try:
        inflated = stream.decompress(payload[8:used], inflated_length + 1)
    except zlib.error:
        raise Refused("MALFORMED") from None
    demand(stream.eof and not stream.unused_data, "MALFORMED")
    demand(len(inflated) == inflated_length, "MALFORMED")
    return inflated


def open_record(data, name, passphrase=None, code=None):
    """The content of a record, opened with passphrase bytes or a recovery code's bytes."""
    record = Record(data, name)
    key = record.derive(passphrase) if code is None else record.unlock(code)
    return record.open(key, by_code=code is not None)


def open_vector(path):
    """The outcome of a vector, and the digest of its content."""
    head, body = path.read_bytes().split(b"\n\n", 1)
    fields = dict(line.split(": ", 1) for line in head.decode("utf-8").split("\n"))
    passphrase = code = None
    try:
        if "passphrase" in fields:
            passphrase = passphrase_bytes(fields["passphrase"])
        elif "passphrase-file" in fields:
            passphrase = passphrase_file_bytes(bytes.fromhex(fields["passphrase-file"]))
        else:
            code = recovery_code_bytes(fields["recovery-code"])
        data = armored_bytes(body.decode("utf-8"))
        content = open_record(data, fields.get("name"), passphrase, code)
    except Refused as refused:
        return str(refused), ""
    return "SUCCESS", hashlib.sha256(encode(content, 0).encode("utf-8")).hexdigest()


def read(path):
    return sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()


def open_file(arguments):
    passphrase = code = None
    if arguments.recovery_code_file:
        code = recovery_code_bytes(read(arguments.recovery_code_file).decode("utf-8"))
    else:
        passphrase = passphrase_file_bytes(read(arguments.passphrase_file))
    data = read(arguments.record)
    if data.startswith(BEGIN.encode("ascii")):
        data = armored_bytes(data.decode("utf-8", errors="replace"))
    content = open_record(data, arguments.name, passphrase, code)
    sys.stdout.buffer.write(encode(content, 0).encode("utf-8"))


def main():
    parser = argparse.ArgumentParser(description="Opens sealed records.")
    parser.add_argument("record", nargs="?")
    parser.add_argument("--passphrase-file")
    parser.add_argument("--recovery-code-file")
    parser.add_argument("--name")
    parser.add_argument("--vectors", nargs="+", type=Path)
    arguments = parser.parse_args()
    if arguments.vectors:
        for path in arguments.vectors:
            print(path.name, *filter(None, open_vector(path)))
        return 0
    if not arguments.record or not (arguments.passphrase_file or arguments.recovery_code_file):
        parser.error("a record, and a passphrase file or a recovery code file")
    try:
        open_file(arguments)
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
