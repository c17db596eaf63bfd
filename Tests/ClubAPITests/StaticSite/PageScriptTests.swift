import Hummingbird
import HummingbirdTesting
import Testing

@testable import ClubAPI

@Suite("页面里的脚本 a script put into pages as they are served")
struct PageScriptTests {
  private static let page = "<!doctype html><p>第一页</p></body></html>"

  private func withSite(
    script: String? = "/_huikan/live.js",
    _ play: @Sendable (any TestClientProtocol, TemporaryFolder) async throws -> Void
  ) async throws {
    let folder = try TemporaryFolder()
    try folder.write("index.html", Self.page)
    try folder.write("plain/index.html", "<p>没有 body")
    try folder.write("404.html", "<BODY>没有这一页</BODY>")
    try folder.write("feed.xml", "<feed/>")
    var configuration = ClubAPIConfiguration(siteFolder: folder.path)
    configuration.pageScript = script
    try await Counter.open(.router, configuration) { try await play($0.client, folder) }
  }

  /// The page without the tag, which differs from file to file.
  private static func body(_ response: TestResponse) -> String {
    String(buffer: response.body).replacing(/data-tag="[0-9a-z-]+-live"/, with: "data-tag=…")
  }

  @Test("在 body 的末尾，别处不放 at the end of the body and nowhere else")
  func place() async throws {
    let script = "<script src=\"/_huikan/live.js\" data-tag=… defer></script>"
    try await withSite { client, _ in
      for (path, body) in [
        ("/", "<!doctype html><p>第一页</p>\(script)</body></html>"),
        ("/index.html", "<!doctype html><p>第一页</p>\(script)</body></html>"),
        ("/plain/", "<p>没有 body\(script)"),
        ("/nothing/", "<BODY>没有这一页\(script)</BODY>"),
        ("/feed.xml", "<feed/>"),
      ] {
        let response = try await client.execute(uri: path, method: .get)
        #expect(Self.body(response) == body, "\(path)")
        let head = try await client.execute(uri: path, method: .head)
        #expect(head.headers[.contentLength] == "\(response.body.readableBytes)", "\(path)")
        #expect(
          response.headers[.contentSecurityPolicy] == SecurityHeaders.pagePolicy,
          "the policy stays as strict as it is")
      }
    }
  }

  @Test("标记与没有脚本的页不同 the tags are others than those of pages without it")
  func tags() async throws {
    try await withSite { client, folder in
      let bare = StaticSite(folder: folder.path)
      let request = Request(
        head: HTTPRequest(method: .get, scheme: nil, authority: nil, path: "/"),
        body: RequestBody(buffer: ByteBuffer()))
      let before = try await bare.respond(to: request)
      let tag = try known(before.headers[.eTag])
      let date = try known(before.headers[.lastModified])
      let first = try await client.execute(uri: "/", method: .get)
      let own = try known(first.headers[.eTag])
      #expect(own != tag && first.headers[.lastModified] == nil)
      #expect(String(buffer: first.body).contains("data-tag=\(own)"))
      for (headers, status) in [
        ([.ifNoneMatch: own], 304), ([.ifNoneMatch: tag], 200), ([.ifModifiedSince: date], 200),
      ] as [(HTTPFields, Int)] {
        let again = try await client.execute(uri: "/", method: .get, headers: headers)
        #expect(again.status.code == status)
      }
    }
  }

  @Test("按地址问标记 the tag of the page at an address")
  func tagOfPage() async throws {
    try await withSite { client, folder in
      let site = StaticSite(
        folder: folder.path, script: PageScript(url: "/_huikan/live.js"))
      for path in ["/", "/plain/", "/nothing/", "/../x"] {
        let response = try await client.execute(uri: path, method: .get)
        let tag = try known(await site.scriptTag(ofPage: path))
        #expect(String(buffer: response.body).contains("data-tag=\"\(tag)\""), "\(path)")
      }
      let bare = StaticSite(folder: folder.path)
      #expect(await bare.scriptTag(ofPage: "/") == nil)
    }
  }

  @Test("没有要求就原样 without one the pages are served as they are")
  func none() async throws {
    try await withSite(script: nil) { client, _ in
      let response = try await client.execute(uri: "/", method: .get)
      #expect(String(buffer: response.body) == Self.page)
      #expect(response.headers[.lastModified] != nil)
    }
  }
}
