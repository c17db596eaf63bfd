import Hummingbird
import JSON
import Synchronization

/// The API's description in OpenAPI 3.1, made of the endpoints themselves.
public enum OpenAPI {
  private struct Edition: Hashable {
    let language: Language
    let isSecure: Bool
  }

  private static let written = Mutex<[Edition: [UInt8]]>([:])

  /// The whole document.
  ///
  /// - Parameters:
  ///   - language: of its sentences.
  ///   - isSecure: whether cookies have the names that they have over TLS.
  /// - Returns: JSON; the same bytes for the same arguments.
  public static func document(in language: Language, isSecure: Bool) -> [UInt8] {
    let edition = Edition(language: language, isSecure: isSecure)
    if let known = written.withLock({ $0[edition] }) { return known }
    var json = JSONWriter()
    json.object { json in write(to: &json, edition) }
    let bytes = json.bytes
    written.withLock { $0[edition] = bytes }
    return bytes
  }

  private static func write(to json: inout JSONWriter, _ edition: Edition) {
    let language = edition.language
    json.member("openapi", "3.1.0")
    json.key("info")
    json.object { json in
      json.member("title", Words("会刊接口", "Huikan API").text(in: language))
      json.member("version", "1")
      json.member("description", introduction.text(in: language))
    }
    json.key("servers")
    json.array { json in json.object { $0.member("url", "/") } }
    json.key("tags")
    json.array { json in
      for room in Rooms.all where room.endpoints.contains(where: { $0.style == .json }) {
        json.object { $0.member("name", room.title.text(in: language)) }
      }
    }
    json.key("paths")
    writePaths(to: &json, in: language)
    json.key("components")
    json.object { writeComponents(to: &$0, edition) }
    json.key("x-role-names")
    json.object { json in
      for party in Party.allCases {
        json.key(escaping: party.rawValue)
        json.string(party.title.text(in: language))
      }
    }
    json.key("x-problems")
    json.array { json in
      for type in ProblemType.allCases { type.write(to: &json, in: language) }
    }
  }

  private static let introduction = Words(
    "会员、积分与报名。每个会写的POST都带Idempotency-Key：同一个键的同一个请求只做一次，再发得到第一次的回答。"
      + "拒绝一律是application/problem+json，程序看type，人看detail。",
    "Members, points and registrations. Every POST that writes carries an Idempotency-Key: the same"
      + " request with the same key is done once, and sent again gets the first answer. Every refusal"
      + " is application/problem+json: programs look at type, people read detail.")

  private static func writePaths(to json: inout JSONWriter, in language: Language) {
    var paths: [String] = []
    for endpoint in Rooms.endpoints where endpoint.style == .json && !paths.contains(endpoint.path)
    {
      paths.append(endpoint.path)
    }
    json.object { json in
      for path in paths {
        json.key(escaping: path)
        json.object { json in
          for room in Rooms.all {
            for endpoint in room.endpoints where endpoint.style == .json && endpoint.path == path {
              json.key(escaping: endpoint.method.rawValue.lowercased())
              endpoint.write(to: &json, tag: room.title, in: language)
            }
          }
        }
      }
    }
  }

  private static func writeComponents(to json: inout JSONWriter, _ edition: Edition) {
    let language = edition.language
    var schemas: [String: Schema] = [:]
    for answer in Rooms.endpoints.flatMap(\.contract.answers) {
      schemas.merge(answer.schema?.named ?? [:]) { first, _ in first }
    }
    schemas.merge(Problem.schema.named) { first, _ in first }
    json.key("schemas")
    json.object { json in
      for (name, schema) in schemas.sorted(by: { $0.key < $1.key }) {
        json.key(escaping: name)
        schema.writeDefinition(to: &json, in: language)
      }
    }
    json.key("parameters")
    json.object { writeHeaders(to: &$0, in: language) }
    json.key("securitySchemes")
    json.object { json in
      json.key("staff")
      json.object { json in
        json.member("type", "http")
        json.member("scheme", "bearer")
        json.member(
          "description",
          Words(
            "工作人员的令牌，huikan staff add 打印", "A token of the staff, as huikan staff add prints it"
          )
          .text(in: language))
      }
      let prefix = edition.isSecure ? "__Host-" : ""
      for (scheme, name) in [("member", "huikan"), ("desk", "huikan-desk")] {
        json.key(escaping: scheme)
        json.object { json in
          json.member("type", "apiKey")
          json.member("in", "cookie")
          json.member("name", prefix + name)
        }
      }
    }
  }

