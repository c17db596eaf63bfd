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
    let stripped = try PictureMetadata.stripped(bytes, of: "a.jpg")
    #expect(stripped.firstRange(of: Self.secret) == nil)
    #expect(stripped.firstRange(of: Array("GPS".utf8)) == nil)
    #expect(stripped.suffix(2) == [0xFF, 0xD9])
    // Turned on its side, as its tag says, before and after.
    let upright = PictureSize(width: 1_600, height: 2_400)
    #expect(PictureSize.read(bytes, path: "a.jpg") == upright)
    #expect(PictureSize.read(stripped, path: "a.jpg") == upright)
    #expect(try PictureMetadata.stripped(stripped, of: "a.jpg") == stripped)
    // The picture itself is what it was.
    let scan = try #require(bytes.firstRange(of: [0xFF, 0xDA])?.lowerBound)
    let end = try #require(bytes.lastIndex(of: 0xD9))
    #expect(stripped.suffix(end - scan + 1).elementsEqual(bytes[scan...end]))
  }

  @Test("Of a PNG texts, the time and Exif go; of a WebP Exif and XMP, and their announcement")
  func chunks() throws {
    func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
      [0, 0, 0, UInt8(data.count)] + Array(type.utf8) + data + [1, 2, 3, 4]
    }
    let head: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10]
    let header = chunk("IHDR", [0, 0, 0, 9, 0, 0, 0, 7, 8, 2, 0, 0, 0])
    let rest = chunk("IDAT", [9, 9]) + chunk("IEND", [])
    let png = head + header + chunk("tEXt", Self.secret) + chunk("eXIf", Self.secret) + rest
    #expect(
      try PictureMetadata.stripped(png + Self.secret, of: "a.png") == head + header + rest)
    // Cut off, it can be rid of nothing.
    let cut = Array(png.dropLast(20))
    #expect(throws: FileFault.self) { try PictureMetadata.stripped(cut, of: "a.png") }

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
    #expect(try PictureMetadata.stripped(webp, of: "a.webp") == plain)
  }

  @Test("What is damaged comes out no longer than it was, or not at all", arguments: 0..<200)
  func damaged(seed: UInt64) throws {
    var random = RandomMagazine.Generator(state: seed)
    var bytes = Array(try Self.terrace().prefix(4_000))
    bytes[Int.random(in: 2..<600, using: &random)] = UInt8.random(in: 0...255, using: &random)
    bytes = Array(bytes.prefix(Int.random(in: 0..<4_000, using: &random)))
    do throws(FileFault) {
      let stripped = try PictureMetadata.stripped(bytes, of: "a.jpg")
      #expect(stripped.count <= bytes.count + 40)
    } catch {
      #expect(error.remedy == "save the picture again, or replace it")
    }
  }

  @Test("A photograph cut off within its words is an error, one cut off within its pixels has none")
  func cutOff() throws {
    let bytes = try Self.terrace()
    let scan = try #require(bytes.firstRange(of: [0xFF, 0xDA])?.lowerBound)
    for count in [40, 100, scan - 3] {
      let cut = Array(bytes.prefix(count))
      #expect(throws: FileFault.self, "\(count)") {
        try PictureMetadata.stripped(cut, of: "a.jpg")
      }
    }
    let half = Array(bytes.prefix(20_000))
    let stripped = try PictureMetadata.stripped(half, of: "a.jpg")
    #expect(stripped.firstRange(of: Self.secret) == nil)
    #expect(PictureSize.read(stripped, path: "a.jpg") == PictureSize(width: 1_600, height: 2_400))
    #expect(stripped.suffix(1_000) == half.suffix(1_000))
  }

  @Test("What is no picture stays as it is")
  func noPicture() throws {
    #expect(try PictureMetadata.stripped(Self.secret, of: "a.txt") == Self.secret)
    // A film is a file of the same kind, and no picture.
    let film = [0, 0, 0, 24] + Array("ftypmp42".utf8) + Self.secret
    #expect(try PictureMetadata.stripped(film, of: "a.mp4") == film)
    let sound = Array("RIFF".utf8) + [0, 0, 0, 0] + Array("WAVEhttp://ns.adobe.com/".utf8)
    #expect(try PictureMetadata.stripped(sound, of: "a.wav") == sound)
  }

  @Test(
    "HEIC, AVIF and TIFF are told by their bytes under any name, and by their names",
    arguments: [
      ("a.jpg", [0, 0, 0, 24] + Array("ftypheic".utf8), "HEIC"),
      ("a.jpg", [0, 0, 0, 24] + Array("ftypmif1".utf8), "HEIC"),
      ("a.png", [0, 0, 0, 24] + Array("ftypavif".utf8), "AVIF"),
      ("a.jpeg", [0x49, 0x49, 42, 0, 8, 0, 0, 0], "TIFF"),
      ("a.dat", [0x4D, 0x4D, 0, 42, 0, 0, 0, 8], "TIFF"),
      ("IMG_1.HEIC", [0xFF, 0xD8, 0xFF, 0xD9], "HEIC"), ("a.heif", [], "HEIC"),
      ("a.tiff", [], "TIFF"), ("a.TIF", [1], "TIFF"),
    ] as [(String, [UInt8], String)])
  func refused(path: String, bytes: [UInt8], kind: String) throws {
    do throws(FileFault) {
      _ = try PictureMetadata.stripped(bytes, of: path)
      Issue.record("\(path) is published")
    } catch {
      #expect(error.reason.hasPrefix("it is \(kind), from which its location cannot be removed"))
      #expect(error.remedy == "save it as JPEG")
    }
  }
}
