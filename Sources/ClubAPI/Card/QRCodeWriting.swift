import JSON
import QRCode

extension JSONWriter {
  /// Writes a member with a code as a script draws it, or `null`: the width and height in modules,
  /// and the dark ones as the data of an SVG path.
  mutating func member(_ name: StaticString, _ code: QRCode?) {
    key(name)
    guard let code else { return null() }
    object { json in
      json.member("size", code.size)
      json.member("path", code.path)
    }
  }
}
