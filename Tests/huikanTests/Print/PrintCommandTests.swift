import Foundation
import Testing

@testable import huikan

@Suite("huikan print")
struct PrintCommandTests {
  private static let content = """
    ---
    title: 听雨
    number: 27
    date: 2026-11-01
    ---
    编者按。

    """

  private func built() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(Self.content, to: "Content/issues/27/index.md")
    for (name, title) in [("rain", "雨"), ("tea", "茶")] {
      try folder.write(
        "---\ntitle: \(title)\n---\n" + String(repeating: "下了一夜的雨。", count: 400) + "\n",
        to: "Content/issues/27/\(name).md")
    }
    let result = try Executable.run([
      "build", "--content", folder.path("Content"), "--output", folder.path("Site"), "--store",
      folder.path("Store"),
    ])
    try #require(result.status == 0, "\(result.errors)")
    return folder
  }

  @Test("an issue that the site does not have: the ones that it has; no site: what to do first")
  func missing() throws {
    let folder = try built()
    let wrong = try Executable.run(["print", "28", "--site", folder.path("Site")])
    #expect(wrong.status == 73)
    #expect(wrong.errors.contains("has no issue “28” to print; it has 27"))
    let outside = try Executable.run(["print", "../27", "--site", folder.path("Site")])
    #expect(outside.status == 73)
    let none = try Executable.run(["print", "27", "--site", folder.path("Nowhere")])
    #expect(none.status == 73)
    #expect(none.errors.contains("run “huikan build” first"))
  }

  @Test("without a Chromium it says what to install")
  func noBrowser() throws {
    let folder = try built()
    let result = try Executable.run(
      ["print", "27", "--site", folder.path("Site"), "--chromium", folder.path("nothing")])
    #expect(result.status == 73)
    #expect(result.errors.contains("there is no such program"))
    let page = try Executable.run(
      ["print", "27", "--site", folder.path("Site"), "--chromium", "/bin/false"])
    #expect(page.status == 73)
    #expect(page.errors.contains("/bin/false made no PDF: it ended with status 1"))
    #expect(!FileManager.default.fileExists(atPath: "27.pdf"))
  }

  @Test(
    "a tagged PDF with an outline, and in its contents the pages on which the articles begin",
    .enabled(if: (try? Chromium(nil)) != nil, "no Chromium is installed"))
  func pdf() throws {
    let folder = try built()
    let result = try Executable.run([
      "print", "27", "--site", folder.path("Site"), "--output", folder.path("27.pdf"), "--json",
    ])
    #expect(result.status == 0, "\(result.errors)")
    let pdf = PDFPages(Array(try Data(contentsOf: URL(fileURLWithPath: folder.path("27.pdf")))))
    #expect(pdf.isTagged && pdf.outlineCount >= 4)
    // Cover, contents, letter; two articles of two pages each; colophon.
    #expect(pdf.count >= 8)
    let first = try #require(pdf.pages["a1"])
    let second = try #require(pdf.pages["a2"])
    #expect(first == 4 && second > first + 1)
    #expect(pdf.pages["colophon"] == pdf.count)
    #expect(result.output.contains("\"pages\":\(pdf.count)"))
  }

  @Test("the pages of a PDF by the names of their places")
  func pages() {
    let pdf = """
      %PDF-1.4
      3 0 obj
      <</Type /Page
      /Parent 9 0 R>>
      endobj
      4 0 obj
      <</Length 5>>
      stream
      /a9 [3 0 R /XYZ 1 2 0]
      endstream
      endobj
      5 0 obj
      <</Type /Page
      /Parent 8 0 R>>
      endobj
      8 0 obj
      <</Type /Pages
      /Kids [5 0 R]
      /Parent 9 0 R>>
      endobj
      9 0 obj
      <</Type /Pages
      /Kids [3 0 R 8 0 R]>>
      endobj
      10 0 obj
      <</a1 [3 0 R /XYZ 6 827.66 0]
      /a2 [5 0 R /XYZ 6 10 0]
      /a3 [77 0 R /XYZ 6 10 0]>>
      endobj
      11 0 obj
      <</Title (One)
      /Dest [3 0 R /XYZ 6 827.66 0]>>
      endobj

      """
    let pages = PDFPages(Array(pdf.utf8))
    #expect(pages.pages == ["a1": 1, "a2": 2])
    #expect(pages.count == 2)
    #expect(pages.outlineCount == 1 && !pages.isTagged)
    #expect(PDFPages([]).count == 0)
  }

  @Test("what a page names lies on this machine, and its contents have their numbers")
  func localised() throws {
    let folder = try TemporaryFolder()
    try folder.write("", to: "Site/index.html")
    let edition = PrintEdition(site: folder.path("Site"), issue: "27", isTraditional: true)
    let root = WholeFile.absolute(folder.path("Site"))
    let html = edition.localised(
      "<link href=\"/assets/a.css\"><img srcset=\"/media/a.webp 1w, /media/b.webp 2w\">"
        + "<li><a href=\"#a1\"><span>雨</span></a></li><p><a href=\"#a1\">雨</a></p>", ["a1": 4])
    #expect(
      html
        == "<link href=\"file://\(root)/assets/a.css\"><img srcset=\"file://\(root)/media/a.webp 1w, "
        + "file://\(root)/media/b.webp 2w\"><li><a href=\"#a1\"><span>雨</span>"
        + "<span data-folio=\"4\">4</span></a></li><p><a href=\"#a1\">雨</a></p>")
    #expect(edition.path == folder.path("Site") + "/hant/issues/27/print/index.html")
  }
}
