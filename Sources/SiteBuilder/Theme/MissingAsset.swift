import Magazine

extension Diagnostic {
  /// A style sheet or a script names an asset that the theme has not.
  ///
  /// - Parameters:
  ///   - name: the asset's path from `assets/`.
  ///   - offset: the byte of the source at which it is named.
  ///   - source: the sheet or script as written.
  ///   - path: where it lies, from the themes' folder.
  ///   - root: the themes' folder.
  ///   - remedy: how such names are understood.
  ///   - known: the assets that there are.
  /// - Returns: the diagnostic.
  static func missingAsset(
    _ name: String, at offset: Int, of source: [UInt8], path: String, root: String,
    remedy: String, known: [String: String]
  ) -> Diagnostic {
    let before = source[..<offset]
    let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let position = Position(
      line: before.count { $0 == UInt8(ascii: "\n") } + 1,
      column: source[lineStart..<offset].count { $0 & 0xC0 != 0x80 } + 1)
    return Diagnostic(
      .error, root: root, path: path, position: position, in: source,
      message: "the theme has no asset “\(name)”",
      remedy: "\(remedy); there are: " + known.keys.sorted().joined(separator: ", "))
  }
}
