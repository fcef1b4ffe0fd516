"""What an opened payload holds: the deflated content, its canonical JSON and its members (docs/format.md).

Everything that is not as it must be is a ValueError.
"""

import json
import re
import zlib

LARGEST_CONTENT = 8 * 1024 * 1024
LARGEST_NUMBER = 2**53 - 1
DEEPEST_LEVEL = 32
MEMBER_NAME = re.compile(r"[\x20-\x7e]*")


def inflate(payload):
    """The content's bytes out of a decrypted payload."""
    content_length = int.from_bytes(payload[:4], "big")
    used = 8 + int.from_bytes(payload[4:8], "big")
    step = 512 if used <= 2048 else 1024
    if content_length > LARGEST_CONTENT:
        raise ValueError("the content is too long")
    if len(payload) != -(-used // step) * step:
        raise ValueError("the payload has another length")
    if any(payload[used:]):
        raise ValueError("the padding is not zero")

    inflater = zlib.decompressobj(-15)
    try:
        # One byte more than announced shows a stream that would give more.
        data = inflater.decompress(payload[8:used], content_length + 1)
    except zlib.error as error:
        raise ValueError("the deflate stream is not valid") from error
    if len(data) != content_length or not inflater.eof:
        raise ValueError("the content has another length")
    if inflater.unused_data:
        raise ValueError("bytes are left over after the deflate stream")
    return data


def parse(data):
    """The object that canonical bytes stand for."""
    try:
        value = json.loads(
            data.decode("utf-8"), parse_int=whole_number, parse_float=no_number, parse_constant=no_number
        )
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if not isinstance(value, dict):
        raise ValueError("not an object")
    check_values(value)
    encoded = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    if encoded.encode("utf-8") != data:
        raise ValueError("not in canonical form")
    return value


def whole_number(digits):
    # The length comes first: making a number of millions of digits takes very long.
    if len(digits) > 17 or abs(int(digits)) > LARGEST_NUMBER:
        raise ValueError("a number is out of range")
    return int(digits)


def no_number(text):
    raise ValueError(f"{text} is not a whole number")


def check_values(value, level=0):
    if level > DEEPEST_LEVEL:
        raise ValueError("nested too deeply")
    if isinstance(value, dict):
        for name, inner in value.items():
            if not MEMBER_NAME.fullmatch(name):
                raise ValueError("a member name is not printable ASCII")
            check_values(inner, level + 1)
    elif isinstance(value, list):
        for inner in value:
            check_values(inner, level + 1)


def schema_is_newer(content):
    schema = content.get("schema")
    return is_number(schema) and schema > 1


def check_members(content):
    """Finds members that are missing or not of their type."""
    check_shape(CONTENT, content, "content")


def check_shape(shape, value, place):
    if isinstance(shape, dict):
        if not isinstance(value, dict):
            raise ValueError(f"{place} is not an object")
        for name, inner in shape.items():
            if name not in value and isinstance(inner, Missing):
                continue
            if name not in value:
                raise ValueError(f"{place}.{name} is missing")
            check_shape(inner, value[name], f"{place}.{name}")
    elif isinstance(shape, list):
        if not isinstance(value, list):
            raise ValueError(f"{place} is not a list")
        for item in value:
            check_shape(shape[0], item, f"{place}[]")
    elif isinstance(shape, Missing):
        check_shape(shape.shape, value, place)
    elif isinstance(shape, OrNull):
        if value is not None:
            check_shape(shape.shape, value, place)
    elif not shape(value):
        raise ValueError(f"{place} is not as it must be")


class OrNull:
    def __init__(self, shape):
        self.shape = shape


class Missing:
    """A member that may not be there."""

    def __init__(self, shape):
        self.shape = shape


def is_number(value):
    # To Python, true is 1.
    return isinstance(value, int) and not isinstance(value, bool)


def text(value):
    return isinstance(value, str)


def text_like(pattern):
    return lambda value: text(value) and re.fullmatch(pattern, value) is not None


def texts_or_null(names):
    return dict.fromkeys(names.split(), OrNull(text))


time = text_like(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
outcome = text_like("passed|failed|not-possible")

LICENCE = {
    "product": text,
    **texts_or_null("productRef edition channel productKey lastFive partNumber productId"),
    "places": [{"collector": text, "location": text, "foundAt": time}],
    "checks": dict.fromkeys(["typo", "integrity", "group", "productId", "lastFive"], outcome),
    "cautions": [text],
    **texts_or_null("note seller orderNumber purchasedOn"),
    "lastSeen": OrNull(time),
    "family": Missing(OrNull(text)),
}
CONTENT = {
    "schema": lambda value: is_number(value) and value == 1,
    "tool": {"name": text, "version": text},
    "machine": {
        "tag": text_like("[0-9a-f]{16}"),
        **texts_or_null("name manufacturer model serial uuid"),
    },
    "os": {
        "productName": text,
        **texts_or_null("edition build version registeredOwner machineGuid productId"),
        "installedAt": OrNull(time),
    },
    "activation": OrNull({"status": text, **texts_or_null("channel description lastFive")}),
    "licences": [LICENCE],
    "sequence": lambda value: is_number(value) and value >= 1,
    "previous": OrNull(text_like("[0-9a-f]{32}")),
    "takenAt": time,
}
