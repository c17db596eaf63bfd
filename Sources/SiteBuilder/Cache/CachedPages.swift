import CivilTime
import Packing

/// The pages as a build left them: what they were made for, what each was made of, and how each file
/// looks, so that one that somebody has touched since is noticed.
struct CachedPages: Sendable {
  /// What all pages were made of, beside the articles' own words.
  var frame: Digest64
  /// The first line of the folder's mark.
  var mark: [UInt8]
  var pages: [Page]
  /// The files beside the pages.
  var others: [(path: String, stamp: FileStamp)]

  /// How a page's file looks, and what was read for it. Which page it is, its place tells: pages of
  /// one frame are in one order.
  struct Page: Sendable {
    var stamp: FileStamp
    /// How its Traditional page looks, where it has one.
    var traditional: FileStamp?
    var reads: PageReads
  }

  func pack(into writer: inout PackedWriter) {
    writer.append(word: frame.value)
    writer.append(mark)
    writer.append(pages) { page, writer in
      page.stamp.pack(into: &writer)
      writer.append(page.traditional != nil)
      page.traditional?.pack(into: &writer)
      page.reads.pack(into: &writer)
    }
    writer.append(others) { file, writer in
      writer.append(file.path)
      file.stamp.pack(into: &writer)
    }
  }
}

extension CachedPages {
  init(unpacking reader: inout PackedReader) {
    frame = Digest64(value: reader.word())
    mark = reader.bytes()
    pages = reader.list { reader in
      Page(
        stamp: FileStamp(unpacking: &reader),
        traditional: reader.flag() ? FileStamp(unpacking: &reader) : nil,
        reads: PageReads(unpacking: &reader))
    }
    others = reader.list { ($0.text(), FileStamp(unpacking: &$0)) }
  }
}

extension PageReads {
  fileprivate func pack(into writer: inout PackedWriter) {
    writer.append(articles) { $1.append(Int($0)) }
    writer.append(texts) { $1.append(Int($0)) }
  }

  fileprivate init(unpacking reader: inout PackedReader) {
    articles = reader.list { Int32(truncatingIfNeeded: $0.number()) }
    texts = reader.list { Int32(truncatingIfNeeded: $0.number()) }
  }
}
