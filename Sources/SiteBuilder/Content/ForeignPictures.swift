import Magazine
import Markdown

/// The pictures that pages fetch from other servers, which the site's content security policy has to
/// name and which tell those servers who reads.
struct ForeignPictures {
  /// The servers that a policy can name, sorted: `https://pictures.example`.
  let origins: [String]
  /// A warning for each file and server.
  let diagnostics: [Diagnostic]

  /// Looks through bodies and front matter; `baseURL`, the site's own address, is no other server.
  init(
    of publication: Publication, bodies: PagedArray<RenderedMarkdown>, in tree: ContentTree,
    baseURL: String?, _ workers: Workers
  ) {
    let own = baseURL.flatMap { PictureOrigin($0.utf8) }
    let inBodies = workers.map(below: bodies.count) { index in
      Self.addresses(in: bodies[index]).compactMap { address -> Use? in
        guard let origin = PictureOrigin(address), origin != own else { return nil }
        return Use(origin: origin, text: index, place: .address(Array(address)))
      }
    }
    var seen: Set<Key> = []
    let uses = (Self.front(publication) + inBodies.flatMap { $0 }).filter {
      $0.origin != own && seen.insert(Key(origin: $0.origin, text: $0.text)).inserted
    }
    origins = Set(uses.map(\.origin).filter(\.isNameable).map(\.text)).sorted()
    diagnostics = uses.map { $0.diagnostic(in: tree) }
  }

  /// The pictures that a body shows, of this server or another, in its order.
  static func addresses(in body: RenderedMarkdown) -> [ArraySlice<UInt8>] {
    body.markup.pieces.flatMap(PictureAddresses.find)
  }

  private struct Key: Hashable {
    var origin: PictureOrigin
    var text: Int
  }

  /// The first picture of a server in a file.
  private struct Use: Sendable {
    enum Place {
      case position(Position)
      case address([UInt8])
    }

    var origin: PictureOrigin
    /// The file, by its place in `ContentTree.texts`.
    var text: Int
    var place: Place

    func diagnostic(in tree: ContentTree) -> Diagnostic {
      let file = tree.texts[text]
      let why =
        origin.isNameable
        ? "are fetched from another server, which learns who reads"
        : "are not shown: pages fetch pictures from https:// addresses in ASCII alone"
      return Diagnostic(
        .warning, root: tree.root, path: file.path, position: position(in: file.bytes),
        in: file.bytes, message: "pictures of \(origin.text) \(why)",
        remedy: "copy them into the content folder")
    }

    /// Where the file says so; nil where the address is written otherwise there than on the page.
    private func position(in text: [UInt8]) -> Position? {
      let address: [UInt8]
      switch place {
      case .position(let position): return position
      case .address(let written): address = written
      }
      var line = 1
      for row in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
        for start in row.indices
        where row[start] == address[0] && row[start...].starts(with: address) {
          return Position(
            line: line, column: row[..<start].count { $0 & 0xC0 != 0x80 } + 1)
        }
        line += 1
      }
      return nil
    }
  }

  private static func front(_ publication: Publication) -> [Use] {
    var named: [(picture: Picture?, source: Source)] = []
    named += publication.issues.map { ($0.cover, $0.source) }
    named += publication.articles.map { ($0.cover, $0.source) }
    named += publication.events.map { ($0.cover, $0.source) }
    named += publication.authors.map { ($0.portrait, $0.source) }
    return named.compactMap { picture, source in
      guard let picture, case .external(let url) = picture.place,
        let origin = PictureOrigin(url.utf8)
      else { return nil }
      return Use(origin: origin, text: source.text, place: .position(picture.position))
    }
  }
}
