extension Scaffold {
  /// The files of a new theme: it extends another, changes nothing yet, and shows where to.
  ///
  /// - Parameters:
  ///   - name: its name, which is that of its folder: a-z, 0-9 and hyphens.
  ///   - parent: the theme that it extends.
  /// - Returns: the files, their paths from the themes' folder, in the order in which to write them.
  /// - Throws: `ScaffoldProblem` where the name will not do.
  public static func theme(
    _ name: String, extending parent: String
  ) throws(ScaffoldProblem) -> [File] {
    guard Slug.isStrict(name) else {
      throw ScaffoldProblem(
        message: "“\(name)” cannot be the name of a theme",
        remedy: "use the letters a-z, digits and hyphens: a folder is named after it")
    }
    guard !parent.isEmpty, !parent.hasPrefix("."), !parent.contains("/") else {
      throw ScaffoldProblem(
        message: "“\(parent)” is no name of a theme", remedy: "name a folder beside the new one")
    }
    guard name != parent else {
      throw ScaffoldProblem(
        message: "a theme cannot extend itself", remedy: "give the new theme another name")
    }
    return [
      File(path: "\(name)/theme.yml", text: themeManifest(extending: parent)),
      File(path: "\(name)/assets/css/80-\(name).css", text: themeSheet(parent)),
      File(path: "\(name)/strings/zh-Hans.yml", text: themeStrings(parent)),
    ]
  }

  private static func themeManifest(extending parent: String) -> String {
    """
    # What this theme has not is taken from \(parent), file by file: templates/article.mustache here stands
    # in place of the one there; a sheet of assets/css/ with a new name is added to the others.
    extends: \(parent)

    """
  }

  private static func themeSheet(_ parent: String) -> String {
    """
    /* The layer “theme” stands over \(parent)'s own and under that for paper: whatever is said here holds,
       and prints as black on white all the same. /design/ shows every token. */
    @layer theme {
      :root {
        /* --accent: #1f5f4a; */
      }

      @media (prefers-color-scheme: dark) {
        :root {
          /* --accent: #7fd0b0; */
        }
      }
    }

    """
  }

  private static func themeStrings(_ parent: String) -> String {
    """
    # Only the words that differ from \(parent)'s; {{t.key}} in a template shows one.
    # open_issue: 翻开这一期

    """
  }
}
