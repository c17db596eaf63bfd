import Magazine
import Markdown

/// What all links lead to.
final class LinkTargets: Sendable {
  let publication: Publication
  let media: MediaShelf

  init(_ publication: Publication, _ media: MediaShelf) {
    self.publication = publication
    self.media = media
  }
}

/// What the links and images of one content file lead to.
struct ContentLinks: LinkResolver {
  let targets: LinkTargets
  /// The path of the file from the content folder.
  let path: String

  func link(_ destination: String) -> LinkResolution {
    switch targets.publication.resolve(destination, from: path) {
    case .page(let url, _, let fragment):
      return .url(fragment.map { "\(url)#\(SitePath.encode($0))" } ?? url)
    case .asset(let asset, let suffix):
      do {
        return .url(try targets.media.item(asset).url + suffix)
      } catch {
        return .broken(reason: "\(error)", remedy: Self.unreadable)
      }
    case .external(let url): return .url(url)
    case .broken(let reason, let remedy): return .broken(reason: reason, remedy: remedy)
    }
  }

  func image(_ destination: String) -> ImageResolution {
    switch targets.publication.resolve(destination, from: path) {
    case .asset(let asset, let suffix):
      do {
        let item = try targets.media.item(asset)
        return .image(
          url: item.url + suffix, width: item.size?.width, height: item.size?.height)
      } catch {
        return .broken(reason: "\(error)", remedy: Self.unreadable)
      }
    case .external(let url): return .image(url: url, width: nil, height: nil)
    case .page:
      return .broken(
        reason: "“\(destination)” is a page, not a picture", remedy: "name a picture file")
    case .broken(let reason, let remedy): return .broken(reason: reason, remedy: remedy)
    }
  }

  private static let unreadable = "mend the file's permissions"

  /// The published files that a body names, by the rest of their URL after `/media/`, in its order.
  static func media(in body: RenderedMarkdown) -> [ArraySlice<UInt8>] {
    let mark = Array("\"/media/".utf8)
    var found: [ArraySlice<UInt8>] = []
    for piece in body.markup.pieces {
      var rest = piece[...]
      while let quote = rest.firstIndex(of: mark[0]) {
        rest = rest[quote...]
        if rest.starts(with: mark) {
          found.append(rest.dropFirst(mark.count).prefix { $0 != mark[0] })
        }
        rest = rest.dropFirst()
      }
    }
    return found
  }
}
