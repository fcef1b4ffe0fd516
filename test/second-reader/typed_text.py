"""What people type and paste: passphrases, recovery codes, armor.

Follows docs/format.md, sections "Passphrase", "Recovery code" and "Armor". Part of the second reader;
shares nothing with src/.
"""

import base64
import re
import unicodedata


class Refused(Exception):
    """A refusal; its only argument is the error class of docs/format.md."""


ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
BEGIN = "-----BEGIN VAULT SEALED RECORD-----"
END = "-----END VAULT SEALED RECORD-----"


def passphrase_bytes(text):
    """The bytes of a passphrase as typed."""
    if any(unicodedata.category(character) in ("Cc", "Cs") for character in text):
        raise Refused("BAD_PASSPHRASE")
    encoded = unicodedata.normalize("NFC", text).encode("utf-8")
    if not 1 <= len(encoded) <= 1024:
        raise Refused("BAD_PASSPHRASE")
    return encoded


def passphrase_file_bytes(data):
    """The bytes of a passphrase that came from a file or stdin."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data:
        raise Refused("BAD_PASSPHRASE")
    data = data.removeprefix(b"\xef\xbb\xbf")
    if data.endswith(b"\n"):
        data = data[:-1].removesuffix(b"\r")
    try:
        return passphrase_bytes(data.decode("utf-8"))
    except UnicodeDecodeError:
        raise Refused("BAD_PASSPHRASE") from None


def recovery_code_bytes(text):
    """The 20 bytes of a recovery code as typed."""
    symbols = re.sub("[^A-Za-z0-9]", "", text).upper().translate(str.maketrans("OIL", "011"))
    values = [ALPHABET.find(symbol) for symbol in symbols]
    if len(values) != 40 or -1 in values:
        raise Refused("BAD_RECOVERY_CODE")
    whole = 0
    for group in range(1, 9):
        *data, check = values[5 * group - 5 : 5 * group]
        if check != check_symbol(group, data):
            raise Refused("BAD_RECOVERY_CODE")
        for value in data:
            whole = whole << 5 | value
    return whole.to_bytes(20, "big")


def check_symbol(group, data):
    """The check symbol of group 1 to 8, in GF(32)."""
    result = group
    for doublings, value in enumerate(data, start=1):
        for _ in range(doublings):
            value <<= 1
            if value > 31:
                value ^= 37
        result ^= value
    return result


def armored_bytes(text):
    """The bytes of a record in armor."""
    if not text.startswith(BEGIN) or len(text) > 2_097_152:
        raise Refused("NOT_A_RECORD")
    lines = text.replace("\r\n", "\n").removesuffix("\n").split("\n")
    body = lines[1:-1]
    if lines[0] != BEGIN or lines[-1] != END or not body:
        raise Refused("DAMAGED")
    if any(len(line) != 64 for line in body[:-1]) or not 1 <= len(body[-1]) <= 64:
        raise Refused("DAMAGED")
    joined = "".join(body)
    if not re.fullmatch("(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?", joined):
        raise Refused("DAMAGED")
    data = base64.b64decode(joined)
    if base64.b64encode(data).decode("ascii") != joined:
        raise Refused("DAMAGED")
    return data
