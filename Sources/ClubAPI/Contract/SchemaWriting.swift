import JSON

extension Schema {
  /// Writes the schema; what has a name is referred to by it.
  ///
  /// - Parameters:
  ///   - json: takes it.
  ///   - language: of the words in it.
  ///   - isClosed: whether members that are not named are refused, as they are in what is sent.
  func write(to json: inout JSONWriter, in language: Language, isClosed: Bool = false) {
    json.object { writeKeywords(to: &$0, in: language, isClosed: isClosed) }
  }

  /// Writes what stands between the braces, beside which a description may stand.
  fileprivate func writeKeywords(
    to json: inout JSONWriter, in language: Language, isClosed: Bool
  ) {
    switch self {
    case .named(let name, _):
      json.member("$ref", "#/components/schemas/\(name)")
    case .nullable(.named(let name, _)):
      json.key("anyOf")
      json.array { json in
        json.object { $0.member("$ref", "#/components/schemas/\(name)") }
        json.object { $0.member("type", "null") }
      }
    case .blankable(let schema):
      json.key("anyOf")
      json.array { json in
        schema.write(to: &json, in: language, isClosed: isClosed)
        json.object { json in
          json.key("enum")
          json.array { json in
            json.string("")
            json.null()
          }
        }
      }
    default:
      writeMembers(to: &json, in: language, isClosed: isClosed, orNull: false)
    }
  }

  private func writeMembers(
    to json: inout JSONWriter, in language: Language, isClosed: Bool, orNull: Bool
  ) {
    switch self {
    case .text(let rule):
      Self.writeType("string", to: &json, orNull: orNull)
      rule.write(to: &json, orNull: orNull)
    case .integer(let range):
      Self.writeType("integer", to: &json, orNull: orNull)
      if let range {
        json.member("minimum", range.lowerBound)
        json.member("maximum", range.upperBound)
      }
    case .boolean:
      Self.writeType("boolean", to: &json, orNull: orNull)
    case .flag:
      Self.writeType("boolean", to: &json, orNull: orNull)
      // Said twice, for readers to whom a one is as good as true.
      json.key("enum")
      json.array { json in
        json.bool(false)
        json.bool(true)
      }
      json.key("default")
      json.bool(false)
    case .list(let element):
      Self.writeType("array", to: &json, orNull: orNull)
      json.key("items")
      element.write(to: &json, in: language, isClosed: isClosed)
    case .object(let properties):
      Self.writeType("object", to: &json, orNull: orNull)
      Self.write(properties, to: &json, in: language, isClosed: isClosed)
    case .anyObject:
      Self.writeType("object", to: &json, orNull: orNull)
    case .nullable(let schema), .blankable(let schema):
      schema.writeMembers(to: &json, in: language, isClosed: isClosed, orNull: true)
    case .named(_, let schema):
      schema.writeMembers(to: &json, in: language, isClosed: isClosed, orNull: orNull)
    }
  }

  /// Writes what stands under the schema's name.
  func writeDefinition(to json: inout JSONWriter, in language: Language) {
    json.object { writeMembers(to: &$0, in: language, isClosed: false, orNull: false) }
  }

  private static func writeType(_ type: String, to json: inout JSONWriter, orNull: Bool) {
    json.key("type")
    guard orNull else { return json.string(type) }
    json.array { json in
      json.string(type)
      json.string("null")
    }
  }

  private static func write(
    _ properties: [Property], to json: inout JSONWriter, in language: Language, isClosed: Bool
  ) {
    json.key("properties")
    json.object { json in
      for property in properties {
        json.key(escaping: property.name)
        property.write(to: &json, in: language, isClosed: isClosed)
      }
    }
    let required = properties.filter(\.isRequired)
    if !required.isEmpty {
      json.key("required")
      json.array { json in for property in required { json.string(property.name) } }
    }
    if isClosed {
      json.key("additionalProperties")
      json.bool(false)
    }
  }

  /// Every schema with a name that this one leads to.
  var named: [String: Schema] {
    switch self {
    case .text, .integer, .boolean, .flag, .anyObject: [:]
    case .list(let schema), .nullable(let schema), .blankable(let schema): schema.named
    case .object(let properties):
      properties.reduce(into: [:]) { $0.merge($1.schema.named) { first, _ in first } }
    case .named(let name, let schema): schema.named.merging([name: self]) { first, _ in first }
    }
  }
}

extension Property {
  fileprivate func write(to json: inout JSONWriter, in language: Language, isClosed: Bool) {
    json.object { json in
      json.member("description", about.text(in: language))
      guard case .named = schema else {
        return schema.writeKeywords(to: &json, in: language, isClosed: isClosed)
      }
      // Beside a description a reference stands alone in `allOf`, which every reader understands.
      json.key("allOf")
      json.array { schema.write(to: &$0, in: language, isClosed: isClosed) }
    }
  }
}

extension TextRule {
  fileprivate func write(to json: inout JSONWriter, orNull: Bool) {
    if let minimum { json.member("minLength", minimum) }
    if let maximum { json.member("maxLength", maximum) }
    if let pattern { json.member("pattern", pattern) }
    if let format { json.member("format", format) }
    if !values.isEmpty {
      json.key("enum")
      json.array { json in
        for value in values { json.string(value) }
        if orNull { json.null() }
      }
    }
    if let example {
      json.key("examples")
      json.array { $0.string(example) }
    }
  }
}

extension [Field] {
  /// Writes the body's schema: an object of these fields and of no others.
  func writeBody(to json: inout JSONWriter, in language: Language) {
    json.object { json in
      json.member("type", "object")
      json.key("properties")
      json.object { json in
        for field in self {
          json.key(escaping: field.name)
          field.writeInBody(to: &json, in: language)
        }
      }
      let needed = filter(\.isNeeded)
      if !needed.isEmpty {
        json.key("required")
        json.array { json in for field in needed { json.string(field.name) } }
      }
      json.key("additionalProperties")
      json.bool(false)
    }
  }
}

extension Field {
  /// What may be sent for it.
  var schema: Schema { isNeeded ? rule.schema : rule.schema.omittable }

  fileprivate func writeInBody(to json: inout JSONWriter, in language: Language) {
    json.object { json in
      json.member("description", rule.words.text(in: language))
      schema.writeKeywords(to: &json, in: language, isClosed: true)
    }
  }
}
