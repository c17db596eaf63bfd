import Magazine
import Markdown
import Theming

/// An issue as a letter: what it holds, column by column, with links to read on. For mail programs, which
/// know tables and little else: no style sheet, no script, no picture that carries a word alone.
public struct Newsletter: Sendable {
  /// What a mailing program puts in place of itself: the address at which a reader ends the letters.
  public static let unsubscribeMark = "{{unsubscribe}}"

  /// 《檐声》第27期：听雨.
  public let subject: String
  /// HTML, UTF-8.
  public private(set) var html: [UInt8]
  /// The same without markup, lines ended by a feed.
  public private(set) var text: String

  let address: String
  private(set) var unsubscribe = unsubscribeMark

  /// With `unsubscribeMark` where a reader ends the letters.
  ///
  /// - Parameters:
  ///   - issue: the issue.
  ///   - sources: what pages are made of; it has a base URL.
  ///   - edition: the Traditional edition, for its letter.
  init?(_ issue: Issue, _ sources: PageSources, in edition: EditionTexts?) {
    guard let base = sources.baseURL else { return nil }
    let contents = NewsletterContents(issue, in: SitePages(SiteIndex(sources)), base: base)
    address = base + issue.url
    guard let edition else {
      subject = contents.subject
      html = NewsletterMarkup(contents, Self.unsubscribeMark).bytes
      text = contents.text(Self.unsubscribeMark)
      return
    }
    subject = edition.texts.text(contents.subject)
    html = edition.texts.page(
      NewsletterMarkup(contents, Self.unsubscribeMark).bytes, edition.addresses)
    let prefix = base + TraditionalEdition.prefix
    text = contents.text(Self.unsubscribeMark)
      .split(separator: "\n", omittingEmptySubsequences: false)
      .map { line in
        // A line is an address or words.
        guard line.hasPrefix(base + "/") else { return edition.texts.text(String(line)) }
        return prefix + line.dropFirst(base.count)
      }.joined(separator: "\n")
  }

  /// The same letter for one reader: nothing is set anew.
  ///
  /// - Parameter address: where this reader ends the letters.
  /// - Returns: the letter with the address in place of `unsubscribeMark`.
  public func ending(at address: String) -> Newsletter {
    var letter = self
    letter.unsubscribe = address
    letter.html = Self.replaceMark(in: html, with: HTML(escaping: address).bytes)
    letter.text = String(
      decoding: Self.replaceMark(in: Array(text.utf8), with: Array(address.utf8)), as: UTF8.self)
    return letter
  }

  /// The mark is the last thing of a letter: before it an editor may have written the same.
  private static func replaceMark(in bytes: [UInt8], with address: [UInt8]) -> [UInt8] {
    let mark = Array(unsubscribeMark.utf8)
    let places = stride(from: bytes.count - mark.count, through: 0, by: -1)
    guard let place = places.first(where: { bytes[$0...].starts(with: mark) }) else { return bytes }
    return bytes[..<place] + address + bytes[(place + mark.count)...]
  }
}

/// What a letter says, in the order in which it says it.
struct NewsletterContents {
  let subject: String
  let magazine: String
  let issue: IssueCardContext
  let address: String
  let base: String
  let language: String
  let letter: String?
  let sections: [SectionContext]
  let events: [EventCardContext]
  let footer: [String]
  /// The last record of the points' ledger when the issue came out.
  let ledgerHead: String?
  let words: NewsletterWords

  private static let eventCount = 3

  init(_ issue: Issue, in site: SitePages, base: String) {
    let publication = site.publication
    self.base = base
    self.issue = IssueCardContext(issue, in: site)
    magazine = publication.club?.magazine ?? publication.site.title
    let label = issue.number.map { site.wording.issue($0) } ?? ""
    let name = site.wording.magazine(magazine) + label
    subject = site.wording.pair(name, issue.title)
    address = base + issue.url
    language = publication.site.language.rawValue
    let excerpt = site.body(of: issue.source).excerpt
    letter = excerpt.isEmpty ? nil : excerpt
    sections = publication.contents(of: issue).map { SectionContext($0, in: site) }
    events = publication.upcomingEvents(at: site.sources.asOf).filter { !$0.isCancelled }
      .prefix(Self.eventCount).map { EventCardContext($0, in: site) }
    footer = publication.site.footer
    ledgerHead = issue.ledgerHead
    words = NewsletterWords(publication.site.language)
  }

