import Testing

@testable import SiteBuilder

@Suite("搜索索引的文件")
struct SearchShardTests {
  @Test("A file of the index is read and written as it was")
  func file() throws {
    let text = "雨.AC声EAHC棚QB\n=27:AA\n=swift:AABC\n"
    let shard = try #require(SearchShard(Array(text.utf8)))
    #expect(String(decoding: shard.bytes, as: UTF8.self) == text)
    #expect(shard.words["27"] == Array("AA".utf8))
    let pages = SearchPostings(try #require(shard.pairs[SearchTerms.key(0x96E8, 0x58F0)])).list
    #expect(pages.map(\.document) == [0, 2])
    #expect(pages.map { $0.marks.contains(.title) } == [false, true])
    #expect(pages.map { $0.marks.contains(.following(0x6A90)) } == [false, false])
    #expect(SearchShard(Array("=没有冒号\n".utf8)) == nil)
    #expect(SearchShard([0xFF]) == nil)
    #expect(SearchShard([])?.bytes == [])
  }

  @Test(
    "Numbers of pages, with their marks", arguments: [[0], [0, 1, 2], [5, 700, 1_000_000]])
  func postings(documents: [Int]) {
    var postings = SearchPostings()
    for document in documents.shuffled() {
      postings.set(document, SearchMarks(rawValue: UInt8(document % 64)))
    }
    #expect(postings.list.map(\.document) == documents)
    #expect(postings.list.map { Int($0.marks.rawValue) } == documents.map { $0 % 64 })
    #expect(SearchPostings(postings.letters) == postings)
    // A file that was cut short ends with the last page that is whole.
    #expect(SearchPostings(postings.letters.dropLast()).list == postings.list.dropLast())
    postings.set(documents[0], nil)
    #expect(postings.list.map(\.document) == Array(documents.dropFirst()))
  }

  @Test("The index is cut into more files the more pages there are, and never by what they say")
  func shape() {
    #expect(SearchShape(documents: 0).fileCount == 1)
    let small = SearchShape(documents: 7)
    #expect((small.shards, small.parts) == (1, 2))
    let usual = SearchShape(documents: 1_000)
    #expect((usual.shards, usual.parts) == (32, 8))
    let large = SearchShape(documents: 10_000)
    #expect((large.shards, large.parts) == (512, 8))
    #expect(SearchShape(documents: 1_000_000).fileCount == 4_096)
    for first in "雨声的一".unicodeScalars {
      let places = Set("雨声的一".unicodeScalars.map { large.place(first.value, $0.value) })
      #expect(places.isSubset(of: Set(large.places(of: first.value))))
    }
  }
}
