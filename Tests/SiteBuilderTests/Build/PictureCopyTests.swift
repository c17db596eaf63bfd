import CivilTime
import Foundation
import Testing

@testable import SiteBuilder

@Suite("图片在装入之后变了：已发布的不动，没发布的不冒名")
struct PictureCopyTests {
  private static let drawing = """
    <svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>

    """
  private let site: TestSite
  private let loaded: LoadedSite
  private let today: Instant

  init() throws {
    site = try TestSite("-- a.md --\n# 甲\n\n![图](pictures/rain.svg)\n")
    site.put("pictures/rain.svg", Self.drawing)
    loaded = try #require(site.load().site)
    today = site.options.asOf
  }

  private var tomorrow: Instant { Instant(today.day.adding(days: 1)) }

  private func published() throws -> String {
    try #require(try site.files.first { $0.hasPrefix("media/rain-") })
  }

  @Test("Deleted after the first write: the next day's write needs it no more")
  func deleted() throws {
    _ = try loaded.write(figures: nil, asOf: today)
    site.remove("pictures/rain.svg")
    let report = try loaded.write(figures: nil, asOf: tomorrow)
    #expect(report.removed == [])
    #expect(site.page(try published()) == Self.drawing)
  }

  @Test("Altered after the first write: the published name keeps its own bytes")
  func altered() throws {
    _ = try loaded.write(figures: nil, asOf: today)
    site.put("pictures/rain.svg", Self.drawing.replacing("4", with: "5"))
    let report = try loaded.write(figures: nil, asOf: tomorrow)
    #expect(report.added == [])
    #expect(site.page(try published()) == Self.drawing)
  }

  @Test("Altered before the first write, or before the copy has to be made again: build again")
  func alteredBeforeCopy() throws {
    func writes() -> OutputError? {
      #expect(throws: OutputError.self) { try loaded.write(figures: nil, asOf: tomorrow) }
    }
    site.put("pictures/rain.svg", Self.drawing.replacing("4", with: "5"))
    #expect(
      writes()?.description.hasSuffix(
        "pictures/rain.svg changed while the site was being built; build again") == true)
    site.put("pictures/rain.svg", Self.drawing)
    _ = try loaded.write(figures: nil, asOf: today)
    let file = try published()
    try FileManager.default.removeItem(atPath: "\(site.options.output)/\(file)")
    site.remove("pictures/rain.svg")
    #expect(writes()?.description.contains("pictures/rain.svg: No such file") == true)
    #expect(!site.folder.exists("Site/\(file)"))
  }

  @Test("A published file of the wrong size is made good")
  func truncated() throws {
    _ = try loaded.write(figures: nil, asOf: today)
    let file = try published()
    site.folder.write("<svg", to: "Site/\(file)")
    #expect(try loaded.write(figures: nil, asOf: tomorrow).changed.contains(file))
    #expect(site.page(file) == Self.drawing)
  }
}
