"""The content of a record: canonical JSON and the table of members.

Follows docs/format.md, section "Content". Part of the second reader; shares nothing with src/.
"""

import json
import re

from typed_text import Refused

LARGEST = 2**53 - 1
SHORT_ESCAPES = {
    '"': '\\"',
    "\\": "\\\\",
    "\b": "\\b",
    "\t": "\\t",
    "\n": "\\n",
    "\f": "\\f",
    "\r": "\\r",
}


def parse_content(data):
    """The content out of its bytes; refuses every form but the canonical one."""
    try:
        value = json.loads(
            data.decode("utf-8"),
            object_pairs_hook=object_without_duplicates,
            parse_float=refuse,
            parse_constant=refuse,
        )
        encoded = encode(value, 0).encode("utf-8")
    except (ValueError, RecursionError):
        raise Refused("MALFORMED") from None
    if encoded != data:
        raise Refused("MALFORMED")
    check(value)
    return value


def refuse(_text):
    raise ValueError("no number of the narrowed form")


def object_without_duplicates(pairs):
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("a member stands twice")
    return members


def encode(value, level):
    """Canonical JSON as text; ValueError for what the form does not have."""
    if level > 32:
        raise ValueError("too deep")
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int):
        if abs(value) > LARGEST:
            raise ValueError("too large")
        return str(value)
    if isinstance(value, str):
        return encode_text(value)
    if isinstance(value, list):
        return "[" + ",".join(encode(item, level + 1) for item in value) + "]"
    if not all(re.fullmatch("[ -~]*", name) for name in value):
        raise ValueError("a member name is not printable ASCII")
    members = (encode_text(name) + ":" + encode(value[name], level + 1) for name in sorted(value))
    return "{" + ",".join(members) + "}"


def encode_text(text):
    return '"' + "".join(encode_character(character) for character in text) + '"'


def encode_character(character):
    if character in SHORT_ESCAPES:
        return SHORT_ESCAPES[character]
    return f"\\u{ord(character):04x}" if character < " " else character


def is_text(value):
    return isinstance(value, str)


def shaped(pattern):
    return lambda value: isinstance(value, str) and re.fullmatch(pattern, value) is not None


def or_null(rule):
    return lambda value: value is None or rule(value)


def list_of(rule):
    return lambda value: isinstance(value, list) and all(rule(item) for item in value)


def members(**rules):
    """An object in which every named member is present and keeps its rule."""
    return lambda value: isinstance(value, dict) and all(
        name in value and rule(value[name]) for name, rule in rules.items()
    )


def is_count(value):
    return isinstance(value, int) and not isinstance(value, bool) and value >= 1


is_time = shaped("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
is_outcome = shaped("passed|failed|not-possible")
text_or_null = or_null(is_text)

is_content = members(
    schema=lambda value: is_count(value) and value == 1,
    tool=members(name=is_text, version=is_text),
    machine=members(
        tag=shaped("[0-9a-f]{16}"),
        name=text_or_null,
        manufacturer=text_or_null,
        model=text_or_null,
        serial=text_or_null,
        uuid=text_or_null,
    ),
    os=members(
        productName=is_text,
        edition=text_or_null,
        build=text_or_null,
        version=text_or_null,
        installedAt=or_null(is_time),
        registeredOwner=text_or_null,
        machineGuid=text_or_null,
        productId=text_or_null,
    ),
    activation=or_null(
        members(
            status=is_text,
            channel=text_or_null,
            description=text_or_null,
            lastFive=text_or_null,
        )
    ),
    licences=list_of(
        members(
            product=is_text,
            edition=text_or_null,
            channel=text_or_null,
            productKey=text_or_null,
            lastFive=text_or_null,
            partNumber=text_or_null,
            productId=text_or_null,
            places=list_of(members(collector=is_text, location=is_text, foundAt=is_time)),
            checks=members(
                typo=is_outcome,
                integrity=is_outcome,
                group=is_outcome,
                productId=is_outcome,
                lastFive=is_outcome,
            ),
            cautions=list_of(is_text),
            note=text_or_null,
            seller=text_or_null,
            orderNumber=text_or_null,
            purchasedOn=text_or_null,
            lastSeen=or_null(is_time),
        )
    ),
    sequence=is_count,
    previous=or_null(shaped("[0-9a-f]{32}")),
    takenAt=is_time,
)


def check(value):
    """Refuses a content that is of a later schema, or not as the table of members says."""
    schema = value.get("schema") if isinstance(value, dict) else None
    if is_count(schema) and schema > 1:
        raise Refused("UNSUPPORTED_VERSION")
    if not is_content(value):
        raise Refused("MALFORMED")
