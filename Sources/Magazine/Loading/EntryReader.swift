import CivilTime
import Glibc

/// Reads one file: divides it, reads its keys, and makes what its place says it is.
struct EntryReader {
  let file: TextFile
  let text: Int
  let report: FileReport

  static let top = Position(line: 1, column: 1)

  /// What the file is; mistakes go to `report`, and then what could be read is made all the same, so
  /// that links to it do not fail as well.
  func content() -> ContentEntry.Content {
    if isUTF16, ContentPlace(path: file.path) != .other {
      report.error(
        at: nil, "the file is UTF-16, which is not read", remedy: "save it as UTF-8")
      // What it seems to lack as UTF-8 is not its mistake; links to it lead somewhere all the same.
      let silent = FileReport(root: report.root, file: file)
      return EntryReader(file: file, text: text, report: silent).known()
    }
    return known()
  }

  private func known() -> ContentEntry.Content {
    let place = ContentPlace(path: file.path)
    switch place {
    case .other: return .nothing
    case .misplaced(let message, let remedy):
      report.error(at: Self.top, message, remedy: remedy)
      return .nothing
    case .site:
      refuseWhatIsNoText()
      return .site(site(fields(ofWholeFile: .site)))
    case .club:
      refuseWhatIsNoText()
      return .club(club(fields(ofWholeFile: .club)))
    case .names:
      refuseWhatIsNoText()
      return .names(names(fields(ofWholeFile: .names)))
    default:
      refuseWhatIsNoText()
      return markdown(place)
    }
  }

  private func markdown(_ place: ContentPlace) -> ContentEntry.Content {
    let parts = FrontMatter.divide(file.bytes)
    if parts.isUnclosed {
      report.error(
        at: Self.top, "the front matter is never closed",
        remedy: "write a line --- after its last key")
    }
    if parts.openingLine > 1 {
      let lines = parts.openingLine == 2 ? "a blank line stands" : "blank lines stand"
      report.error(
        at: Position(line: parts.openingLine, column: 1), "\(lines) before the front matter",
        remedy: "delete what stands above ---: keys begin on the first line of the file")
    }
    let source = Source(path: file.path, text: text, body: parts.body, bodyLine: parts.bodyLine)
    func fields(_ table: KeyTable) -> Fields {
      self.fields(parts.yaml, firstLine: parts.firstLine, table, !parts.isUnclosed)
    }
    switch place {
    case .issue(let folder):
      return .issue(issue(fields(.issue), source, slug: slug(folder), folder: folder))
    case .issueArticle(let folder, let stem):
      let base = "/issues/\(Slug.lowercased(folder))/"
      return .article(article(fields(.article), source, base: base, stem: stem, folder: folder))
    case .article(let stem):
      return .article(article(fields(.article), source, base: "/articles/", stem: stem))
    case .news(let stem):
      var draft = article(fields(.article), source, base: "/news/", stem: stem)
      draft.article.kind = .news
      return .article(draft)
    case .event(let stem): return .event(event(fields(.event), source, slug: slug(stem)))
    case .reward(let stem): return .reward(reward(fields(.reward), source, slug: slug(stem)))
    case .author(let stem): return .author(author(fields(.author), source, slug: slug(stem)))
    case .page(let stem): return .page(page(fields(.page), source, stem: stem))
    case .folderPage(let folder): return .page(folderPage(fields(.page), source, folder: folder))
    case .loose(let path): return .article(looseArticle(fields(.article), source, path: path))
    case .translation(let stem):
      return .translation(translation(fields(.translation), source, stem))
    case .site, .club, .names, .misplaced, .other: return .nothing
    }
  }

  private func translation(
    _ fields: Fields, _ source: Source, _ stem: String
  ) -> TranslationDraft {
    let (title, origin) = title(fields, source, stem: "")
    return TranslationDraft(
      translation: Translation(
        source: source, title: title.isEmpty ? nil : title, subtitle: fields.text("subtitle"),
        summary: fields.text("summary"), hasTitleInText: origin == .heading),
      stem: stem)
  }

  private func fields(ofWholeFile table: KeyTable) -> Fields {
    let start = file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    return fields(start..<file.bytes.count, firstLine: 1, table, true)
  }

