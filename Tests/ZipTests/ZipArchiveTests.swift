import Testing

@testable import Zip

@Suite("压缩包：同样的文件，同样的字节")
struct ZipArchiveTests {
  private static let files = [
    ZipArchive.File("mimetype", Array("application/epub+zip".utf8), isStored: true),
    ZipArchive.File("EPUB/章.xhtml", Array(repeating: UInt8(ascii: "a"), count: 10_000)),
    ZipArchive.File("empty", []),
  ]

  @Test("The first file stands at its place as it is, without extra fields")
  func first() throws {
    let bytes = try ZipArchive.bytes(of: Self.files)
    #expect(bytes.starts(with: [0x50, 0x4B, 3, 4]))
    #expect(bytes[26] == 8 && bytes[28] == 0 && bytes[29] == 0, "name and no extra field")
    #expect(bytes[30..<38].elementsEqual("mimetype".utf8))
    #expect(bytes[38..<58].elementsEqual("application/epub+zip".utf8))
    #expect(bytes.count < 1_000, "the long file is compressed")
  }

  @Test("Nothing of the machine or the moment is in it")
  func reproducible() throws {
    let bytes = try ZipArchive.bytes(of: Self.files)
    #expect(try ZipArchive.bytes(of: Self.files) == bytes)
    #expect(bytes[10...13].elementsEqual([0, 0, 0x21, 0]), "1 January 1980")
  }

  @Test("Two files of one path are refused")
  func twice() {
    let file = ZipArchive.File("a", [1])
    #expect(throws: ZipError.self) { try ZipArchive.bytes(of: [file, file]) }
  }
}
