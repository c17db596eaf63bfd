import Hummingbird
import JSON

extension Endpoint {
  /// The operation's name: `getMembersNumberPoints`.
  var operationID: String {
    let words = path.split { "/{}-.".contains($0) }.dropFirst(2)
    return method.rawValue.lowercased()
      + words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }

  /// Writes the endpoint as an operation of OpenAPI.
  func write(to json: inout JSONWriter, tag: Words, in language: Language) {
    let examples = ContractExamples.of("\(method.rawValue) \(path)")
    json.object { json in
      json.member("operationId", operationID)
      json.key("tags")
      json.array { $0.string(tag.text(in: language)) }
      json.member("summary", contract.summary.text(in: language))
      if let detail = contract.detail { json.member("description", detail.text(in: language)) }
      json.key("x-roles")
      json.array { json in
        for party in Party.allCases where access.contains(party) { json.string(party.rawValue) }
      }
      json.key("security")
      writeSecurity(to: &json)
      json.key("parameters")
      writeParameters(to: &json, in: language)
      if method == .post {
        json.key("requestBody")
        writeBody(to: &json, examples, in: language)
      }
      json.key("responses")
      json.object { json in
        for answer in answers.sorted(by: { $0.status < $1.status }) {
          json.key(escaping: "\(answer.status)")
          answer.write(
            to: &json, examples.filter { $0.status == answer.status },
            isLimited: contract.limit != nil, isTagged: isTagged, in: language)
        }
        for (status, types) in Dictionary(grouping: problems, by: \.status).sorted(by: {
          $0.key < $1.key
        }) {
          json.key(escaping: "\(status)")
          write(
            types, examples.filter { $0.status == status }, to: &json, in: language)
        }
      }
    }
  }

  private func writeSecurity(to json: inout JSONWriter) {
    json.array { json in
      if access.contains(.visitor) { json.object { _ in } }
      var schemes = access.isDisjoint(with: .colleagues) ? [] : ["staff", "desk"]
      if access.contains(.member) { schemes.append("member") }
      for scheme in schemes {
        json.object { json in
          json.key(escaping: scheme)
          json.array { _ in }
        }
      }
    }
  }

  private func writeParameters(to json: inout JSONWriter, in language: Language) {
    json.array { json in
      for parameter in parameters {
        json.object { json in
          json.member("name", parameter.rawValue)
          json.member("in", "path")
          json.key("required")
          json.bool(true)
          json.member("description", parameter.about.text(in: language))
          json.key("schema")
          parameter.schema.write(to: &json, in: language)
        }
      }
      for field in query {
        json.object { json in
          json.member("name", field.name)
          json.member("in", "query")
          json.key("required")
          json.bool(field.isNeeded)
          json.member("description", field.rule.words.text(in: language))
          json.key("schema")
          field.rule.schema.write(to: &json, in: language)
        }
      }
      if needsKey {
        let name = effect == .writesOrPreviews ? "IdempotencyKeyUnlessPreview" : "IdempotencyKey"
        json.object { $0.member("$ref", "#/components/parameters/\(name)") }
      }
      if isTagged || contract.resource != nil {
        let name = isTagged ? "IfNoneMatch" : "IfMatch"
        json.object { $0.member("$ref", "#/components/parameters/\(name)") }
      }
      json.object { $0.member("$ref", "#/components/parameters/AcceptLanguage") }
    }
  }

  private func writeBody(
    to json: inout JSONWriter, _ examples: [ContractExample], in language: Language
  ) {
    json.object { json in
      json.key("required")
      json.bool(contract.body.contains { $0.isNeeded } || contract.media != .json)
      json.key("content")
      json.object { json in
        json.key(escaping: contract.media.type)
        json.object { json in
          if case .csv(let example) = contract.media {
            json.key("schema")
            Schema.anyText.write(to: &json, in: language)
            json.member("example", example)
            return
          }
          json.key("schema")
          contract.body.writeBody(to: &json, in: language)
          Self.writeExamples(examples.filter { $0.status < 300 }.compactMap(\.body), to: &json)
        }
      }
    }
  }

  /// The refusals of one status.
  private func write(
    _ types: [ProblemType], _ examples: [ContractExample], to json: inout JSONWriter,
    in language: Language
  ) {
    json.object { json in
      json.member(
        "description",
        types.map { "`\($0.rawValue)` \($0.title.text(in: language))" }.joined(separator: "; "))
      let status = types.first?.status ?? 0
      Self.writeHeaders(
        ([409, 429, 503, 507].contains(status) ? ["Retry-After"] : [])
          + (status == 401 ? ["WWW-Authenticate"] : [])
          + (contract.limit == nil ? [] : Self.limitHeaders), to: &json, in: language)
      json.key("content")
      json.object { json in
        json.key("application/problem+json")
        json.object { json in
          json.key("schema")
          json.object { json in
            json.key("allOf")
            json.array { json in
              Problem.schema.write(to: &json, in: language)
              json.object { json in
                json.key("properties")
                json.object { json in
                  json.key("type")
                  json.object { json in
                    json.key("enum")
                    json.array { json in
                      for type in types { json.string("/problems/\(type.rawValue)") }
                    }
                  }
                }
              }
            }
          }
          Self.writeExamples(examples.compactMap(\.answer), to: &json)
        }
      }
    }
  }

  /// What every answer of an endpoint with a limit says of it.
  fileprivate static let limitHeaders = ["RateLimit", "RateLimit-Policy"]

  /// The headers that only some answers have.
  fileprivate static func writeHeaders(
    _ names: [String], to json: inout JSONWriter, in language: Language
  ) {
    guard !names.isEmpty else { return }
    json.key("headers")
    json.object { json in
      for name in names {
        json.key(escaping: name)
        json.object { json in
          json.key("schema")
          Schema.anyText.write(to: &json, in: language)
        }
      }
    }
  }

  fileprivate static func writeExamples(_ examples: [JSONValue], to json: inout JSONWriter) {
    guard !examples.isEmpty else { return }
    json.key("examples")
    json.object { json in
      for (index, example) in examples.enumerated() {
        json.key(escaping: "example\(index + 1)")
        json.object { json in
          json.key("value")
          example.write(to: &json)
        }
      }
    }
  }
}

extension AnswerContract {
  fileprivate func write(
    to json: inout JSONWriter, _ examples: [ContractExample], isLimited: Bool, isTagged: Bool,
    in language: Language
  ) {
    json.object { json in
      json.member("description", about.text(in: language))
      Endpoint.writeHeaders(
        (hasLocation ? ["Location"] : []) + (setsCookie ? ["Set-Cookie"] : [])
          + (isLimited ? Endpoint.limitHeaders : []) + (isTagged ? ["ETag"] : []), to: &json,
        in: language)
      guard let schema else { return }
      json.key("content")
      json.object { json in
        json.key("application/json")
        json.object { json in
          json.key("schema")
          schema.write(to: &json, in: language)
          Endpoint.writeExamples(examples.compactMap(\.answer), to: &json)
        }
      }
    }
  }
}
