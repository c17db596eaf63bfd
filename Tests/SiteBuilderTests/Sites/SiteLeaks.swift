import CZip
import Foundation
import Magazine
import Testing

@testable import SiteBuilder

extension TestSite {
  /// Every file of the built site that holds a word, as it stands or as URLs spell it; of a book each file
  /// in it, unpacked: `issues/27/27.epub!EPUB/article-1.xhtml`.
  ///
  /// - Parameters:
  ///   - word: what is looked for.
  ///   - character: what it has and nothing else of the site. An index for search holds no words, only pairs
  ///     of characters: there it is looked for alone.
  /// - Returns: the files.
  /// - Throws: where one cannot be read.
  func holders(of word: String, orIndexOf character: Character) throws -> [String] {
    let words = [word, SitePath.encode(word)].map { Array($0.utf8) }
    var found: [String] = []
    for file in try files {
      let bytes = try FileBytes.read("\(options.output)/\(file)")
      let isIndex = file.hasPrefix("search/") || file.contains("/search/")
      let sought = isIndex ? [Array("\(character)".utf8)] : words
      let parts = file.hasSuffix(".epub") ? try Self.unpacked(bytes) : [(name: "", bytes: bytes)]
      for part in parts where sought.contains(where: { part.bytes.firstRange(of: $0) != nil }) {
        found.append(part.name.isEmpty ? file : "\(file)!\(part.name)")
      }
    }
    return found
  }

  /// The files of a zip archive, as a reader of it unpacks them.
  private static func unpacked(_ archive: [UInt8]) throws -> [(name: String, bytes: [UInt8])] {
    var error = zip_error_t()
    return try archive.withUnsafeBytes { buffer in
      let source = zip_source_buffer_create(buffer.baseAddress, UInt64(buffer.count), 0, &error)
      let zip = try #require(zip_open_from_source(source, Int32(ZIP_RDONLY), &error))
      defer { zip_discard(zip) }
      return try (0..<UInt64(zip_get_num_entries(zip, 0))).map { place in
        var stat = zip_stat_t()
        try #require(zip_stat_index(zip, place, 0, &stat) == 0)
        let file = try #require(zip_fopen_index(zip, place, 0))
        defer { zip_fclose(file) }
        var bytes = [UInt8](repeating: 0, count: Int(stat.size))
        try #require(zip_fread(file, &bytes, stat.size) == Int64(stat.size))
        return (String(cString: stat.name), bytes)
      }
    }
  }
}