  /// The articles of a column, in their order.
  static func pieces(of section: SectionContext) -> [TeaserContext] {
    (section.lead.map { [$0] } ?? []) + section.pieces
  }

  /// Who wrote it and how long it takes: 文 顾南屏 · 约3分钟.
  func line(of piece: TeaserContext) -> String {
    let by = piece.authors.map { words.by + $0 }
    return ([by, piece.credit].compactMap { $0 } + [words.minutes(piece.minutes)])
      .joined(separator: " · ")
  }

  func line(of event: EventCardContext) -> String {
    let day = "\(event.day.monthAndDay)（\(event.day.weekday)）"
    return [day + (event.hours ?? ""), event.place].joined(separator: " · ")
  }

  /// The letter as plain text.
  func text(_ unsubscribe: String) -> String {
    var lines = [subject, ""]
    if let line = issue.subtitle ?? issue.summary { lines += [line, ""] }
    lines += [words.readOnline, address, ""]
    if let letter { lines += ["— \(words.letter) —", "", letter, ""] }
    for section in sections {
      if let column = section.column { lines += ["— \(column.title) —", ""] }
      for piece in Self.pieces(of: section) {
        lines.append(piece.title)
        if let gist = piece.gist { lines.append(gist) }
        lines += [line(of: piece), base + piece.url, ""]
      }
    }
    if !events.isEmpty { lines += ["— \(words.events) —", ""] }
    for event in events { lines += [event.title, line(of: event), base + event.url, ""] }
    lines += ["—"] + footer
    if let ledgerHead { lines += [words.ledger, ledgerHead] }
    lines += [words.why, words.unsubscribe, unsubscribe, ""]
    return lines.joined(separator: "\n")
  }
}

/// The words of a letter that no editor wrote. The Traditional edition converts those of zh-Hans.
struct NewsletterWords {
  let readOnline: String
  let letter: String
  let events: String
  let why: String
  let unsubscribe: String
  let by: String
  let ledger: String
  private let isEnglish: Bool

  init(_ language: SiteSettings.Language) {
    isEnglish = language == .english
    ledger = EbookWords(language).ledger
    switch language {
    case .simplifiedChinese:
      (readOnline, letter, events, by) = ("在线阅读本期", "编者按", "近期活动", "文 ")
      (why, unsubscribe) = ("您收到这封信，因为您同意收会刊的来信。", "不再收信")
    case .traditionalChinese:
      (readOnline, letter, events, by) = ("線上閱讀本期", "編者按", "近期活動", "文 ")
      (why, unsubscribe) = ("您收到這封信，因為您同意收會刊的來信。", "不再收信")
    case .english:
      (readOnline, letter, events, by) = (
        "Read this issue online", "From the editor", "Next events", "Text: "
      )
      (why, unsubscribe) = (
        "You get this letter because you have agreed to letters from the magazine.", "Unsubscribe"
      )
    }
  }

  func minutes(_ count: Int) -> String { isEnglish ? "\(count) min" : "约\(count)分钟" }
}

extension LoadedSite {
  /// The issues, by the names of their folders, the newest first.
  public var issueNames: [String] { publication.issues.map(\.slug) }

  /// An issue as a letter.
  ///
  /// - Parameters:
  ///   - slug: the name of its folder.
  ///   - isTraditional: whether it is the Traditional edition's.
  /// - Returns: the letter, with `Newsletter.unsubscribeMark` where a reader ends the letters; nil where there
  ///   is no such issue or edition, or the site does not know its address.
  public func newsletter(of slug: String, isTraditional: Bool) -> Newsletter? {
    guard let issue = publication.issues.first(where: { $0.slug == slug }),
      !isTraditional || editionTexts != nil
    else { return nil }
    return Newsletter(issue, sources, in: isTraditional ? editionTexts : nil)
  }
}
