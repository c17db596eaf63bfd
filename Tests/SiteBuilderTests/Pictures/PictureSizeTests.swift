import Testing

@testable import SiteBuilder

@Suite("PictureSize: width and height from the first bytes")
struct PictureSizeTests {
  private static func size(_ bytes: [UInt8], _ path: String = "x") -> String? {
    PictureSize.read(bytes, path: path).map { "\($0.width)×\($0.height)" }
  }

  @Test(
    "SVG: attributes, otherwise the view box",
    arguments: [
      ("<svg width=\"960\" height=\"720\">", "960×720"),
      (
        "<?xml version='1.0'?><!-- <svg width=\"1\" height=\"1\"> -->\n<svg width='600px' height='800px'>",
        "600×800"
      ),
      ("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1200 719.6\">", "1200×720"),
      ("<svg width=\"100%\" height=\"100%\" viewBox=\"0,0,4,3\">", "4×3"),
      ("<svg viewBox='0 0 4'>", nil), ("<svg width=\"-1\" height=\"3\">", nil), ("<html>", nil),
      ("<svg width=\"9", nil), ("<svg width=\"1e99\" height=\"2\">", nil),
      ("<svg width=\"-1e300\" height=\"10\">", nil), ("<svg width=\"nan\" height=\"10\">", nil),
      ("<svg viewBox=\"0 0 -1e300 10\">", nil), ("<svg viewBox=\"0 0 10 nan\">", nil),
    ])
  func svg(text: String, expected: String?) {
    #expect(Self.size(Array(text.utf8), "x.svg") == expected)
  }

  @Test("PNG, GIF")
  func rasters() {
    let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82]
    #expect(Self.size(png + [0, 0, 4, 176, 0, 0, 2, 208]) == "1200×720")
    #expect(Self.size(png) == nil)
    #expect(Self.size(Array("GIF89a".utf8) + [0x20, 0x03, 0x58, 0x02]) == "800×600")
  }

  @Test("WebP: lossy, lossless, extended")
  func webp() {
    let head = Array("RIFF".utf8) + [0, 0, 0, 0] + Array("WEBP".utf8)
    let lossy = head + Array("VP8 ".utf8) + [0, 0, 0, 0, 0, 0, 0, 0x9D, 0x01, 0x2A]
    #expect(Self.size(lossy + [0x20, 0x03, 0x58, 0x02]) == "800×600")
    let bits = UInt32(799) | UInt32(599) << 14
    let lossless = head + Array("VP8L".utf8) + [0, 0, 0, 0, 0x2F]
    #expect(
      Self.size(lossless + (0..<4).map { UInt8(truncatingIfNeeded: bits >> ($0 * 8)) }) == "800×600"
    )
    let extended = head + Array("VP8X".utf8) + [10, 0, 0, 0, 0, 0, 0, 0]
    #expect(Self.size(extended + [0x1F, 0x03, 0, 0x57, 0x02, 0]) == "800×600")
  }

  @Test("JPEG: the frame header after other segments; a camera held upright swaps the sides")
  func jpeg() {
    let frame: [UInt8] = [0xFF, 0xC2, 0, 17, 8, 0x02, 0x58, 0x03, 0x20, 3]
    let comment: [UInt8] = [0xFF, 0xFE, 0, 4, 65, 66]
    #expect(Self.size([0xFF, 0xD8] + comment + frame) == "800×600")
    let exif: [UInt8] =
      Array("Exif".utf8) + [0, 0] + Array("MM".utf8) + [0, 42, 0, 0, 0, 8, 0, 1]
      + [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0]
    let segment = [0xFF, 0xE1, 0, UInt8(exif.count + 2)] + exif
    #expect(Self.size([0xFF, 0xD8] + segment + frame) == "600×800")
    #expect(Self.size([0xFF, 0xD8, 0xFF, 0xD9]) == nil)
  }

  @Test("bytes cut anywhere, and noise, are no picture and no crash")
  func noise() {
    var generator = SystemRandomNumberGenerator()
    let heads: [[UInt8]] = [
      [0x89, 0x50, 0x4E, 0x47], [0xFF, 0xD8, 0xFF, 0xE1], Array("GIF8".utf8), Array("RIFF".utf8),
      Array("<svg ".utf8),
    ]
    for round in 0..<5000 {
      let tail = (0..<(round % 60)).map { _ in UInt8.random(in: 0...255, using: &generator) }
      _ = PictureSize.read(heads[round % heads.count] + tail, path: "x.svg")
    }
  }
}
