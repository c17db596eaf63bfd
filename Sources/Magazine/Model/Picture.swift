/// A picture named in front matter, resolved against the content folder.
public struct Picture: Sendable, Hashable {
  /// Where the picture's bytes are.
  public enum Place: Sendable, Hashable {
    /// A file of the content folder, by its path from there.
    case asset(String)
    /// A picture on another server, by its URL.
    case external(String)
  }

  /// Where the picture's bytes are.
  public internal(set) var place: Place
  /// What the picture shows, for those who cannot see it; empty where the editor gave none.
  public internal(set) var alternative: String
  /// The line under the picture.
  public internal(set) var caption: String?
  /// Where the editor named the picture.
  public internal(set) var position: Position
}
