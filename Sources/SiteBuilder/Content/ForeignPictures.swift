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
    of publication: Publication, galleys: PagedArray<Galley>, in content: ContentDirectory,
    baseURL: String?
  ) {
    let own = baseURL.flatMap { PictureOrigin($0.utf8) }
    var uses = Self.front(publication)
    for index in galleys.indices where !galleys[index].foreignPictures.isEmpty {
      for address in galleys[index].foreignPictures {
        guard let origin = PictureOrigin(address) else { continue }
        uses.append(Use(origin: origin, text: index, place: .address(address)))
      }
    }
    var seen: Set<Key> = []
    uses = uses.filter {
      $0.origin != own && seen.insert(Key(origin: $0.origin, text: $0.text)).inserted
    }
    origins = Set(uses.map(\.origin).filter(\.isNameable).map(\.text)).sorted()
    diagnostics = uses.map { $0.diagnostic(in: content) }
  }

  /// The addresses of pictures that a body fetches from other servers, in its order.
  static func addresses(in body: RenderedMarkdown) -> [[UInt8]] {
    body.markup.pieces.flatMap { piece in
      PictureAddresses.find(in: piece).filter { PictureOrigin($0) != nil }.map { Array($0) }
    }
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

    func diagnostic(in content: ContentDirectory) -> Diagnostic {
      let tree = content.tree
      let file = tree.texts[text]
      let bytes = content.bytes(of: text) ?? []
      let why =
        origin.isNameable
        ? "are fetched from another server, which learns who reads"
        : "are not shown: pages fetch pictures from https:// addresses in ASCII alone"
      return Diagnostic(
        .warning, root: tree.root, path: file.path, position: position(in: bytes), in: bytes,
        message: "pictures of \(origin.text) \(why)",
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
    named += publication.rewards.map { ($0.cover, $0.source) }
    named += publication.authors.map { ($0.portrait, $0.source) }
    return named.compactMap { picture, source in
      guard let picture, case .external(let url) = picture.place,
        let origin = PictureOrigin(url.utf8)
      else { return nil }
      return Use(origin: origin, text: source.text, place: .position(picture.position))
    }
  }
}
