import Hummingbird
import HummingbirdTesting
import Testing

@testable import ClubAPI

@Suite("没有脚本时的搜索 searching without scripts")
struct SearchAnswersTests {
  private func withSite(
    _ limit: RateLimit, _ play: @Sendable (any TestClientProtocol) async throws -> Void
  ) async throws {
    let folder = try TemporaryFolder()
    try folder.write("Site/search/index.html", "the page")
    try folder.write("Site/search/1x2/0.txt", "雨声AA")
    let configuration = ClubAPIConfiguration(siteFolder: "\(folder.path)/Site", searches: limit)
    try await Counter.open(.router, configuration) { try await play($0.client) }
    _ = folder
  }

  @Test("问了才由服务器作答 the server answers where something is asked")
  func answers() async throws {
    try await withSite(RateLimit(count: 60, seconds: 60)) { client in
      for (uri, expected) in [
        ("/search/?q=%E9%9B%A8", "searched 雨 from 0"),
        ("/search/?q=%E9%9B%A8+%E5%A3%B0&from=20", "searched 雨 声 from 20"),
        ("/search/?q=a&from=-7", "searched a from 0"),
        ("/hant/search/?q=a", "searched a from 0 in hant"),
        ("/search/?q=a&from=99999999", "searched a from 1000"),
        ("/search/?q=a&from=x&utm=1", "searched a from 0"),
        ("/search/", "the page"), ("/search/?q=", "the page"), ("/search/?q=+", "the page"),
        ("/search/?q=%FF", "the page"), ("/search/?q=none", "the page"),
        ("/search/1x2/0.txt", "雨声AA"),
      ] {
        let response = try await client.execute(uri: uri, method: .get)
        #expect(response.status == .ok)
        #expect(String(buffer: response.body) == expected, "\(uri)")
        #expect(response.headers[.contentSecurityPolicy]?.contains("script-src 'self'") == true)
        let isMade = expected.hasPrefix("searched")
        #expect((response.headers[.cacheControl] == "private, no-store") == isMade)
      }
      let head = try await client.execute(uri: "/search/?q=a", method: .head)
      #expect(head.status == .ok)
    }
  }

  @Test("太勤了要等一等 too much of it has to wait")
  func limit() async throws {
    try await withSite(RateLimit(count: 2, seconds: 60)) { client in
      for status in [HTTPResponse.Status.ok, .ok, .tooManyRequests] {
        let response = try await client.execute(uri: "/search/?q=a", method: .get)
        #expect(response.status == status)
      }
      let page = try await client.execute(uri: "/search/", method: .get)
      #expect(page.status == .ok)
    }
  }
}
