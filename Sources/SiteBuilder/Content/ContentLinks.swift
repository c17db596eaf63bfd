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

  func link(_ destination: String) -> LinkResolution { linkWithAsset(destination).resolution }

  func image(_ destination: String) -> ImageResolution { imageWithAsset(destination).resolution }

  /// What a link leads to, and the file of the content folder that is published for it.
  func linkWithAsset(_ destination: String) -> (resolution: LinkResolution, asset: String?) {
    switch targets.publication.resolve(destination, from: path) {
    case .page(let url, _, let fragment):
      return (.url(fragment.map { "\(url)#\(SitePath.encode($0))" } ?? url), nil)
    case .asset(let asset, let suffix):
      do {
        return (.url(try targets.media.item(asset).url + suffix), asset)
      } catch {
        return (.broken(reason: "\(error)", remedy: error.pictureRemedy), asset)
      }
    case .external(let url): return (.url(url), nil)
    case .broken(let reason, let remedy): return (.broken(reason: reason, remedy: remedy), nil)
    }
  }

  /// What a picture is, and the file of the content folder that is published for it.
  func imageWithAsset(_ destination: String) -> (resolution: ImageResolution, asset: String?) {
    switch targets.publication.resolve(destination, from: path) {
    case .asset(let asset, let suffix):
      do {
        let item = try targets.media.item(asset)
        return (
          .image(
            url: item.url + suffix, width: item.size?.width, height: item.size?.height,
            sources: item.sources), asset
        )
      } catch {
        return (.broken(reason: "\(error)", remedy: error.pictureRemedy), asset)
      }
    case .external(let url): return (.image(url: url, width: nil, height: nil), nil)
    case .page:
      return (
        .broken(
          reason: "“\(destination)” is a page, not a picture", remedy: "name a picture file"), nil
      )
    case .broken(let reason, let remedy): return (.broken(reason: reason, remedy: remedy), nil)
    }
  }

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

extension FileFault {
  /// What to do about a picture that cannot be shown.
  var pictureRemedy: String { remedy ?? "save the picture again, or replace it" }
}
