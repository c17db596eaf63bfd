/// What loading a content folder comes to.
public struct Loaded: Sendable {
  /// The magazine; as much of it as could be read where there are errors.
  public let publication: Publication
  /// Everything that an editor should know, by file and place.
  public let diagnostics: [Diagnostic]
  /// Those of them that no file has by itself.
  public let joinDiagnostics: [Diagnostic]

  /// Whether the site must not be built.
  public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}

extension Publication {
  /// Reads every text of the tree and joins what they say.
  public static func load(_ tree: ContentTree, options: LoadOptions) -> Loaded {
    let entries = tree.texts.indices.lazy.map {
      ContentEntry.read(tree.texts[$0], text: $0, root: tree.root)
    }
    return assemble(PagedArray(entries), of: tree, options: options)
  }

  /// Joins what the files say: `load` for those who read the files themselves, on several threads or
  /// only those that changed.
  ///
  /// - Parameters:
  ///   - entries: one for each text of the tree, in any order.
  ///   - tree: the tree that the entries were read from; its texts are used for the lines of
  ///     diagnostics only.
  ///   - options: what a load takes from outside the content.
  /// - Returns: the publication and all diagnostics, those of the entries among them.
  public static func assemble(
    _ entries: PagedArray<ContentEntry>, of tree: ContentTree, options: LoadOptions
  ) -> Loaded {
    var assembly = Assembly(entries, of: tree, options: options)
    assembly.run()
    let ofFiles = entries.reduce(0) { $0 + $1.diagnostics.count }
    return Loaded(
      publication: assembly.publication, diagnostics: assembly.diagnostics.sorted(),
      joinDiagnostics: Array(assembly.diagnostics.dropFirst(ofFiles)))
  }
}
