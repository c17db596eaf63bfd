/// Where in a JSON text something is (RFC 6901): `/members/0/phone`; the whole text is empty.
public struct JSONPointer: Hashable, Sendable, CustomStringConvertible {
  /// The pointer as text.
  public let description: String

  /// The whole text.
  public init() { description = "" }

  private init(description: String) { self.description = description }

  /// The member `key` of the object at this pointer; `~` and `/` are escaped.
  public func appending(_ key: String) -> JSONPointer {
    var text = description + "/"
    for scalar in key.unicodeScalars {
      switch scalar {
      case "~": text += "~0"
      case "/": text += "~1"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return JSONPointer(description: text)
  }

  /// The element `index` of the array at this pointer.
  public func appending(_ index: Int) -> JSONPointer {
    JSONPointer(description: "\(description)/\(index)")
  }
}
