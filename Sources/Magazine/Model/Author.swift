/// Somebody who writes or draws for the magazine, from `authors/<slug>.md`; the body is the
/// biography.
public struct Author: Sendable {
  /// The author's place in `Publication.authors`.
  public internal(set) var id: Int
  /// Where it comes from.
  public internal(set) var source: Source
  /// The name of the file: `gu-nanping`.
  public internal(set) var slug: String
  /// `/authors/gu-nanping/`.
  public internal(set) var url: String
  /// The name as it is printed.
  public internal(set) var name: String
  /// The name in Traditional characters, where it is not what anybody would make of it.
  public internal(set) var traditionalName: String?
  /// What the author does: 主编.
  public internal(set) var role: String?
  /// The portrait.
  public internal(set) var portrait: Picture?
  /// One or two sentences.
  public internal(set) var summary: String?
}
