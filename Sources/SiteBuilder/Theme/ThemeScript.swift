import Magazine

/// One of a theme's scripts, with the modules that it imports replaced by their published URLs: a
/// module is found by the address of its file, and that changes with its bytes.
struct ThemeScript {
  /// An `import` or `export` with a path: `from "./wire.js"`, `import("./shelf.js")`.
  private struct Import {
    let name: String
    /// The path between its quotation marks.
    let place: Range<Int>
  }

  private let path: String
  private let source: [UInt8]
  private let imports: [Import]

  /// - Parameters:
  ///   - source: the script as written.
  ///   - path: its path from `assets/`.
  init(_ source: [UInt8], path: String) {
    self.source = source
    self.path = path
    var found: [Import] = []
    for opening in ["from \"", "import \"", "import(\""].map({ Array($0.utf8) }) {
      var start = source.startIndex
      while let place = source.place(of: opening, from: start)?.upperBound {
        start = place
        guard let end = source[place...].firstIndex(of: UInt8(ascii: "\"")) else { break }
        let written = String(decoding: source[place..<end], as: UTF8.self)
        guard written.hasPrefix("./") || written.hasPrefix("../") else { continue }
        found.append(Import(name: Self.resolve(written, from: path), place: place..<end))
      }
    }
    imports = found.sorted { $0.place.lowerBound < $1.place.lowerBound }
  }

  /// The paths of the modules that it imports, from `assets/`.
  var names: [String] { imports.map(\.name) }

  /// The script as it is published.
  ///
  /// - Parameters:
  ///   - urls: the URLs of what is published, by path from `assets/`.
  ///   - missing: says what is wrong with an import, at that byte, of a module without a URL.
  /// - Returns: its bytes.
  func bytes(_ urls: [String: String], missing: (String, Int) -> Void) -> [UInt8] {
    var bytes: [UInt8] = []
    var position = source.startIndex
    for one in imports {
      bytes += source[position..<one.place.lowerBound]
      if let url = urls[one.name] {
        bytes += Array(url.utf8)
      } else {
        missing(one.name, one.place.lowerBound)
        bytes += source[one.place]
      }
      position = one.place.upperBound
    }
    return bytes + source[position...]
  }

  /// `./dom.js` in `desk/wire.js` is `desk/dom.js`.
  private static func resolve(_ written: String, from path: String) -> String {
    var names = path.split(separator: "/").dropLast().map(String.init)
    for name in written.split(separator: "/") where name != "." {
      if name == ".." { _ = names.popLast() } else { names.append(String(name)) }
    }
    return names.joined(separator: "/")
  }
}
