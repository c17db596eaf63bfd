#!/usr/bin/env python3
"""Checks a store's journal and annex by docs/journal.md alone.

    python3 docs/journal-check.py Store

Exit 1 and the place of the first fault where something is wrong. The rules of the club are not
checked; `huikan ledger verify` does that too.
"""
import hashlib
import json
import pathlib
import sys

TABLE = []
for byte in range(256):
    for _ in range(8):
        byte = byte >> 1 ^ (0x82F63B78 if byte & 1 else 0)
    TABLE.append(byte)


def crc32c(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc = TABLE[(crc ^ byte) & 0xFF] ^ crc >> 8
    return crc ^ 0xFFFFFFFF


def lines(path):
    """The JSON of each line as bytes, after its checksum has been compared."""
    for number, line in enumerate(path.read_bytes().split(b"\n")[:-1], 1):
        place = f"{path}:{number}"
        if line[8:9] not in (b" ", b"*") or line[:8] != b"%08x" % crc32c(line[9:]):
            sys.exit(f"{place}: the checksum does not match the line")
        yield place, line[9:]


def main(store):
    sequence, time, previous = 0, None, "0" * 64
    right = erased = sealed = 0
    for segment in sorted((store / "journal").glob("*.jsonl")):
        first = sequence + 1
        if segment.name != f"{first:012}.jsonl":
            sys.exit(f"{segment}: records from {first} on are missing")
        annex = lines(store / "annex" / segment.name)
        for place, data in lines(segment):
            record = json.loads(data)
            if record["v"] != 1:
                sys.exit(f"{place}: version {record['v']} is unknown here")
            if record["seq"] != sequence + 1 or record["prev"] != previous:
                sys.exit(f"{place}: the record does not follow the one before it")
            if time is not None and record["time"] < time:
                sys.exit(f"{place}: the record is earlier than the one before it")
            sequence, time = record["seq"], record["time"]
            previous = hashlib.sha256(data).hexdigest()
            for field, commitment in record.get("annex", {}).items():
                place, data = next(annex, (place, b"{}"))
                value = json.loads(data)
                if (value.get("seq"), value.get("field")) != (sequence, field):
                    sys.exit(f"{place}: the value '{field}' of record {sequence} is missing")
                if "erased" in value:
                    erased += 1
                elif "sealed" in value:
                    sealed += 1
                else:
                    salted = bytes.fromhex(value["salt"]) + value["value"].encode()
                    if hashlib.sha256(salted).hexdigest() != commitment:
                        sys.exit(f"{place}: the value is not the one that record {sequence} had")
                    right += 1
        print(f"journal/{segment.name}  records {first} to {sequence}")
    print(f"annex  {right} values right, {erased} erased, {sealed} sealed")
    print(f"head {sequence}:{previous}")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "Store"))
