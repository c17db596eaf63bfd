import Testing

@Suite("Tidy: the arrows of ARCHITECTURE.md are the only imports")
struct ImportTests {
  /// What each target may import besides the standard library. Adding an arrow here means drawing
  /// it in ARCHITECTURE.md too; a test below holds the two together.
  static let arrows: [String: Set<String>] = [
    "CSV": [],
    "CivilTime": [],
    "JSON": [],
    "Packing": [],
    "QRCode": ["CQRencode"],
    "Theming": ["Synchronization"],
    "Club": ["CivilTime"],
    "Traditional": ["COpenCC"],
    "Gzip": ["CZlib"],
    "Zip": ["CZip"],
    "Markdown": ["CMark", "Packing"],
    "Magazine": ["CivilTime", "Packing", "Yams"],
    "Disk": [],
    "Lines": ["CCRC32C", "Disk", "JSON"],
    "Annex": ["Disk", "JSON", "Lines"],
    "Snapshots": ["Annex", "Disk", "JSON", "Lines"],
    "Journal": ["Annex", "Disk", "JSON", "Lines", "Snapshots"],
    "ClubStore": [
      "Annex", "CivilTime", "Club", "Crypto", "Disk", "JSON", "Journal", "Lines", "Logging",
      "Snapshots",
    ],
    "ClubAPI": [
      "CSV", "CivilTime", "Club", "ClubStore", "Crypto", "Gzip", "Hummingbird", "JSON",
      "Logging", "QRCode",
    ],
    "SiteBuilder": [
      "CSpawn", "CivilTime", "Club", "Crypto", "JSON", "Magazine", "Markdown", "Packing", "Theming",
      "Traditional", "Zip",
    ],
    "huikan": [
      "ArgumentParser", "CSV", "CSpawn", "CivilTime", "Club", "ClubAPI", "ClubStore", "Disk",
      "Hummingbird", "JSON", "Logging", "Magazine", "Markdown", "ServiceLifecycle", "SiteBuilder",
    ],
  ]

  /// Modules of the system and of the toolchain; the pure targets may not use even these.
  static let system: Set<String> = ["Glibc", "Synchronization", "Dispatch"]
  static let pure: Set<String> = ["CSV", "CivilTime", "JSON", "Packing", "Theming", "Club"]

  /// Part of what Hummingbird's own interface is written in, so whoever imports it may name them.
  static let carried: [String: Set<String>] = [
    "Hummingbird": ["HTTPTypes", "HummingbirdCore", "NIOCore", "NIOHTTPTypes", "NIOPosix"]
  ]

  @Test("each file imports only what its target may", arguments: SourceTree.sources)
  func onlyAllowed(file: SourceTree.File) throws {
    let allowed = try #require(Self.arrows[file.target], "\(file.target) has no arrows here")
    var names = allowed.union(Self.pure.contains(file.target) ? [] : Self.system)
    for name in allowed { names.formUnion(Self.carried[name] ?? []) }
    for (line, module) in Self.imports(in: file) {
      #expect(
        names.contains(module), "\(file.path):\(line): \(file.target) may not import \(module)")
    }
  }

  /// The libraries in C, each with the one target that wraps it.
  static let wrappers = [
    "CMark": "Markdown", "COpenCC": "Traditional", "CQRencode": "QRCode", "CZip": "Zip",
    "CZlib": "Gzip",
  ]

  @Test("C pointers stay where C is wrapped", arguments: wrappers.keys.sorted())
  func wrapped(library: String) {
    let importers = SourceTree.sources.filter { file in
      Self.imports(in: file).contains { $0.module == library }
    }
    #expect(Set(importers.map(\.target)) == Set([Self.wrappers[library]].compactMap { $0 }))
  }

  @Test("every arrow is drawn in ARCHITECTURE.md", arguments: arrows.keys.sorted())
  func documented(target: String) throws {
    let document = try SourceTree.text("ARCHITECTURE.md")
    let row = try #require(
      document.split(separator: "\n").first { $0.hasPrefix("| `\(target)` ") },
      "ARCHITECTURE.md has no row for \(target)")
    for module in Self.arrows[target] ?? [] {
      #expect(row.contains("`\(module)`"), "the row of \(target) does not name \(module)")
    }
  }

  /// Line number, from 1, and module of every import statement.
  static func imports(in file: SourceTree.File) -> [(line: Int, module: String)] {
    let levels: Set<Substring> = ["public", "package", "internal", "fileprivate", "private"]
    return file.lines.enumerated().compactMap { index, line in
      let words = line.split(separator: " ")
      guard let position = words.firstIndex(of: "import"), position + 1 < words.count,
        words[..<position].allSatisfy({ $0.hasPrefix("@") || levels.contains($0) })
      else { return nil }
      let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "func", "typealias"]
      let path = words[position + 1]
      let name = kinds.contains(path) && position + 2 < words.count ? words[position + 2] : path
      return (index + 1, String(name.split(separator: ".")[0]))
    }
  }
}
