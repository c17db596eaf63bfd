import ClubStore
import Glibc
import Hummingbird
import JSON
import Testing

@testable import ClubAPI

/// docs/api.md says what the server does. `SNAPSHOTS=overwrite` writes the answers of its examples
/// anew.
@Suite("接口文档 docs/api.md")
struct DocumentationTests {
  private static let path =
    "/" + "\(#filePath)".split(separator: "/").dropLast(4).joined(separator: "/") + "/docs/api.md"

  private static func document() throws -> String { try text(of: path) }

  private static func text(of path: String) throws -> String {
    let file = try known(fopen(path, "r"))
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 {
      bytes += buffer.prefix(count)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test("每个接口都在，谁可以用与权限表一致 every endpoint, and who may")
  func endpoints() throws {
    let document = try Self.document()
    let lines = document.split(separator: "\n")
    for endpoint in Rooms.endpoints {
      let name = "\(endpoint.method.rawValue) \(endpoint.path)"
      guard endpoint.style == .json else {
        #expect(document.contains("`\(name)`"), "\(name) is missing")
        continue
      }
      #expect(lines.contains("## \(name)"), "\(name) has no section")
      let row = try #require(lines.first { $0.hasPrefix("| `\(name)` |") }, "\(name) has no row")
      let marks = row.split(separator: "|").dropFirst().map { $0.filter { $0 != " " } }
      let allowed = zip(Party.allCases, marks).filter { !$0.1.isEmpty }.map(\.0)
      #expect(marks.count == Party.allCases.count && Set(allowed) == endpoint.access, "\(name)")
    }
  }

  @Test("每一种问题都在，状态无误 every problem type with its status", arguments: ProblemType.allCases)
  func problems(type: ProblemType) throws {
    let document = try Self.document()
    #expect(
      document.contains("| `\(type.rawValue)` | \(type.status) |")
        || document.contains("`\(type.rawValue)` \(type.status)"), "\(type.rawValue)")
  }

  @Test("不提没有的问题 no problem type that does not exist")
  func noOthers() throws {
    let known = Set(ProblemType.allCases.map(\.rawValue))
    let rows = try Self.document().matches(of: /\n\| `([a-z-]+)` \| [0-9]{3} \|/)
    #expect(rows.count > 30 && rows.allSatisfy { known.contains(String($0.1)) })
  }

  @Test("末尾的总表：每种问题只说一次；哪些接口不会答的，正是没有接口会答的 the table at the end")
  func table() throws {
    let document = try Self.document()
    let section = try #require(document.split(separator: "\n## All problem types\n").last)
    let parts = section.split(separator: "\nThese belong to commands")
    #expect(parts.count == 2)
    let rows = parts[0].matches(of: /\n\| `([a-z-]+)` \| [0-9]{3} \|/).map { String($0.1) }
    let others = parts[1].matches(of: /`([a-z-]+)` [0-9]{3}/).map { String($0.1) }
    #expect((rows + others).sorted() == ProblemType.allCases.map(\.rawValue).sorted())
    // Those of the router and of forms have rows.
    let answered = Set(Rooms.endpoints.flatMap(\.problems)).union([.methodNotAllowed, .formExpired])
    #expect(
      Set(others) == Set(ProblemType.allCases.filter { !answered.contains($0) }.map(\.rawValue)))
    #expect(!parts[1].contains("\n| "), "rows stand behind the table")
  }

  @Test("例子照样能跑，回答一字不差 the examples are true")
  func examples() async throws {
    var lines = try Self.document().split(separator: "\n", omittingEmptySubsequences: false)
    let examples = try CurlExample.all(in: lines)
    let answers = Answers()
    try await Counter.open { counter in
      for example in examples {
        let cookies = ["member.txt": counter.cookie(1), "desk.txt": counter.deskCookie]
        let answer = try await counter.send(try example.request(cookies: cookies))
        let body = answer.split(separator: "\n\n", maxSplits: 1).dropFirst().first ?? ""
        await answers.add(String(answer.prefix(3)), String(body))
      }
    }
    let given = await answers.all
    try Self.checkEmbedded(examples)
    if getenv("SNAPSHOTS").map({ String(cString: $0) }) == "overwrite" {
      for (example, answer) in zip(examples, given).reversed() {
        let isKept = try Self.isTrue(example, answer.status, answer.body)
        guard !isKept else { continue }
        let shown = answer.body.isEmpty ? "" : try JSONValue.parse(answer.body).shown()
        lines.replaceSubrange(
          example.answerLines, with: shown.split(separator: "\n").map { Substring($0) })
      }
      let file = try known(fopen(Self.path, "w"))
      fputs(lines.joined(separator: "\n"), file)
      fclose(file)
      return
    }
    #expect(examples.count >= 18)
    for (example, answer) in zip(examples, given) {
      #expect(
        try Self.isTrue(example, answer.status, answer.body),
        "\(example.words.joined(separator: " "))\n\(answer.status) \(answer.body)")
    }
  }

  /// The examples as the server knows them for its OpenAPI document; `SNAPSHOTS=overwrite` writes them.
  private static func checkEmbedded(_ examples: [CurlExample]) throws {
    var written: [JSONValue] = []
    for example in examples {
      let request = try example.request(cookies: ["member.txt": "", "desk.txt": ""])
      let start = request.prefix { $0 != "\n" }.split(separator: " ").map(String.init)
      let method = try known(HTTPRequest.Method(rawValue: start[0]))
      let endpoint = try known(ContractCheck.endpoint(method, start[1]))
      var members: [JSONValue.Member] = [
        .init("endpoint", .string("\(start[0]) \(endpoint.path)"))
      ]
      if let body = example.body { members.append(.init("body", try JSONValue.parse(body))) }
      members.append(.init("status", .int(try known(Int64(example.status)))))
      if !example.answer.isEmpty {
        members.append(.init("answer", try JSONValue.parse(example.answer)))
      }
      written.append(.object(members))
    }
    let text = "[\n" + written.map { "  \($0)" }.joined(separator: ",\n") + "\n]\n"
    guard getenv("SNAPSHOTS").map({ String(cString: $0) }) != "overwrite" else {
      let file = try known(fopen(Self.embedded, "w"))
      fputs(text, file)
      fclose(file)
      return
    }
    #expect(
      try Self.text(of: Self.embedded) == text,
      "docs/api.md has other examples than Sources/ClubAPI/Contract/examples.json: SNAPSHOTS=overwrite"
    )
  }

  private static let embedded =
    path.split(separator: "/").dropLast(2).reduce("") { "\($0)/\($1)" }
    + "/Sources/ClubAPI/Contract/examples.json"

  private static func isTrue(
    _ example: CurlExample, _ status: String, _ body: String
  ) throws -> Bool {
    guard example.status == status, example.answer.isEmpty == body.isEmpty else { return false }
    guard !body.isEmpty else { return true }
    return try JSONValue.parse(body).matches(try JSONValue.parse(example.answer))
  }
}

/// The answers in the order in which they came.
private actor Answers {
  private(set) var all: [(status: String, body: String)] = []

  func add(_ status: String, _ body: String) { all.append((status, body)) }
}
