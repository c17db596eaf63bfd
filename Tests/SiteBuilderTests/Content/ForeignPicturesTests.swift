import Testing

@testable import SiteBuilder

@Suite("别处的图片：列出服务器，提醒编辑")
struct ForeignPicturesTests {
  @Test("Every server once, every file and server one warning, at the place")
  func servers() throws {
    let site = try TestSite(
      """
      -- site.yml --
      title: 檐声
      base_url: https://yansheng.example
      -- articles/a.md --
      ---
      title: 甲
      cover: https://covers.example:8443/a.png
      cover_alt: 封面
      ---
      字![一](https://Pictures.example/1.png)，又![二](https://pictures.example:443/2.png)

      <p><IMG alt='' width=3
       SRC='https://raw.example/3.png?a=1'></p>

      <img src="https://yansheng.example/4.png" alt="">![旧的](http://old.example/5.png)
      -- articles/b.md --
      # 乙

      ![一](https://pictures.example/6.png)

      [链接](https://link.example/)与`<img src="https://code.example/">`
      """)
    #expect(
      site.diagnostics() == """
        Content/articles/a.md:3:8: warning: pictures of https://covers.example:8443 are fetched from \
        another server, which learns who reads
          3 | cover: https://covers.example:8443/a.png
            |        ^
          = copy them into the content folder
        Content/articles/a.md:6:7: warning: pictures of https://pictures.example are fetched from \
        another server, which learns who reads
          6 | 字![一](https://Pictures.example/1.png)，又![二](https://pictures.example:443/2.png)
            |         ^
          = copy them into the content folder
        Content/articles/a.md:9:7: warning: pictures of https://raw.example are fetched from \
        another server, which learns who reads
          9 |  SRC='https://raw.example/3.png?a=1'></p>
            |       ^
          = copy them into the content folder
        Content/articles/a.md:11:56: warning: pictures of http://old.example are not shown: \
        pages fetch pictures from https:// addresses in ASCII alone
          11 | <img src="https://yansheng.example/4.png" alt="">![旧的](http://old.example/5.png)
             |                                                          ^
          = copy them into the content folder
        Content/articles/b.md:3:6: warning: pictures of https://pictures.example are fetched from \
        another server, which learns who reads
          3 | ![一](https://pictures.example/6.png)
            |       ^
          = copy them into the content folder

        """)
    #expect(
      site.load().site?.pictureOrigins == [
        "https://covers.example:8443", "https://pictures.example", "https://raw.example",
      ])
  }

  @Test(
    "The address of a picture in markup",
    arguments: [
      ("<img src=\"/a.png\" alt=\"\" />", ["/a.png"]),
      ("<IMG\n ALT = 'a > b' SRC = ' https://a.example/ '>", ["https://a.example/"]),
      ("<img/src=x><img src=a>", ["x", "a"]),
      ("<img data-src=\"b\" src=a src=c><img alt=\"src=x\">", ["a"]),
      ("<img src>", []), ("<img =x src=a>", ["a"]), ("<image src=a>", []),
      ("<img src=\"a", ["a"]), ("<img ", []), ("<im", []), ("<<img src=''>", [""]),
    ])
  func addresses(_ html: String, _ found: [String]) {
    let addresses = PictureAddresses.find(in: Array(html.utf8))
    #expect(addresses.map { String(decoding: $0, as: UTF8.self) } == found)
  }

  @Test(
    "The server of an address, and whether a policy may name it",
    arguments: [
      ("https://a.example/b", "https://a.example", true),
      ("//a.example", "https://a.example", true),
      ("HTTPS://u:p@A.example:443?x", "https://a.example", true),
      ("http://a.example:80/", "http://a.example", false),
      ("https://图.example/", "https://图.example", false),
      ("https://a.example;script-src", "https://a.example;script-src", false),
      ("https://a b/", "https://a b", false), ("/a.png", nil, false), ("https:///a", nil, false),
      ("data:image/png,", nil, false),
    ] as [(String, String?, Bool)])
  func origins(_ address: String, _ text: String?, _ isNameable: Bool) {
    let origin = PictureOrigin(address.utf8)
    #expect(origin?.text == text)
    #expect(origin?.isNameable ?? false == isNameable)
  }
}
