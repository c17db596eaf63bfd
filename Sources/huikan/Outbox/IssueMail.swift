import Club
import ClubAPI
import ClubStore
import SiteBuilder
import Synchronization

/// An issue as it goes to one reader.
struct IssueMail: Sendable {
  let newsletter: Newsletter
  /// Where this reader ends the letters: an address that takes a GET from a person and a POST from a mail
  /// program (RFC 8058).
  let unsubscribe: String

  /// Makes the mail of a letter that brings an issue; nil where the site has the issue no longer, or the
  /// letter brings none.
  ///
  /// - Parameters:
  ///   - letter: the letter.
  ///   - issues: those of the site as it is now.
  ///   - address: of the site, without a stroke at its end.
  init?(_ letter: Letter, of issues: IssueLetters, at address: String) {
    guard case .newsletter(let issue) = letter.message.kind, let reader = letter.reader else {
      return nil
    }
    let isTraditional = reader.edition == .traditional
    // A site that has lost its Traditional edition still has the issue.
    guard
      let newsletter =
        (isTraditional ? issues.letter(of: issue, isTraditional: true) : nil)
        ?? issues.letter(of: issue, isTraditional: false)
    else { return nil }
    unsubscribe = address + ClubAPI.unsubscribePath(reader.unsubscribeKey)
    self.newsletter = newsletter.ending(at: unsubscribe)
  }
}

/// The issues of a loaded site as letters, each set once in each script however many readers it has.
final class IssueLetters: Sendable {
  private struct Key: Hashable {
    let issue: Code
    let isTraditional: Bool
  }

  private let site: LoadedSite
  private let letters = Mutex<[Key: Newsletter]>([:])

  init(_ site: LoadedSite) {
    self.site = site
  }

  /// Nil where there is no such issue or edition, or the site does not know its address.
  func letter(of issue: Code, isTraditional: Bool) -> Newsletter? {
    let key = Key(issue: issue, isTraditional: isTraditional)
    if let letter = letters.withLock({ $0[key] }) { return letter }
    // Not under the lock: at worst those who ask at the same moment set it too.
    let letter = site.newsletter(of: issue.text, isTraditional: isTraditional)
    letters.withLock { $0[key] = letter }
    return letter
  }
}
