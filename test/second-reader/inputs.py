"""What a reader is handed around a record: armor, passphrase, recovery code and name (docs/format.md)."""

import base64
import binascii
import re
import unicodedata

BEGIN = "-----BEGIN VAULT SEALED RECORD-----"
END = "-----END VAULT SEALED RECORD-----"
LONGEST_ARMOR = 2_097_152
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
NAME = re.compile(r"([0-9a-f]{16})/([0-9]{8}T[0-9]{6}Z)-([0-9a-f]{32})\.vault")


class Refused(Exception):
    """A refusal with the class that the definition gives it."""

    def __init__(self, error_class, reason):
        super().__init__(f"{error_class}: {reason}")
        self.error_class = error_class


def from_armor(text):
    """The bytes inside of an armored text."""
    units = len(text.encode("utf-16-le", "surrogatepass")) // 2
    if units > LONGEST_ARMOR or not text.startswith(BEGIN):
        raise Refused("NOT_A_RECORD", "not an armored record")

    *ended, last = text.split("\n")
    lines = [line.removesuffix("\r") for line in ended]
    if last:
        lines.append(last)
    if len(lines) < 3 or lines[0] != BEGIN or lines[-1] != END:
        raise Refused("DAMAGED", "the armor is not whole")

    symbols = lines[1:-1]
    if any(len(line) != 64 for line in symbols[:-1]) or not 1 <= len(symbols[-1]) <= 64:
        raise Refused("DAMAGED", "a line of the armor has another length")
    joined = "".join(symbols)
    try:
        data = base64.b64decode(joined, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Refused("DAMAGED", "the armor is not Base64") from error
    # The decoder lets unused bits and some misplaced padding pass; encoding again does not.
    if base64.b64encode(data).decode("ascii") != joined:
        raise Refused("DAMAGED", "the armor is not strict Base64")
    return data


def passphrase_bytes(text):
    """The bytes that Argon2id gets for a passphrase as typed."""
    if any(unicodedata.category(character) == "Cc" for character in text):
        raise Refused("BAD_PASSPHRASE", "it has a control character")
    try:
        encoded = unicodedata.normalize("NFC", text).encode("utf-8")
    except UnicodeEncodeError as error:
        raise Refused("BAD_PASSPHRASE", "it is not Unicode") from error
    if not 1 <= len(encoded) <= 1024:
        raise Refused("BAD_PASSPHRASE", "it is empty or too long")
    return encoded


def passphrase_of_file(data):
    """The bytes that Argon2id gets for a passphrase from a file."""
    # UTF-16 and zero bytes need no check of their own: they are no UTF-8, or control characters.
    try:
        text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused("BAD_PASSPHRASE", "the file is not UTF-8") from error
    if text.endswith("\n"):
        text = text[:-1].removesuffix("\r")
    return passphrase_bytes(text)


def doubled(value, times):
    """A value of GF(32), doubled so many times."""
    for _ in range(times):
        value <<= 1
        if value > 31:
            value ^= 37
    return value


def recovery_code_bytes(typed):
    """The 20 bytes of a recovery code as typed."""
    kept = "".join(character for character in typed if character.isascii() and character.isalnum())
    symbols = kept.upper().translate(str.maketrans("OIL", "011"))
    if len(symbols) != 40 or not set(symbols) <= set(ALPHABET):
        raise Refused("BAD_RECOVERY_CODE", "it is not 40 symbols of the alphabet")

    number = 0
    for group in range(1, 9):
        *values, check = (ALPHABET.index(symbol) for symbol in symbols[5 * group - 5 : 5 * group])
        expected = group
        for times, value in enumerate(values, 1):
            expected ^= doubled(value, times)
            number = number << 5 | value
        if check != expected:
            raise Refused("BAD_RECOVERY_CODE", f"group {group} is wrong")
    return number.to_bytes(20, "big")


def parts_of_name(name):
    """Tag, time and digest of a record's name; None where the text is no such name."""
    found = NAME.fullmatch(name or "")
    return found and found.groups()
