import Testing

@testable import SiteBuilder

@Suite("搜索索引的文件")
struct SearchShardTests {
  @Test("A file of the index is read and written as it was")
  func file() throws {
    let text = "雨.CE声AC棚_B\n=27:A\n=swift:AC\n"
    let shard = try #require(SearchShard(Array(text.utf8)))
    #expect(String(decoding: shard.bytes, as: UTF8.self) == text)
    #expect(shard.words["27"] == Array("A".utf8))
    #expect(SearchShard(Array("=没有冒号\n".utf8)) == nil)
    #expect(SearchShard([0xFF]) == nil)
    #expect(SearchShard([])?.bytes == [])
  }

  @Test(
    "Numbers of pages, with a mark for titles", arguments: [[0], [0, 1, 2], [5, 700, 1_000_000]])
  func postings(documents: [Int]) {
    var postings = SearchPostings()
    for document in documents.shuffled() { postings.set(document, isTitle: document % 2 == 0) }
    #expect(postings.list.map(\.document) == documents)
    #expect(SearchPostings(postings.letters) == postings)
    postings.set(documents[0], isTitle: nil)
    #expect(postings.list.map(\.document) == Array(documents.dropFirst()))
  }

  @Test("The index is cut into more files the more pages there are, and never by what they say")
  func shape() {
    #expect(SearchShape(documents: 0).fileCount == 1)
    #expect(SearchShape(documents: 1_000).shards == 256)
    #expect(SearchShape(documents: 1_000).parts == 1)
    let large = SearchShape(documents: 10_000)
    #expect((large.shards, large.parts) == (512, 8))
    #expect(SearchShape(documents: 1_000_000).fileCount == 4_096)
    for first in "雨声的一".unicodeScalars {
      let places = Set("雨声的一".unicodeScalars.map { large.place(first.value, $0.value) })
      #expect(places.isSubset(of: Set(large.places(of: first.value))))
    }
  }
}
