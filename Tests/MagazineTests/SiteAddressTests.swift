import Magazine
import Testing

@Suite("The address of a site is a scheme, a host and perhaps a port")
struct SiteAddressTests {
  @Test(
    "addresses",
    arguments: [
      ("https://club.example.com", "https://club.example.com"), ("http://127.0.0.1:8080/", nil),
      ("https://a.example//", "https://a.example"), ("http://localhost", nil),
      ("https://[::1]:8443", nil), ("https://[2001:db8::7]", nil), ("https://A.Example.", nil),
      ("https://[::ffff:192.0.2.1]", nil), ("https://xn--fiq228c.example", nil),
      ("https://[1:2:3:4:5:6:7:8]", nil),
    ] as [(String, String?)])
  func good(written: String, text: String?) throws {
    let expected = text ?? (written.hasSuffix("/") ? String(written.dropLast()) : written)
    #expect(try SiteAddress(written).text == expected)
  }

  @Test(
    "what is none, why, and what to write, which is never what was written",
    arguments: [
      ("https://[::1", "has a [ and no ]", nil),
      ("https://x.example:999999", "has the port “999999”, and ports are 1 to 65535", nil),
      ("https://x.example:0", "has the port “0”, and ports are 1 to 65535", nil),
      ("https://x.example:", "has the port “”, and ports are 1 to 65535", nil),
      ("https://<x>\"", "has a host that cannot be one: “<x>\"”", nil),
      ("https://a b", "has a host that cannot be one: “a b”", nil),
      ("https://", "does not begin with https:// or http://", nil),
      ("https://a..b", "has a host that cannot be one: “a..b”", nil),
      ("https://-a.example", "has a host that cannot be one: “-a.example”", nil),
      ("https://1.2.3.256", "has no IPv4 address: “1.2.3.256”", nil),
      ("https://[1:2:3]", "has between [ and ] no IPv6 address", nil),
      ("https://[1::2::3]", "has between [ and ] no IPv6 address", nil),
      ("https://[::1]x", "has something between ] and the port", nil),
      ("https://me@a.example", "names a user; a site is for everybody", nil),
      (
        "https://会刊.example", "has a host that is not ASCII; registries write such a name as xn--…",
        nil
      ),
      (
        "https://a.example/kan/", "has a path; the site stands at the root of its host",
        "write “https://a.example”"
      ),
      (
        "https://a.example?x", "has a path; the site stands at the root of its host",
        "write “https://a.example”"
      ),
      ("https://a b/c", "has a host that cannot be one: “a b/c”", nil),
      (
        "club.example.com", "does not begin with https:// or http://",
        "write “https://club.example.com”"
      ),
      ("ftp://club.example.com", "does not begin with https:// or http://", nil),
    ] as [(String, String, String?)])
  func bad(written: String, reason: String, remedy: String?) {
    let problem = #expect(throws: SiteAddress.Problem.self) { try SiteAddress(written) }
    #expect(problem?.reason == reason)
    #expect(problem?.remedy == remedy ?? "write it like “https://club.example.com”")
  }
}
