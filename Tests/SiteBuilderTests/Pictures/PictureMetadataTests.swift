import Foundation
import Testing

@testable import SiteBuilder

@Suite("照片里不该公开的，一律不公开")
struct PictureMetadataTests {
  private static func terrace() throws -> [UInt8] {
    Array(
      try Data(
        contentsOf: URL(fileURLWithPath: "\(Fixtures.root)/Tests/Fixtures/Pictures/terrace.jpg")))
  }

  private static let secret = Array("SECRET".utf8)

  @Test("Of a JPEG its pixels stay, and which way is up; where and by whom it was taken goes")
  func jpeg() throws {
    let bytes = try Self.terrace()
    #expect(bytes.firstRange(of: Self.secret) != nil)
    let stripped = PictureMetadata.stripped(bytes)
    #expect(stripped.firstRange(of: Self.secret) == nil)
    #expect(stripped.firstRange(of: Array("GPS".utf8)) == nil)
    #expect(stripped.suffix(2) == [0xFF, 0xD9])
    // Turned on its side, as its tag says, before and after.
    let upright = PictureSize(width: 1_600, height: 2_400)
    #expect(PictureSize.read(bytes, path: "a.jpg") == upright)
    #expect(PictureSize.read(stripped, path: "a.jpg") == upright)
    #expect(PictureMetadata.stripped(stripped) == stripped)
    // The picture itself is what it was.
    let scan = try #require(bytes.firstRange(of: [0xFF, 0xDA])?.lowerBound)
    let end = try #require(bytes.lastIndex(of: 0xD9))
    #expect(stripped.suffix(end - scan + 1).elementsEqual(bytes[scan...end]))
  }

  @Test("Of a PNG texts, the time and Exif go; of a WebP Exif and XMP, and their announcement")
  func others() {
    func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
      [0, 0, 0, UInt8(data.count)] + Array(type.utf8) + data + [1, 2, 3, 4]
    }
    let head: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10]
    let header = chunk("IHDR", [0, 0, 0, 9, 0, 0, 0, 7, 8, 2, 0, 0, 0])
    let rest = chunk("IDAT", [9, 9]) + chunk("IEND", [])
    let png = head + header + chunk("tEXt", Self.secret) + chunk("eXIf", Self.secret) + rest
    #expect(PictureMetadata.stripped(png + Self.secret) == head + header + rest)

    func part(_ type: String, _ data: [UInt8]) -> [UInt8] {
      Array(type.utf8) + [UInt8(data.count), 0, 0, 0] + data + (data.count % 2 == 1 ? [0] : [])
    }
    func riff(_ parts: [UInt8]) -> [UInt8] {
      Array("RIFF".utf8) + [UInt8(parts.count + 4), 0, 0, 0] + Array("WEBP".utf8) + parts
    }
    let webp = riff(
      part("VP8X", [0b1101_1100, 0, 0, 0, 8, 0, 0, 6, 0, 0]) + part("VP8 ", [1, 2, 3])
        + part("EXIF", Self.secret) + part("XMP ", Self.secret + [0]))
    let plain = riff(
      part("VP8X", [0b1101_0000, 0, 0, 0, 8, 0, 0, 6, 0, 0]) + part("VP8 ", [1, 2, 3]))
    #expect(PictureMetadata.stripped(webp) == plain)
  }

  @Test("What is damaged, or no picture, stays as it is", arguments: 0..<200)
  func damaged(seed: UInt64) throws {
    var random = RandomMagazine.Generator(state: seed)
    var bytes = Array(try Self.terrace().prefix(4_000))
    bytes[Int.random(in: 2..<600, using: &random)] = UInt8.random(in: 0...255, using: &random)
    bytes = Array(bytes.prefix(Int.random(in: 0..<4_000, using: &random)))
    #expect(PictureMetadata.stripped(bytes).count <= bytes.count + 40)
    #expect(PictureMetadata.stripped(Self.secret) == Self.secret)
  }
}
