import Glibc
import Hummingbird
import HummingbirdTesting
import Synchronization
import Testing

@testable import ClubAPI

@Suite("站点文件 the site's files")
struct StaticSiteTests {
  /// A small site, and a secret beside it.
  private func withSite(
    _ setup: TestingSetup = .router,
    _ play: @Sendable (any TestClientProtocol, String) async throws -> Void
  ) async throws {
    let folder = try TemporaryFolder()
    for (name, text) in [
      ("Site/index.html", "home"), ("Site/404.html", "not here"),
      ("Site/issues/index.html", "issues"), ("Site/desk/index.html", "desk"),
      ("Site/assets/theme-0123456789.css", "css"), ("Site/assets/theme.css", "css"),
      ("Site/tags/家 书/index.html", "tag"), ("Site/feed.xml", "<feed/>"),
      ("Site/.git/config", "git"),
      ("Site/empty/file.txt", "file"), ("Site/large.bin", String(repeating: "a", count: 700_000)),
      ("secret.txt", "secret"),
    ] {
      try folder.write(name, text)
    }
    try #require(symlink("../secret.txt", "\(folder.path)/Site/link.txt") == 0)
    try #require(symlink("..", "\(folder.path)/Site/up") == 0)
    try #require(symlink("index.html", "\(folder.path)/Site/inner.html") == 0)
    try #require(mkfifo("\(folder.path)/Site/pipe", 0o600) == 0)
    let site = "\(folder.path)/Site"
    try await Counter.open(setup, ClubAPIConfiguration(siteFolder: site)) { counter in
      try await play(counter.client, site)
    }
    _ = folder
  }

