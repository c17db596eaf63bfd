import Magazine
import Theming

/// What somebody typed to join, and what is wrong with it.
public struct JoinEntry: Sendable, Hashable {
  /// What is wrong, in a sentence.
  public var message: String
  /// What was typed, by the names of the form's fields.
  public var entered: [String: String]
  /// What is wrong with a field, by its name.
  public var faults: [String: String]

  /// - Parameters:
  ///   - message: what is wrong, in a sentence.
  ///   - entered: what was typed, by the names of the form's fields.
  ///   - faults: what is wrong with a field, by its name.
  public init(message: String, entered: [String: String], faults: [String: String]) {
    self.message = message
    self.entered = entered
    self.faults = faults
  }

  /// One field takes either contact, where a code is sent to it.
  private static func names(_ name: String) -> [String] {
    name == "contact" ? ["contact", "phone", "email"] : [name]
  }

  func entered(_ name: String) -> String? {
    Self.names(name).lazy.compactMap { entered[$0] }.first { !$0.isEmpty }
  }

  func fault(_ name: String) -> String? {
    Self.names(name).lazy.compactMap { faults[$0] }.first { _ in true }
  }
}

/// `/join/`: becoming a member.
struct JoinPage: PageContext {
  var frame: PageFrame
  var consentVersion: String
  var consentText: String
  var ways: [WayContext]
  var introduction: HTML?
  /// Of whoever filled it in and was refused; nil in the file of the site.
  var entry: JoinEntry?

  init(_ club: ClubSettings, in site: SitePages) {
    frame = site.frame(PageIdentity(url: "/join/"))
    consentVersion = club.consent.version
    consentText = club.consent.text
    ways = club.waysToJoin.map(WayContext.init)
    introduction = site.introduction(of: "/join/")
  }

  static func outputs(of site: SitePages) -> [PageOutput] {
    guard let club = site.sources.publication.club else { return [] }
    let source = site.sources.publication.introduction(of: "/join/")?.source
    return [
      site.output(
        .join, at: "/join/", source: source?.path, showsFigures: site.showsFigures(source),
        with: \.join
      ) { JoinPage(club, in: $0) }
    ]
  }

  /// The fields that somebody types into.
  private static let typed = ["name", "phone", "email", "contact", "referrer"]

  static let shape = page(
    .join,
    typed.map { name in
      .optionalText("entered_\(name)", "What was typed as \(name), where it is asked for again.") {
        $0.entry?.entered(name)
      }
    }
      + (typed + ["consent"]).map { name in
        .optionalText("wrong_\(name)", "What is wrong with the \(name) that was sent.") {
          $0.entry?.fault(name)
        }
      } + texts)

  private static let texts: [Field<JoinPage>] = [
    .optionalText("entered_to", "Where to lead on to afterwards, posted with the form again.") {
      $0.entry?.entered("to")
    },
    .optionalText("refused", "Why the form was refused; nothing in the file of the site.") {
      $0.entry?.message
    },
    .flag("agreed", "Whether whoever is asked again has agreed to this version of the terms.") {
      $0.entry?.entered["consent"] == $0.consentVersion
    },
    .text("consent_version", "The version of the consent; posted with the form.") {
      $0.consentVersion
    },
    .text("consent_text", "The text to which one agrees.") { $0.consentText },
    .list("ways", "The ways of joining.") { $0.ways },
    .flag("has_ways", "Whether there are any.") { !$0.ways.isEmpty },
    .optionalHTML("introduction", "The text of `pages/join.md`.") { $0.introduction },
  ]
}
