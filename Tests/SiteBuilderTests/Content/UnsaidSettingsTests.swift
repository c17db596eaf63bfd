import Magazine
import Testing

@testable import SiteBuilder

@Suite("站点没有说的：名称与地址")
struct UnsaidSettingsTests {
  private func said(_ text: String, baseURL: String? = nil) throws -> [String] {
    let site = try TestSite(text + "-- articles/rain.md --\n# 雨\n雨停了。\n")
    site.options.lints = true
    site.options.baseURL = baseURL
    let loading = site.load()
    #expect(loading.site != nil)
    #expect(loading.diagnostics.allSatisfy { $0.severity == .warning && $0.path == "site.yml" })
    return loading.diagnostics.map { String($0.message.prefix { $0 != "," && $0 != ":" }) }
  }

  @Test("check asks for a title and an address, once each")
  func asks() throws {
    let both = ["the site does not know its address", "the site is called “Content”"]
    #expect(try said("").sorted() == both)
    #expect(try said("-- site.yml --\ntitle: 檐声\n") == [both[0]])
    #expect(try said("-- site.yml --\ntitle: 檐声\nbase_url: https://a.example\n") == [])
    #expect(try said("-- site.yml --\ntitle: 檐声\n", baseURL: "https://a.example") == [])
  }

  @Test("A build is told nothing of it")
  func build() throws {
    #expect(try TestSite("-- articles/rain.md --\n# 雨\n雨停了。\n").load().diagnostics == [])
  }

  @Test("A club that says how its magazine is called has said it for the site")
  func club() throws {
    let club =
      "-- club.yml --\nname: 檐声会\nmagazine: 檐声\nconsent: {version: \"1\", text: 同意。}\n"
    #expect(try said(club, baseURL: "https://a.example") == [])
    #expect(try #require(TestSite(club).load().site).publication.site.title == "檐声")
    // Its own title comes first.
    let both = club + "-- site.yml --\ntitle: 檐声会刊\n"
    #expect(try #require(TestSite(both).load().site).publication.site.title == "檐声会刊")
  }
}
