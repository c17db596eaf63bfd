"""Writes the demonstration's two photographs, of what nobody has photographed.

    python3 Tests/Fixtures/Pictures/demonstration.py

Content/issues/2025-winter/river.jpg is a river at night: windows over the water, their reflections, the beam of a
lighthouse, one lamp on the near bank. Content/rewards/bound-volume.jpg is the drawing beside this script. Both get
the softness and the grain of a camera. Needs `vips`.
"""

import math
import os
import random
import subprocess
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
CONTENT = os.path.join(HERE, "..", "..", "..", "Content")
WIDTH, HEIGHT, BANK, SHORE = 1600, 1066, 520, 900
LAMP = (1290, 640)
LIGHTHOUSE = (250, 430)


def town(chance):
    """The far bank by its columns of houses: left, right, top, and the lit windows with their warmth."""
    houses, windows, x = [], [], -20
    while x < WIDTH:
        width = chance.randint(46, 120)
        top = BANK - int(chance.uniform(0.25, 1) ** 1.6 * 250) - 24
        if LIGHTHOUSE[0] - 150 < x < LIGHTHOUSE[0] + 40:
            top = BANK - chance.randint(12, 26)
        houses.append((x, x + width, top, chance.randint(0, 9)))
        for row in range(top + 14, BANK - 12, 17):
            for column in range(x + 8, x + width - 10, 14):
                if chance.random() < 0.32:
                    windows.append((column, row, chance.choice([(255, 196, 112), (255, 221, 158), (240, 176, 96), (206, 216, 228)])))
        x += width + chance.choice([0, 0, 6, 26])
    return houses, windows


def scene():
    chance = random.Random(22)
    houses, windows = town(chance)
    rows = [[(0, 0, 0)] * WIDTH for _ in range(HEIGHT)]
    for y in range(BANK):
        low = (y / BANK) ** 3
        for x in range(WIDTH):
            glow = low * (26 + 10 * math.sin(x / 310))
            dx, dy = x - LIGHTHOUSE[0], y - LIGHTHOUSE[1] + 26
            beam = 0
            if dx > 0:
                beam = max(0.0, 1 - abs(dy + dx * 0.13) / (4 + dx * 0.045)) * 46 * math.exp(-dx / 420)
            rows[y][x] = (15 + glow + beam, 21 + glow * 0.8 + beam * 0.97, 33 + glow * 0.5 + beam * 0.86)
    for left, right, top, shade in houses:
        for y in range(top, BANK):
            for x in range(max(0, left), min(WIDTH, right)):
                rows[y][x] = (17 + shade, 20 + shade, 27 + shade)
    for x, y, colour in windows:
        for dy in range(8):
            for dx in range(6):
                if 0 <= x + dx < WIDTH:
                    rows[y + dy][x + dx] = colour
    for y in range(LIGHTHOUSE[1] - 30, BANK):
        half = 5 + (y - LIGHTHOUSE[1]) // 18
        for x in range(LIGHTHOUSE[0] - half, LIGHTHOUSE[0] + half):
            rows[y][x] = (255, 244, 214) if y < LIGHTHOUSE[1] - 18 else (46, 48, 54)
    water(rows)
    shore(rows)
    return rows


def water(rows):
    """What stands over the water once more in it, drawn out and broken by its waves."""
    for y in range(BANK, HEIGHT):
        depth = y - BANK
        wave = 2 + depth * 0.05
        for x in range(WIDTH):
            shift = wave * math.sin(y * 0.9 + 3 * math.sin(x / 57 + y / 23)) + wave * 0.6 * math.sin(x / 19 - y * 0.37)
            source = BANK - 1 - int(depth * 0.62 + abs(shift) * 0.8)
            red = green = blue = 0.0
            for step in range(-2, 3):
                pixel = rows[max(0, min(BANK - 1, source + step * (2 + depth // 30)))][max(0, min(WIDTH - 1, x + int(shift)))]
                red, green, blue = red + pixel[0], green + pixel[1], blue + pixel[2]
            fade = 0.15 * (0.85 - 0.4 * depth / (HEIGHT - BANK))
            rows[y][x] = (red * fade + 4, green * fade + 6, blue * fade + 10)


def shore(rows):
    """The near bank with its one lamp that burns, and what it lights."""
    for y in range(BANK - 140, HEIGHT):
        for x in range(WIDTH):
            edge = SHORE + 26 * math.sin(x / 420 + 1) + 3 * math.sin(x / 13)
            dx, dy = x - LAMP[0], y - LAMP[1]
            light = 190 * math.exp(-(dx * dx + dy * dy) / 900) + 34 * math.exp(-(dx * dx + dy * dy) / 22000)
            red, green, blue = rows[y][x]
            if y > edge:
                pool = 82 * math.exp(-(dx * dx) / 36000 - (y - edge - 34) ** 2 / 2600)
                grass = 4 * math.sin(x * 1.7 + y * 2.3)
                red, green, blue = 13 + pool + grass, 15 + pool * 0.8 + grass, 15 + pool * 0.45 + grass
            elif abs(dx) < 3 and dy > 0:
                red, green, blue = 26, 25, 25
            rows[y][x] = (red + light, green + light * 0.82, blue + light * 0.52)


def write(folder, source, target):
    """A picture as a camera has it: a little soft, with grain."""
    def file(name):
        return os.path.join(folder, name)

    def vips(*arguments):
        subprocess.run(["vips", *arguments], check=True)

    vips("gaussblur", source, file("soft.v"), "1.1")
    size = [subprocess.run(["vipsheader", "-f", side, source], check=True, capture_output=True, text=True).stdout.strip()
            for side in ("width", "height")]
    vips("gaussnoise", file("grain.v"), *size, "--mean", "0", "--sigma", "3.5", "--seed", "22")
    vips("bandjoin", " ".join([file("grain.v")] * 3), file("grains.v"))
    vips("add", file("soft.v"), file("grains.v"), file("sum.v"))
    vips("cast", file("sum.v"), file("bytes.v"), "uchar")
    vips("copy", file("bytes.v"), file("colour.v"), "--interpretation", "srgb")
    vips("jpegsave", file("colour.v"), os.path.join(CONTENT, target), "--Q", "80", "--optimize-coding", "--interlace", "--strip")


def main():
    pixels = bytearray()
    for row in scene():
        for colour in row:
            pixels += bytes(max(0, min(255, int(part))) for part in colour)
    with tempfile.TemporaryDirectory() as folder:
        river, drawing, book = (os.path.join(folder, name) for name in ("river.ppm", "drawing.v", "book.v"))
        with open(river, "wb") as file:
            file.write(b"P6\n%d %d\n255\n" % (WIDTH, HEIGHT) + pixels)
        write(folder, river, "issues/2025-winter/river.jpg")
        # The drawing of the book, printed and held before the camera.
        svg = os.path.join(HERE, "bound-volume.svg")
        subprocess.run(["vips", "svgload", svg, drawing, "--scale", "1.5"], check=True)
        subprocess.run(["vips", "flatten", drawing, book], check=True)
        write(folder, book, "rewards/bound-volume.jpg")


if __name__ == "__main__":
    main()
