import Foundation
import Testing

@testable import SiteBuilder

@Suite("搜索索引怎样做成")
struct SearchPressTests {
  /// Pages at random, in a folder: characters, words, a few Traditional ones, pages that say nothing.
  private struct Pages {
    let scratch = ScratchFolder()
    let folder: OutputFolder
    var random: RandomMagazine.Generator
    let documents: [SearchDocument]

    init(_ count: Int, seed: UInt64) throws {
      folder = try OutputFolder(scratch.path)
      random = RandomMagazine.Generator(state: seed)
      documents = (0..<count).map {
        SearchDocument(file: "\($0)/index.html", url: "/\($0)/", note: "营造")
      }
      for document in 0..<count { try write(document) }
    }

    mutating func write(_ document: Int) throws {
      let texts = Array("雨声檐下茶灯廊河桥簷聲，。的一水A7éж 𠀀").map(String.init) + ["swift", "<p>"]
      func text(_ lengths: Range<Int>) -> String {
        let length = Int.random(in: lengths, using: &random)
        return (0..<length).map { _ in texts.randomElement(using: &random) ?? "" }.joined()
      }
      let page = document % 11 == 5 ? "" : "<main><h1>\(text(1..<9))</h1>\(text(0..<120))</main>"
      _ = try folder.put(documents[document].file, Array(page.utf8))
    }

    func press(_ limits: SearchLimits = SearchLimits(), threads: Int = 3) -> SearchPress {
      SearchPress(
        documents: documents, folder: folder, workers: Workers(threads),
        scratchFolders: [scratch.path], limits: limits)
    }

    /// The index as it stands in the folder.
    var index: [String: String] {
      Dictionary(
        uniqueKeysWithValues: press().shape.files.map { ($0, scratch.text($0) ?? "none") })
    }

    /// The files of the terms, put together term by term and page by page.
    var expected: [String: String] {
      let press = press()
      let shape = press.shape
      var shards = [SearchShard](repeating: SearchShard(), count: shape.fileCount)
      for document in documents.indices {
        let terms = press.reading(of: document).terms
        for pair in terms.pairs {
          let key = SearchTerms.key(of: pair)
          shards[shape.place(ofKey: key)].set(key, document, SearchTerms.marks(of: pair))
        }
        for (word, marks) in terms.words {
          shards[shape.place(of: word)].set(word, document, marks)
        }
      }
      return Dictionary(
        uniqueKeysWithValues: shards.enumerated().map {
          (shape.file($0.offset), String(decoding: $0.element.bytes, as: UTF8.self))
        })
    }
  }

  @Test(
    "However much is held in memory and whoever reads which pages, every term has all its pages",
    arguments: [
      SearchLimits(), SearchLimits(stretch: 7, postings: 300, bytes: 0),
      SearchLimits(stretch: 64, postings: 1, bytes: 2_000),
      SearchLimits(stretch: 1, postings: 1_000_000, bytes: 0),
    ])
  func limits(limits: SearchLimits) throws {
    let pages = try Pages(150, seed: 7)
    let expected = pages.expected
    for threads in [1, 3] {
      var report = BuildReport()
      let memory = try pages.press(limits, threads: threads).writeAll(&report)
      #expect(memory.digests.count == 150)
      let index = pages.index
      #expect(index.filter { expected[$0.key] != nil } == expected)
      #expect(index["search/pages/4.json"]?.contains(#""/149/""#) == true)
      #expect(report.written == index.count)
    }
  }

  @Test("Where no file can be made for what memory shall not hold, memory holds it")
  func noScratch() throws {
    let pages = try Pages(40, seed: 3)
    var press = pages.press(SearchLimits(stretch: 4, postings: 100, bytes: 0))
    press.scratchFolders = ["/nowhere"]
    var report = BuildReport()
    _ = try press.writeAll(&report)
    #expect(pages.index.filter { $0.key.hasSuffix(".txt") } == pages.expected)
  }

  @Test("Edits one after the other lead to the index that is made at once", arguments: 0..<3)
  func edits(seed: UInt64) throws {
    var pages = try Pages(70, seed: seed)
    let press = pages.press(SearchLimits(stretch: 9, postings: 500, bytes: 1_000))
    var report = BuildReport()
    var memory = try press.writeAll(&report)
    for step in 0..<6 {
      let touched = Set((0..<9).map { ($0 * 31 + step * 17) % 70 })
      let files = Set(touched.map { pages.documents[$0].file })
      let change = SearchChange(press, after: memory, files: files)
      for document in touched.sorted() { try pages.write(document) }
      memory = try change.write(&report)
      let edited = pages.index
      let whole = try press.writeAll(&report)
      #expect(edited == pages.index, "step \(step)")
      #expect(memory.digests == whole.digests)
    }
  }

  @Test("No pages have an index of one empty file")
  func empty() throws {
    let pages = try Pages(0, seed: 0)
    var report = BuildReport()
    _ = try pages.press().writeAll(&report)
    #expect(pages.index == ["search/1x1/0.txt": ""])
  }
}