  @Test("文字压缩了再给，给过的不再给 texts are sent as gzip to whoever takes it")
  func compressed() async throws {
    let page = String(repeating: "<p>听雨</p>\n", count: 500)
    try await withSite { client, site in
      for (name, bytes) in [("long.html", page), ("photo.png", page), ("short.html", "<p>雨</p>")] {
        try write(bytes, to: "\(site)/\(name)")
      }
      func get(_ path: String, _ taken: String?, tag: String? = nil) async throws -> TestResponse {
        var headers = HTTPFields()
        headers[.acceptEncoding] = taken
        headers[.ifNoneMatch] = tag
        return try await client.execute(uri: path, method: .get, headers: headers)
      }
      for (path, taken, expected) in [
        ("/long.html", "gzip, br", true), ("/long.html", "br;q=1.0, gzip;q=0.5", true),
        ("/long.html", nil, false), ("/long.html", "gzip;q=0, br", false),
        ("/long.html", "identity", false), ("/photo.png", "gzip", false),
        ("/short.html", "gzip", false),
      ] as [(String, String?, Bool)] {
        let response = try await get(path, taken)
        #expect(response.status == .ok)
        #expect(
          (response.headers[.contentEncoding] == "gzip") == expected, "\(path) \(taken ?? "")")
        #expect((response.headers[.vary] == "Accept-Encoding") == (path == "/long.html"))
      }
      let packed = try await get("/long.html", "gzip")
      #expect(packed.body.readableBytes < 200)
      #expect(Array(packed.body.readableBytesView.prefix(2)) == [0x1F, 0x8B])
      let plain = try await get("/long.html", nil)
      #expect(plain.body == ByteBuffer(string: page))
      let (packedTag, plainTag) = (packed.headers[.eTag], plain.headers[.eTag])
      #expect(packedTag != plainTag)
      #expect(try await get("/long.html", "gzip", tag: packedTag).status == .notModified)
      #expect(try await get("/long.html", nil, tag: plainTag).status == .notModified)
      #expect(try await get("/long.html", nil, tag: packedTag).status == .ok)
      // What takes its place is another file.
      try write(page + "<p>灯</p>", to: "\(site)/long.html")
      let changed = try await get("/long.html", "gzip")
      #expect(changed.headers[.eTag] != packedTag && changed.body != packed.body)
    }
  }

  private func write(_ text: String, to path: String) throws {
    let file = try known(fopen(path + ".new", "w"))
    fputs(text, file)
    fclose(file)
    try #require(rename(path + ".new", path) == 0)
  }

  @Test("摄像头只给工作台 the camera is for the desk alone")
  func camera() async throws {
    try await withSite { client, _ in
      for (path, expected) in [("/desk/", "camera=(self),"), ("/", "camera=(),")] {
        let response = try await client.execute(uri: path, method: .get)
        let name = try known(HTTPFields.Element.Name("Permissions-Policy"))
        #expect(response.headers[name]?.hasPrefix(expected) == true)
      }
    }
  }

  @Test("地址与回答 addresses and answers")
  func addresses() async throws {
    try await withSite { client, _ in
      for (path, expected) in [
        ("/", "200 home"), ("/?utm=x", "200 home"), ("/index.html", "200 home"),
        ("/issues/", "200 issues"), ("/issues", "301 /issues/"),
        ("/issues?a=1", "301 /issues/?a=1"),
        ("/tags/%E5%AE%B6%20%E4%B9%A6/", "200 tag"),
        ("/tags/%E5%AE%B6%20%E4%B9%A6", "301 /tags/%E5%AE%B6%20%E4%B9%A6/"),
        ("/empty/file.txt", "200 file"), ("/empty/", "404 not here"), ("/empty", "404 not here"),
        ("/nothing", "404 not here"), ("/index.html/", "404 not here"),
        ("/issues//", "404 not here"),
        ("//issues/", "404 not here"), ("/.git/config", "404 not here"),
        ("/../secret.txt", "404 not here"), ("/%2e%2e/secret.txt", "404 not here"),
        ("/..%2fsecret.txt", "404 not here"), ("/issues/../index.html", "404 not here"),
        ("/link.txt", "404 not here"), ("/up/secret.txt", "404 not here"),
        ("/inner.html", "404 not here"), ("/pipe", "404 not here"), ("/%00", "404 not here"),
        ("/a%5Cb", "404 not here"), ("/%ff", "404 not here"), ("/%zz", "404 not here"),
        ("/\(String(repeating: "a", count: 3000))", "404 not here"), ("/join", "404 not here"),
      ] {
        let response = try await client.execute(uri: path, method: .get)
        let body = response.headers[.location] ?? String(buffer: response.body)
        #expect("\(response.status.code) \(body)" == expected, "\(path)")
      }
    }
  }

  @Test("打不开不等于没有 what cannot be opened is not said to be none")
  func unopened() {
    for code in [ENOENT, ENOTDIR, ELOOP] {
      guard case .nothing = SiteFiles.Found.reason(code) else {
        Issue.record("\(code) is nothing")
        continue
      }
    }
    for (code, remedy) in [
      (EMFILE, "raise the limit of open files"), (EACCES, "Give the site's folder to the user"),
      (EIO, "See to the disk"),
    ] {
      guard case .failed(code) = SiteFiles.Found.reason(code) else {
        Issue.record("\(code) is a failure")
        continue
      }
      let failure = SiteFileFailure(names: ["join", "index.html"], code: code)
      #expect("\(failure)".hasPrefix("join/index.html: the site's file cannot be opened: "))
      #expect("\(failure)".contains(remedy))
    }
  }

  @Test("类型与缓存 types and caching")
  func headers() async throws {
    try await withSite { client, _ in
      for (path, type, cache) in [
        ("/", "text/html; charset=utf-8", "no-cache"),
        (
          "/assets/theme-0123456789.css", "text/css; charset=utf-8",
          "public, max-age=31536000, immutable"
        ),
        ("/assets/theme.css", "text/css; charset=utf-8", "no-cache"),
        ("/feed.xml", "application/atom+xml; charset=utf-8", "no-cache"),
        ("/large.bin", "application/octet-stream", "no-cache"),
        ("/nothing", "text/html; charset=utf-8", "no-cache"),
      ] {
        let response = try await client.execute(uri: path, method: .get)
        #expect(response.headers[.contentType] == type)
        #expect(response.headers[.cacheControl] == cache)
        #expect(response.headers[.xContentTypeOptions] == "nosniff")
        #expect(response.headers[.contentSecurityPolicy] == SecurityHeaders.pagePolicy)
      }
    }
  }

  @Test("别处的图片只许列出的服务器 pictures from the servers listed and no other")
  func pictures() async throws {
    let folder = try TemporaryFolder()
    try folder.write("index.html", "home")
    let origins = Mutex(["https://a.example"])
    let configuration = ClubAPIConfiguration(
      siteFolder: folder.path, pictureOrigins: { origins.withLock { $0 } })
    try await Counter.open(.router, configuration) { counter in
      for sources in [
        "'self' https://a.example", "'self' https://a.example https://b.example:8443", "'self'",
      ] {
        // The content is loaded again, and its pictures come from elsewhere.
        origins.withLock { $0 = sources.split(separator: " ").dropFirst().map(String.init) }
        for path in ["/", "/nothing"] {
          let response = try await counter.client.execute(uri: path, method: .get)
          let policy = response.headers[.contentSecurityPolicy]?.split(separator: "; ")
          #expect(policy?.contains("img-src \(sources)") == true)
          #expect(policy?.contains("script-src 'self'") == true)
        }
      }
    }
    _ = folder
  }

  @Test("有旧的就不再发；改写后同样长也要发 revalidation")
  func revalidation() async throws {
    try await withSite { client, site in
      let first = try await client.execute(uri: "/", method: .get)
      let tag = try known(first.headers[.eTag])
      let date = try known(first.headers[.lastModified])
      #expect(date.contains(/^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/))
      for (headers, status) in [
        ([.ifNoneMatch: tag], 304), ([.ifNoneMatch: "W/\(tag)"], 304),
        ([.ifNoneMatch: "\"x\", \(tag)"], 304), ([.ifNoneMatch: "\"x\""], 200),
        ([.ifModifiedSince: date], 304),
        ([.ifModifiedSince: "Thu, 01 Jan 1970 00:00:00 GMT"], 200),
        ([.ifNoneMatch: "\"x\"", .ifModifiedSince: date], 200),
      ] as [(HTTPFields, Int)] {
        let again = try await client.execute(uri: "/", method: .get, headers: headers)
        #expect(again.status.code == status && again.headers[.eTag] == tag)
        #expect((again.body.readableBytes == 0) == (status == 304))
      }
      try #require(
        system("printf page > '\(site)/new' && mv '\(site)/new' '\(site)/index.html'") == 0)
      let later = try await client.execute(
        uri: "/", method: .get, headers: [.ifNoneMatch: tag])
      #expect(later.status == .ok && String(buffer: later.body) == "page")
    }
  }

  @Test("HEAD 与其他方法 other methods")
  func methods() async throws {
    try await withSite { client, _ in
      let head = try await client.execute(uri: "/", method: .head)
      #expect(head.status == .ok && head.headers[.contentLength] == "4")
      #expect(head.body.readableBytes == 0)
      let post = try await client.execute(uri: "/issues/", method: .post)
      #expect(post.status == .methodNotAllowed && post.headers[.allow] == "GET, HEAD")
    }
  }

  @Test("经过真的端口，大文件也完整 a large file through a port")
  func live() async throws {
    try await withSite(.live) { client, _ in
      let large = try await client.execute(uri: "/large.bin", method: .get)
      #expect(large.body.readableBytes == 700_000)
      #expect(large.headers[.contentLength] == "700000")
      let head = try await client.execute(uri: "/large.bin", method: .head)
      #expect(head.headers[.contentLength] == "700000" && head.body.readableBytes == 0)
      let page = try await client.execute(uri: "/issues/", method: .get)
      #expect(String(buffer: page.body) == "issues")
      let missing = try await client.execute(uri: "/nothing", method: .get)
      #expect(missing.status == .notFound && String(buffer: missing.body) == "not here")
    }
  }
}
