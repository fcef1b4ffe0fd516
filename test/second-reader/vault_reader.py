#!/usr/bin/python3
"""Opens sealed records by the definition in docs/format.md and nothing else: no line of src/ was at hand.

  vault_reader.py RECORD --passphrase-file FILE [--name NAME]
  vault_reader.py RECORD --recovery-code-file FILE [--name NAME]
  vault_reader.py --vectors FILE...

The record may be armored; "-" as a FILE stands for stdin. The content goes to stdout. A refusal is exit
code 1 and its class on stderr. Each vector gets a line: file name, outcome, digest of the content.
Needs PyNaCl, python3-nacl in Debian.
"""

import argparse
import hashlib
import hmac
import sys
from pathlib import Path

from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_pwhash_ALG_ARGON2ID13,
    crypto_pwhash_alg,
)
from nacl.exceptions import CryptoError

import content
from inputs import (
    BEGIN,
    Refused,
    from_armor,
    parts_of_name,
    passphrase_bytes,
    passphrase_of_file,
    recovery_code_bytes,
)

MAGIC = bytes.fromhex("89564c540d0a1a0a")
CONTEXT = b"product-key-vault/1/"
SMALLEST_RECORD = 729
LARGEST_RECORD = 1024 * 1024
SLOT = 73


def require(condition, error_class, reason):
    if not condition:
        raise Refused(error_class, reason)


def number(data, start, size):
    return int.from_bytes(data[start : start + size], "big")


def keyed_hash(key, data):
    return hashlib.blake2b(data, key=key, digest_size=32).digest()


def subkey(key, label):
    return keyed_hash(key, CONTEXT + label)


def decrypt(key, nonce, ciphertext, associated, error_class, what):
    try:
        return crypto_aead_xchacha20poly1305_ietf_decrypt(ciphertext, associated, nonce, key)
    except CryptoError as error:
        raise Refused(error_class, f"{what} does not open") from error


class Record:
    """The fields of a record whose outside (checks 1 to 13) is in order."""

    def __init__(self, data, name_parts):
        if name_parts:
            digest = hashlib.sha256(data).hexdigest()[:32]
            require(name_parts[2] == digest, "DAMAGED", "not the bytes of this name")
        require(len(data) <= LARGEST_RECORD, "NOT_A_RECORD", "too long")
        require(data[:8] == MAGIC, "NOT_A_RECORD", "another magic")
        require(len(data) < 9 or data[8] == 1, "UNSUPPORTED_VERSION", "another version")
        require(len(data) >= SMALLEST_RECORD, "DAMAGED", "too short")
        checksum = hashlib.sha256(data[:-16]).digest()[:16]
        require(data[-16:] == checksum, "DAMAGED", "the checksum is wrong")
        require(data[9] == 1, "UNSUPPORTED_VERSION", "another suite")
        require(data[10] == 0, "UNSUPPORTED_VERSION", "flags")
        require(data[11] in (1, 2), "UNSUPPORTED_VERSION", "another number of slots")
        slots = data[11]
        require(len(data) == 128 + SLOT * slots + number(data, 12, 4), "MALFORMED", "another length")
        require(number(data, 32, 4) != 0, "MALFORMED", "generation 0")

        self.passes = number(data, 36, 2)
        self.mebibytes = number(data, 38, 2)
        in_range = 1 <= self.passes <= 10 and 8 <= self.mebibytes <= 1024
        require(in_range and self.passes * self.mebibytes <= 4096, "COST_REFUSED", "cost out of range")

        self.slots = [data[56 + SLOT * index : 56 + SLOT * (index + 1)] for index in range(slots)]
        for index, slot in enumerate(self.slots):
            require(slot[0] == index + 1, "UNSUPPORTED_VERSION", "another type of slot")

        nonce_at = 56 + SLOT * slots
        self.salt = data[40:56]
        self.slot_context = data[0:10] + data[36:56]
        self.authenticated = data[: nonce_at + 24]
        self.payload_nonce = data[nonce_at : nonce_at + 24]
        self.mac = data[nonce_at + 24 : nonce_at + 56]
        self.header = data[: nonce_at + 56]
        self.payload = data[nonce_at + 56 : -16]

    def passphrase_key(self, passphrase):
        memory = self.mebibytes * 1024 * 1024
        return crypto_pwhash_alg(32, passphrase, self.salt, self.passes, memory, crypto_pwhash_ALG_ARGON2ID13)

    def passphrase_key_by_code(self, code):
        require(len(self.slots) == 2, "WRONG_PASSPHRASE", "the record has no recovery slot")
        recovery_key = hashlib.blake2b(CONTEXT + b"recovery code" + code, digest_size=32).digest()
        return self.open_slot(1, subkey(recovery_key, b"recovery slot"), "WRONG_PASSPHRASE")

    def file_key(self, passphrase_key, error_class):
        return self.open_slot(0, subkey(passphrase_key, b"passphrase slot"), error_class)

    def open_slot(self, index, key, error_class):
        slot = self.slots[index]
        associated = self.slot_context + slot[:1]
        return decrypt(key, slot[1:25], slot[25:], associated, error_class, f"slot {index + 1}")

    def open_payload(self, file_key):
        mac = keyed_hash(subkey(file_key, b"header"), self.authenticated)
        require(hmac.compare_digest(mac, self.mac), "ALTERED", "the header MAC is wrong")
        key = subkey(file_key, b"payload")
        return decrypt(key, self.payload_nonce, self.payload, self.header, "ALTERED", "the payload")


