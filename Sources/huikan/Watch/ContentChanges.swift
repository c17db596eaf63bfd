/// What has changed in the folders that a site is made of.
struct ContentChanges: Hashable, Sendable {
  /// Paths from the content folder: `news/lift.md`. One that ends in `/` stands for everything below.
  var content: Set<String> = []
  /// Paths from the themes' folder: `jia/templates/article.mustache`.
  var themes: Set<String> = []
  /// Nobody knows what has changed: look at everything.
  var isEverything = false

  /// The paths in one of the folders.
  subscript(folder: WatchedFolder) -> Set<String> {
    get {
      switch folder {
      case .content: content
      case .themes: themes
      }
    }
    set {
      switch folder {
      case .content: content = newValue
      case .themes: themes = newValue
      }
    }
  }

  var isEmpty: Bool { content.isEmpty && themes.isEmpty && !isEverything }

  mutating func formUnion(_ other: ContentChanges) {
    content.formUnion(other.content)
    themes.formUnion(other.themes)
    isEverything = isEverything || other.isEverything
  }

  /// Whether nothing but sheets of a theme's `assets/css/` has changed. The pages then differ only in
  /// the name of the sheet that they link.
  var isStyleOnly: Bool {
    !isEverything && content.isEmpty && !themes.isEmpty && themes.allSatisfy(Self.isSheet)
  }

  private static func isSheet(_ path: String) -> Bool {
    let names = path.split(separator: "/")
    return names.count >= 4 && names[1] == "assets" && names[2] == "css" && path.hasSuffix(".css")
  }
}

/// The two folders that a site is made of.
enum WatchedFolder: Hashable, Sendable, CaseIterable {
  case content
  case themes
}
