"""Writes the photographs of the tests beside itself: a terrace that nobody has photographed.

    python3 Tests/Fixtures/Pictures/make.py

terrace.jpg is what a telephone gives away: held upright (Exif orientation 6), where it was taken, an
XMP packet, a comment and a film behind its end. The word SECRET marks each of them. Needs `vips`.
"""

import math
import os
import struct
import subprocess
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
WIDTH, HEIGHT = 600, 400


def pixmap():
    rows = bytearray()
    for y in range(HEIGHT):
        for x in range(WIDTH):
            sky = y < HEIGHT * 0.55 + 30 * math.sin(x / 70)
            light = 30 * math.sin(x / 41 + y / 29) + 12 * math.cos(y / 7)
            red, green, blue = (168, 186, 198) if sky else (150, 112, 84)
            rows += bytes(max(0, min(255, int(c + light))) for c in (red, green, blue))
    return b"P6\n%d %d\n255\n" % (WIDTH, HEIGHT) + rows


def entry(tag, kind, count, value):
    return struct.pack(">HHI", tag, kind, count) + value


def exif():
    """Orientation 6, a description, and a latitude with its letter N: 31° 14' 7"."""
    description = b"SECRET maker\0"
    first = 8 + 2 + 3 * 12 + 4
    gps = first + len(description)
    rational = gps + 2 + 2 * 12 + 4
    return (b"Exif\0\0MM\0*" + struct.pack(">I", 8) + struct.pack(">H", 3)
            + entry(0x010E, 2, len(description), struct.pack(">I", first))
            + entry(0x0112, 3, 1, struct.pack(">HH", 6, 0))
            + entry(0x8825, 4, 1, struct.pack(">I", gps)) + struct.pack(">I", 0) + description
            + struct.pack(">H", 2) + entry(1, 2, 2, b"N\0\0\0")
            + entry(2, 5, 3, struct.pack(">I", rational)) + struct.pack(">I", 0)
            + struct.pack(">6I", 31, 1, 14, 1, 7, 1))


def segment(marker, data):
    return bytes((0xFF, marker)) + struct.pack(">H", len(data) + 2) + data


def main():
    with tempfile.TemporaryDirectory() as folder:
        source, large = os.path.join(folder, "s.ppm"), os.path.join(folder, "large.jpg")
        with open(source, "wb") as file:
            file.write(pixmap())
        subprocess.run(["vips", "resize", source, large + "[Q=60,strip,optimize-coding]", "4"], check=True)
        with open(large, "rb") as file:
            jpeg = file.read()
    xmp = b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>SECRET place</x:xmpmeta>"
    said = segment(0xE1, exif()) + segment(0xE1, xmp) + segment(0xFE, b"SECRET comment")
    with open(os.path.join(HERE, "terrace.jpg"), "wb") as file:
        file.write(jpeg[:2] + said + jpeg[2:] + b"SECRET film")


if __name__ == "__main__":
    main()
