import JSON
import Synchronization

/// The API's OpenAPI document as pages show it. The server writes it; here it is only read.
struct APIDocument: Sendable {
  /// A name with what it means: a parameter, a field, a part of an answer.
  struct Item: Sendable {
    var name: String
    var text: String
    var isNeeded = false
  }

  /// One of the answers of an operation that are no refusal.
  struct Answer: Sendable {
    var status: String
    var text: String
    var items: [Item]
    var example: String?
  }

  /// A method on a path.
  struct Operation: Sendable {
    var id: String
    var room: String
    var method: String
    var path: String
    var summary: String
    var detail: String?
    var roles: [String]
    var parameters: [Item]
    var fields: [Item]
    var request: String?
    var answers: [Answer]
    /// Codes of the refusals.
    var problems: [String]
  }

  /// A kind of refusal.
  struct Problem: Sendable {
    var code: String
    var status: Int
    var title: String
    var detail: String

    var url: String { "/problems/\(code)/" }
  }

  let rooms: [String]
  let operations: [Operation]
  let problems: [Problem]

  private static let latest = Mutex<(bytes: [UInt8], document: APIDocument)?>(nil)

  /// Reads a document; the one that was read last is remembered.
  ///
  /// - Parameter bytes: OpenAPI 3.1 in JSON, as the server writes it.
  /// - Returns: nil where it is no such document.
  static func read(_ bytes: [UInt8]) -> APIDocument? {
    if let known = latest.withLock({ $0 }), known.bytes == bytes { return known.document }
    guard let json = try? JSONValue.parse(bytes) else { return nil }
    let document = APIDocument(json)
    latest.withLock { $0 = (bytes, document) }
    return document
  }

  private init(_ json: JSONValue) {
    let reader = DocumentReader(root: json)
    rooms = (json["tags"]?.elements ?? []).compactMap { $0["name"]?.string }
    var operations: [Operation] = []
    for path in json["paths"]?.members ?? [] {
      for method in path.value.members ?? [] {
        operations.append(
          reader.operation(method.value, method: method.key.uppercased(), path: path.key))
      }
    }
    self.operations = operations
    problems = (json["x-problems"]?.elements ?? []).compactMap { problem in
      guard let type = problem["type"]?.string, let status = problem["status"]?.int else {
        return nil
      }
      return Problem(
        code: String(type.dropFirst("/problems/".utf8.count)), status: status,
        title: problem["title"]?.string ?? "", detail: problem["detail"]?.string ?? "")
    }
  }
}

/// Reads the parts of an OpenAPI document, following its references.
private struct DocumentReader {
  let root: JSONValue

  func operation(_ json: JSONValue, method: String, path: String) -> APIDocument.Operation {
    let names = root["x-role-names"]
    let media = json["requestBody"]?["content"]?["application/json"]
    var answers: [APIDocument.Answer] = []
    var problems: [String] = []
    for response in json["responses"]?.members ?? [] {
      let content = response.value["content"]
      if let types = content?["application/problem+json"]?["schema"]?["allOf"]?[1]?["properties"]?[
        "type"]?["enum"]?.elements
      {
        problems += types.compactMap { $0.string?.split(separator: "/").last.map(String.init) }
        continue
      }
      let media = content?["application/json"]
      answers.append(
        APIDocument.Answer(
          status: response.key, text: response.value["description"]?.string ?? "",
          items: media?["schema"].map { items(of: $0) } ?? [], example: example(of: media)))
    }
    return APIDocument.Operation(
      id: json["operationId"]?.string ?? "", room: json["tags"]?[0]?.string ?? "", method: method,
      path: path, summary: json["summary"]?.string ?? "", detail: json["description"]?.string,
      roles: (json["x-roles"]?.elements ?? []).compactMap { role in
        role.string.map { names?[$0]?.string ?? $0 }
      },
      parameters: (json["parameters"]?.elements ?? []).map { parameter in
        let parameter = resolved(parameter)
        return APIDocument.Item(
          name: parameter["name"]?.string ?? "", text: parameter["description"]?.string ?? "",
          isNeeded: parameter["required"]?.bool ?? false)
      }, fields: media?["schema"].map { items(of: $0) } ?? [], request: example(of: media),
      answers: answers, problems: problems)
  }

  private func resolved(_ json: JSONValue) -> JSONValue {
    if let reference = json["$ref"]?.string {
      let target = reference.split(separator: "/").dropFirst().reduce(Optional(root)) {
        $0?[String($1)]
      }
      return target.map { resolved($0) } ?? .null
    }
    for word in ["allOf", "anyOf"] {
      if json["properties"] == nil, let first = json[word]?[0] { return resolved(first) }
    }
    return json
  }

  /// The members of an object, those of what it holds by a path: `lines[].id`.
  private func items(of schema: JSONValue, before: String = "", depth: Int = 2) -> [APIDocument
    .Item]
  {
    let object = resolved(schema)
    let needed = (object["required"]?.elements ?? []).compactMap(\.string)
    var items: [APIDocument.Item] = []
    for member in object["properties"]?.members ?? [] {
      items.append(
        APIDocument.Item(
          name: before + member.key, text: member.value["description"]?.string ?? "",
          isNeeded: needed.contains(member.key)))
      guard depth > 1 else { continue }
      let value = resolved(member.value)
      if let element = value["items"] {
        items += self.items(of: element, before: "\(before)\(member.key)[].", depth: depth - 1)
      } else if value["properties"] != nil {
        items += self.items(of: value, before: "\(before)\(member.key).", depth: depth - 1)
      }
    }
    return items
  }

  private func example(of media: JSONValue?) -> String? {
    media?["examples"]?.members?.first?.value["value"].map { Self.text(of: $0) }
  }

  /// A value as people read it: short ones on a line, others a member or element a line.
  private static func text(of json: JSONValue, indent: String = "") -> String {
    let line = json.description
    guard line.utf8.count > 72 else { return line }
    let deeper = indent + "  "
    switch json {
    case .object(let members):
      let lines = members.map {
        "\(deeper)\(JSONValue.string($0.key)): \(text(of: $0.value, indent: deeper))"
      }
      return "{\n\(lines.joined(separator: ",\n"))\n\(indent)}"
    case .array(let elements):
      let lines = elements.map { deeper + text(of: $0, indent: deeper) }
      return "[\n\(lines.joined(separator: ",\n"))\n\(indent)]"
    default: return line
    }
  }
}