  private func fields(
    _ yaml: Range<Int>?, firstLine: Int, _ table: KeyTable, _ isComplete: Bool
  ) -> Fields {
    var isComplete = isComplete
    var root: YAMLNode?
    if let yaml {
      do throws(YAMLProblem) {
        root = try read(file.bytes[yaml], firstLine: firstLine, table)
      } catch {
        report.error(at: error.position, error.message, remedy: error.remedy)
        isComplete = false
      }
    }
    return Fields(
      root, table: table, position: Self.top, report: report, isComplete: isComplete)
  }

  private func read(
    _ yaml: ArraySlice<UInt8>, firstLine: Int, _ table: KeyTable
  ) throws(YAMLProblem) -> YAMLNode? {
    if let node = FastYAML.read(yaml, firstLine: firstLine) { return node }
    do throws(YAMLProblem) {
      let node = try YAMLReader.read(yaml, firstLine: firstLine)
      guard case .scalar? = node?.value else { return node }
      throw YAMLProblem(
        position: node?.position ?? Self.top, message: "this is a text, not keys and values",
        remedy: "write “key: value” lines; a text belongs under the closing ---")
    } catch {
      throw YAMLProblem.misprintedColon(in: yaml, firstLine: firstLine, table: table) ?? error
    }
  }

  /// Editors do not write it; a program that was cut off does, and no browser shows it.
  private func refuseNulCharacters() {
    // `memchr` looks at 32 bytes at a time, and this is asked of every byte of a magazine.
    let offset = file.bytes.withUnsafeBytes { bytes in
      bytes.baseAddress.flatMap { start in
        memchr(start, 0, bytes.count).map { UnsafeRawPointer($0) - start }
      }
    }
    guard let offset else { return }
    report.error(
      at: place(of: offset), "here stands a NUL character, which is no text",
      remedy: "delete it; the program that has written the file was perhaps cut off")
  }

  /// Whether the file begins with the mark of UTF-16, of either byte order.
  private var isUTF16: Bool {
    file.bytes.starts(with: [0xFF, 0xFE]) || file.bytes.starts(with: [0xFE, 0xFF])
  }

  private func refuseWhatIsNoText() {
    refuseNulCharacters()
    refuseOtherEncodings()
  }

  private func refuseOtherEncodings() {
    guard let offset = UTF8Check.firstFault(in: file.bytes) else { return }
    report.error(
      at: place(of: offset), "the file is not UTF-8",
      remedy: "save it as UTF-8; it may be in GB 18030 (GBK)")
  }

  private func place(of offset: Int) -> Position { Position(of: offset, in: file.bytes) }

  /// The part of a URL that a file or folder name gives.
  func slug(_ name: String) -> String {
    if Slug.isPlainFileName(name) { return Slug.lowercased(name) }
    report.error(
      at: Self.top, "the name “\(name)” cannot stand in a URL",
      remedy: Slug.suggestion(for: name).map { "rename it to \($0)" }
        ?? "rename it with the letters a-z, digits and hyphens, for example in pinyin")
    return Slug.lowercased(name)
  }

  /// The title: the key, the first heading, or the name of the file.
  func title(
    _ fields: Fields, _ source: Source, stem: String
  ) -> (text: String, origin: Article.TitleOrigin) {
    if let title = fields.text("title") { return (title, .frontMatter) }
    let heading = Headline.find(in: file.bytes[source.body])
    if let heading, !heading.isEmpty { return (heading, .heading) }
    return (stem, .fileName)
  }

  /// A picture named by a key, its alternative text and its caption beside it.
  func picture(
    _ fields: Fields, _ name: StaticString, alternative: StaticString, caption: StaticString? = nil
  ) -> Picture? {
    let alternativeText = fields.text(alternative) ?? ""
    let captionText = caption.flatMap { fields.text($0) }
    guard let written = fields.located(name) else { return nil }
    let place: Picture.Place
    if written.value.hasPrefix("https://") || written.value.hasPrefix("http://") {
      place = .external(written.value)
    } else if let path = ContentPath.resolve(
      SitePath.decode(written.value.utf8), from: file.path)
    {
      place = .asset(path)
    } else {
      report.error(
        at: written.position, "“\(written.value)” leads out of the content folder",
        remedy: "put the picture beside the file and write its name")
      return nil
    }
    return Picture(
      place: place, alternative: alternativeText, caption: captionText,
      position: written.position)
  }
}
