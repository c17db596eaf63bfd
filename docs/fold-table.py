"""Writes Sources/SiteBuilder/Search/fold.txt: every Traditional Han character that search takes for a
Simplified one, each followed by that one. And letters.txt beside it: every letter with an accent, followed by
the small one without.

    python3 docs/fold-table.py > Sources/SiteBuilder/Search/fold.txt
    python3 docs/fold-table.py letters > Sources/SiteBuilder/Search/letters.txt

The pairs are those of OpenCC's configurations t2s, tw2s and hk2s (Apache License 2.0), asked character by
character, so that no pair depends on what stands beside it. Where they would turn one of the common characters
of GB 2312 into a rare one (么 into 幺, 抬 into 擡), the rare one is taken for the common one: what everybody
writes is looked up as it is written. Needs Debian's libopencc1.1 and libopencc-data.
"""

import ctypes
import sys
import unicodedata

# The letters of words, as search tells them.
LETTERS = [*range(0xC0, 0xD7), *range(0xD8, 0xF7), *range(0xF8, 0x250), *range(0x370, 0x530), *range(0x1E00, 0x1F00)]


def bare(letter):
    """A letter as search.js knows it, without what Unicode writes behind it when it takes it apart."""
    return unicodedata.normalize("NFD", letter.lower())[0]


if sys.argv[1:] == ["letters"]:
    # What only becomes small needs no table.
    print("".join(f"{one}{bare(one)}" for one in map(chr, LETTERS) if bare(one) != one.lower()), end="")
    sys.exit()

HAN = [*range(0x3400, 0xA000), *range(0xF900, 0xFB00)]

opencc = ctypes.CDLL("libopencc.so.1.1")
opencc.opencc_open.restype = ctypes.c_void_p
opencc.opencc_convert_utf8.restype = ctypes.c_char_p
opencc.opencc_convert_utf8.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_size_t]
handles = [opencc.opencc_open(name) for name in (b"t2s.json", b"tw2s.json", b"hk2s.json")]


def simplified(text):
    """The text until converting it again changes nothing: folding twice is folding once."""
    while True:
        encoded = text.encode()
        converted = {opencc.opencc_convert_utf8(handle, encoded, len(encoded)).decode(): None
                     for handle in handles}
        others = [other for other in converted if other != text]
        if not others:
            return text
        text = others[0]


def is_common(character):
    """Whether it is one of the 3,755 characters of GB 2312's first level."""
    try:
        return character.encode("gb2312")[0] < 0xD8
    except UnicodeEncodeError:
        return False


folded = {chr(code): simplified(chr(code)) for code in HAN}
common = {other: one for one, other in folded.items() if is_common(one) and not is_common(other)}
pairs = [(one, common.get(other, other)) for one, other in folded.items()]
print("".join(
    f"{one}{other}" for one, other in pairs
    # One UTF-16 unit for one, so that places in the folded text are places in the text.
    if one != other and len(other) == 1 and ord(other) < 0x10000), end="")
