/// Which names of files and folders an editor means, and which an editor's program leaves behind for
/// a moment.
enum WatchedNames {
  /// Whether a change under this name is nobody's business: hidden (`.git`, Vim's `.lift.md.swp`,
  /// Emacs' `.#lift.md`), a backup (`lift.md~`, `#lift.md#`), Vim's trial file `4913`, a temporary
  /// file of JetBrains' editors or of a rename-over save.
  static func isIgnored(_ name: String) -> Bool {
    if name.hasPrefix(".") || name.hasSuffix("~") || name == "4913" || name == "node_modules" {
      return true
    }
    if name.hasPrefix("#"), name.hasSuffix("#") { return true }
    return [".swp", ".swx", ".tmp", "___jb_tmp___", "___jb_old___"].contains(where: name.hasSuffix)
  }
}