def content_of(payload, name_parts):
    """The content's bytes, where payload and content are in order (checks 19 to 23)."""
    try:
        data = content.inflate(payload)
        value = content.parse(data)
        require(not content.schema_is_newer(value), "UNSUPPORTED_VERSION", "a newer schema")
        content.check_members(value)
    except ValueError as error:
        raise Refused("MALFORMED", str(error)) from error
    if name_parts:
        time = value["takenAt"].replace("-", "").replace(":", "")
        require(name_parts[:2] == (value["machine"]["tag"], time), "DAMAGED", "not the record of this name")
    return data


def open_record(data, *, passphrase=None, recovery_code=None, name=None):
    """The content's bytes. Passphrase and recovery code come as bytes, made by the functions of inputs."""
    name_parts = parts_of_name(name)
    record = Record(data, name_parts)
    if recovery_code is None:
        file_key = record.file_key(record.passphrase_key(passphrase), "WRONG_PASSPHRASE")
    else:
        file_key = record.file_key(record.passphrase_key_by_code(recovery_code), "ALTERED")
    return content_of(record.open_payload(file_key), name_parts)


def open_vector(path):
    """The outcome of a vector as a line of text."""
    head, _, armor = path.read_bytes().decode("utf-8").partition("\n\n")
    fields = dict(line.split(": ", 1) for line in head.split("\n"))
    secret = {}
    try:
        if "recovery-code" in fields:
            secret["recovery_code"] = recovery_code_bytes(fields["recovery-code"])
        elif "passphrase-file" in fields:
            secret["passphrase"] = passphrase_of_file(bytes.fromhex(fields["passphrase-file"]))
        else:
            secret["passphrase"] = passphrase_bytes(fields["passphrase"])
        plain = open_record(from_armor(armor), name=fields.get("name"), **secret)
    except Refused as refusal:
        return f"{path.name} {refusal.error_class}"
    return f"{path.name} SUCCESS {hashlib.sha256(plain).hexdigest()}"


def open_file(path, *, passphrase_file, recovery_code_file, name):
    secret = {}
    if recovery_code_file:
        typed = read(recovery_code_file).decode("utf-8", "replace")
        secret["recovery_code"] = recovery_code_bytes(typed)
    else:
        secret["passphrase"] = passphrase_of_file(read(passphrase_file))
    data = read(path)
    if data.startswith(BEGIN.encode("ascii")):
        data = from_armor(data.decode("utf-8", "replace"))
    return open_record(data, name=name, **secret)


def read(path):
    return sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()


def main():
    parser = argparse.ArgumentParser(description="Opens sealed records.")
    parser.add_argument("record", nargs="?")
    parser.add_argument("--name")
    parser.add_argument("--passphrase-file")
    parser.add_argument("--recovery-code-file")
    parser.add_argument("--vectors", nargs="+", type=Path)
    options = parser.parse_args()
    if options.vectors:
        for path in options.vectors:
            print(open_vector(path))
        return 0
    if not options.record or bool(options.passphrase_file) == bool(options.recovery_code_file):
        parser.error("give a record, and the file of a passphrase or of a recovery code")
    try:
        plain = open_file(
            options.record,
            passphrase_file=options.passphrase_file,
            recovery_code_file=options.recovery_code_file,
            name=options.name,
        )
    except Refused as refusal:
        print(refusal.error_class, file=sys.stderr)
        return 1
    sys.stdout.buffer.write(plain)
    return 0


if __name__ == "__main__":
    sys.exit(main())
