import Hummingbird
import JSON
import Testing

@testable import ClubAPI

@Suite("OpenAPI 文档 the OpenAPI document")
struct OpenAPITests {
  private static func document(_ language: Language = .english) throws -> JSONValue {
    try JSONValue.parse(OpenAPI.document(in: language, isSecure: false))
  }

  @Test("每个接口都在文档里，权限相同 every endpoint with its roles")
  func operations() throws {
    let paths = try known(try Self.document()["paths"])
    var count = 0
    for endpoint in Rooms.endpoints where endpoint.style == .json {
      let operation = try known(paths[endpoint.path]?[endpoint.method.rawValue.lowercased()])
      let roles = try known(operation["x-roles"]?.elements).compactMap(\.string)
      #expect(Set(roles.compactMap(Party.init)) == endpoint.access, "\(endpoint.path)")
      count += 1
    }
    #expect(paths.members?.flatMap { $0.value.members ?? [] }.count == count)
  }

  @Test("引用的都有 every reference leads somewhere", arguments: Language.allCases)
  func references(language: Language) throws {
    let document = try Self.document(language)
    var found = 0
    func walk(_ value: JSONValue) {
      if let reference = value["$ref"]?.string {
        let target = reference.split(separator: "/").dropFirst().reduce(Optional(document)) {
          $0?[String($1)]
        }
        #expect(target != nil, "\(reference)")
        found += 1
      }
      for member in value.members ?? [] { walk(member.value) }
      for element in value.elements ?? [] { walk(element) }
    }
    walk(document)
    #expect(found > 100)
  }

  @Test("一种语言说到底 one language throughout")
  func languages() throws {
    let english = String(decoding: OpenAPI.document(in: .english, isSecure: false), as: UTF8.self)
    let sentences = english.matches(of: /"(?:summary|description|title|detail)":"([^"]*)"/)
      .map { String($0.1) }.filter { !$0.isEmpty }
    #expect(sentences.count > 200)
    // What examples answer stays as it was.
    let examples = ContractExamples.all.map { "\($0.1.answer ?? .null)" }.joined()
    for sentence in sentences where sentence.contains(/\p{Han}/) {
      #expect(examples.contains(sentence), "\(sentence)")
    }
    #expect(try Self.document(.chinese)["info"]?["title"]?.string == "会刊接口")
  }

  @Test("TLS 上的 cookie 有 __Host- 前缀 names of cookies")
  func cookies() throws {
    for (isSecure, name) in [(false, "huikan-desk"), (true, "__Host-huikan-desk")] {
      let document = try JSONValue.parse(OpenAPI.document(in: .english, isSecure: isSecure))
      #expect(document["components"]?["securitySchemes"]?["desk"]?["name"]?.string == name)
    }
  }

  @Test("谁都可以取，按 Accept-Language served to everybody")
  func served() async throws {
    try await Counter.open { counter in
      for (header, title) in [("zh-CN", "会刊接口"), ("en", "Huikan API")] {
        let answer = try await counter.send("GET /api/v1/openapi.json\nAccept-Language: \(header)")
        #expect(answer.hasPrefix("200") && answer.contains(#""title":"\#(title)","version":"1""#))
      }
    }
  }

  @Test("例子合乎约定 examples keep to the contract")
  func examples() throws {
    #expect(ContractExamples.all.count >= 18)
    for (name, example) in ContractExamples.all {
      let endpoint = try known(Rooms.endpoints.first { "\($0.method.rawValue) \($0.path)" == name })
      let body = example.answer.map(\.description) ?? ""
      #expect(
        ContractCheck.complaint(about: example.status, body, of: endpoint) == nil, "\(name)")
    }
  }
}
