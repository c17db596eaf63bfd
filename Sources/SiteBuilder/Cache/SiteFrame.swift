import CivilTime
import Magazine
import Packing

extension ContentDirectory {
  /// A digest of everything that decides where a link leads: which files there are, and what joins
  /// them. As long as it is the same, no body has to ask the magazine again.
  ///
  /// - Parameters:
  ///   - publication: the magazine that was made of them.
  ///   - options: what the build is asked to do.
  /// - Returns: the digest.
  func joints(_ publication: Publication, _ options: BuildOptions) -> Digest64 {
    var writer = PackedWriter()
    writer.reserve(tree.texts.count * 64)
    writer.append(options.baseURL)
    writer.append(options.includesDrafts)
    writer.append(options.thumbnailer != nil)
    writer.append(signed: Int64(options.asOf.day.daysSinceEpoch))
    for place in tree.texts.indices {
      writer.append(tree.texts[place].path)
      writer.append(word: (marks[place].joints ?? marks[place].digest)?.value ?? 0)
    }
    for (asset, stamp) in zip(tree.assets, assetStamps) {
      writer.append(asset.path)
      stamp.pack(into: &writer)
    }
    writer.append(publication.articles.count)
    for article in publication.articles { writer.append(article.source.text) }
    return Digest64(of: writer.bytes)
  }
}

extension SiteState {
  /// A digest of everything that decides which pages there are and what they show, but for the
  /// articles' own words.
  ///
  /// As long as two builds have the same, they have the same pages in the same order and the same
  /// articles at the same places; and a page can only differ where an article or a text that it
  /// reads has changed.
  func frame(_ options: BuildOptions, day: Day, forms: PageForms) -> Digest64 {
    var writer = PackedWriter()
    writer.append(word: style.value)
    writer.append(word: joints.value)
    writer.append(signed: Int64(day.daysSinceEpoch))
    writer.append(word: UInt64(forms.rawValue))
    writer.append(word: edition?.digest.value ?? 0)
    writer.append(media.published) { $1.append($0.path) }
    let pictures = sources(options).pictures.sorted { $0.key.precedesInBytes($1.key) }
    writer.append(pictures) { picture, writer in
      writer.append(picture.key)
      writer.append(picture.value.url)
      writer.append(signed: picture.value.width.map { Int64($0) })
      writer.append(signed: picture.value.height.map { Int64($0) })
      writer.append(picture.value.plan?.sourceSet)
      writer.append(picture.value.plan?.tone?.number ?? 216)
    }
    return Digest64(of: writer.bytes)
  }

  /// What can differ from the build that the texts were taken over from, within one frame.
  var changedSinceCache: PageChange {
    var change = PageChange()
    change.texts = bodies.setNow
    for (id, article) in publication.articles.enumerated()
    where bodies.setNow.contains(article.source.text) {
      change.articles.insert(id)
    }
    return change
  }
}
