import CivilTime
import Magazine

/// What search says of a page, beside its title and its text.
struct SearchEntry: Sendable {
  /// What it is: 营造, 活动.
  var label: String?
  /// The day it is dated.
  var day: Day?
}

/// What the search page loads, under names that change with their bytes.
struct SearchAssets: Sendable {
  /// The URL of the script that searches.
  var script: String
  /// The URL of the table of Traditional characters.
  var folding: String

  /// A script without its comments and its indentation.
  static func bare(_ script: [UInt8]) -> [UInt8] {
    script.split(separator: UInt8(ascii: "\n"))
      .map { line in line.drop { $0 == 0x20 } }
      .filter { !$0.starts(with: "//".utf8) }
      .flatMap { $0 + [UInt8(ascii: "\n")] }
  }
}

extension SearchDocument {
  /// The pages that search finds, the oldest first and those without a day before them: so a new
  /// article gets the last number and leaves the others what they have.
  static func list(of outputs: [PageOutput], in wording: Wording) -> [SearchDocument] {
    let found = outputs.compactMap { output in
      output.searched.map { (output, $0, day: $0.day?.daysSinceEpoch ?? Int.min) }
    }
    let ordered = found.sorted { one, other in
      one.day == other.day ? one.0.url.precedesInBytes(other.0.url) : one.day < other.day
    }
    return ordered.map { output, entry, _ in
      SearchDocument(
        file: output.file, url: output.url,
        note: [entry.label, entry.day.map { wording.date($0) }].compactMap { $0 }
          .joined(separator: " · "))
    }
  }
}

extension Publication {
  /// How many pages search finds.
  var searchedCount: Int {
    articles.count + issues.count + events.count + authors.count + ownPages.count
  }
}