  private static func writeHeaders(to json: inout JSONWriter, in language: Language) {
    func header(
      _ key: StaticString, _ name: String, isRequired: Bool, _ about: Words, _ schema: Schema,
      to json: inout JSONWriter
    ) {
      json.key(key)
      json.object { json in
        json.member("name", name)
        json.member("in", "header")
        json.key("required")
        json.bool(isRequired)
        json.member("description", about.text(in: language))
        json.key("schema")
        schema.write(to: &json, in: language)
      }
    }
    let key = Schema.pattern("[!-~]{16,128}", example: "3f0c9a52-7d1e-4b9e-9a3c-0d7d6c1b2e44")
    header(
      "IdempotencyKey", "Idempotency-Key", isRequired: true,
      Words("每次新的请求换一个；同一个请求再发时不变", "New for each request; the same when it is sent again"),
      key, to: &json)
    header(
      "IdempotencyKeyUnlessPreview", "Idempotency-Key", isRequired: true,
      Words(
        "每次新的请求换一个；预览（preview=true）可以不带",
        "New for each request; a preview (preview=true) may do without"), key,
      to: &json)
    header(
      "IfNoneMatch", "If-None-Match", isRequired: false,
      Words("手上那一份的ETag；相同则304", "The ETag of what the client has; 304 where it is the same"),
      .anyText, to: &json)
    header(
      "IfMatch", "If-Match", isRequired: false,
      Words(
        "看到的那一份的ETag；已变则412，什么也不做",
        "The ETag of what was seen; 412 where it has changed, and nothing is done"),
      .pattern("\\*|\"[0-9a-f]{24}\"", example: "\"0123456789abcdef01234567\""), to: &json)
    header(
      "AcceptLanguage", "Accept-Language", isRequired: false,
      Words("zh或en，问题的说明用它", "zh or en, for what problems say"),
      .anyText, to: &json)
  }
}

extension ProblemType {
  fileprivate func write(to json: inout JSONWriter, in language: Language) {
    json.object { json in
      json.member("type", "/problems/\(rawValue)")
      json.member("status", status)
      json.member("title", title.text(in: language))
      json.member("detail", meaning.text(in: language))
    }
  }
}

extension Problem {
  /// What every refusal looks like.
  static let schema = Schema.named(
    "Problem",
    .object([
      Property(
        "type", .pattern("/problems/[a-z-]+", example: "/problems/unknown-member"), "种类", "The kind"
      ),
      Property("title", .anyText, "种类的名称", "The kind's name"),
      Property("status", .integer(400...599), "状态码", "The status"),
      Property("detail", .anyText, "这一次是怎么回事，该怎么办", "What is wrong this time and what to do"),
      Property("instance", .anyText, "请求的地址", "The address that was asked"),
      Property(
        "errors",
        .list(
          .object([
            Property("pointer", .anyText, "JSON Pointer", "A JSON Pointer (RFC 6901)"),
            Property(
              "line", .integer(), "文件的第几行", "The line, in a file of rows", isRequired: false),
            Property(
              "column", .integer(), "那一行的第几项", "The field of that row", isRequired: false),
            Property("detail", .anyText, "这一项应当怎样", "What it is to look like"),
          ])), "有误的各项", "The fields that are wrong", isRequired: false),
    ]))
}
