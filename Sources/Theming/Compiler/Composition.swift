extension Nested {
  /// What `a.b` reads, where this is `a`: the walk into the object, and the field read there. Where
  /// the object is absent, the value is the empty one.
  func leading(to access: Access) -> Access {
    let walk = walk
    switch access {
    case .text(let optional, let get):
      return .text(optional: optional || kind == .optional) { frame in
        var text = ""
        walk(frame) { text = get($0) }
        return text
      }
    case .html(let optional, let get):
      return .html(optional: optional || kind == .optional) { frame in
        var markup = HTML()
        walk(frame) { markup = get($0) }
        return markup
      }
    case .number(let get):
      guard kind == .object else {
        return .optionalNumber { frame in
          var digits = ""
          walk(frame) { digits = String(get($0)) }
          return digits
        }
      }
      return .number { frame in
        var number = 0
        walk(frame) { number = get($0) }
        return number
      }
    case .optionalNumber(let get):
      return .optionalNumber { frame in
        var digits = ""
        walk(frame) { digits = get($0) }
        return digits
      }
    case .flag(let get):
      return .flag { frame in
        var flag = false
        walk(frame) { flag = get($0) }
        return flag
      }
    case .nested(let inner):
      return .nested(leading(to: inner))
    }
  }

  private func leading(to inner: Nested) -> Nested {
    let walk = walk
    return Nested(
      kind: inner.kind == .object ? kind : inner.kind,
      element: inner.element,
      isEmpty: { frame in
        var isEmpty = true
        walk(frame) { isEmpty = inner.isEmpty($0) }
        return isEmpty
      },
      walk: { frame, body in walk(frame) { inner.walk($0, body) } })
  }
}

extension Access {
  /// Whether the value is there, for sections; nil where it has no truth.
  var presence: (@Sendable (Frame) -> Bool)? {
    switch self {
    case .text(_, let get), .optionalNumber(let get): { !get($0).isEmpty }
    case .html(_, let get): { !get($0).bytes.isEmpty }
    case .number: nil
    case .flag(let get): get
    case .nested(let nested): { !nested.isEmpty($0) }
    }
  }

  /// The contexts that a section on this value enters; nil for what is only true or false.
  var section: Nested? {
    switch self {
    case .text(_, let get), .optionalNumber(let get):
      Nested(
        kind: .optional, element: { AnyShape.text }, isEmpty: { get($0).isEmpty },
        walk: { frame, body in
          let text = get(frame)
          if !text.isEmpty { withUnsafePointer(to: text) { body(Frame($0)) } }
        })
    case .html(_, let get):
      Nested(
        kind: .optional, element: { AnyShape.html }, isEmpty: { get($0).bytes.isEmpty },
        walk: { frame, body in
          let markup = get(frame)
          if !markup.bytes.isEmpty { withUnsafePointer(to: markup) { body(Frame($0)) } }
        })
    case .nested(let nested): nested
    case .number, .flag: nil
    }
  }
}
