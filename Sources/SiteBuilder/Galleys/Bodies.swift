import Magazine
import Markdown
import Synchronization

/// The Markdown bodies of the content, set, and what is wrong in them.
struct Bodies: Sendable {
  /// At the place of their file in `ContentTree.texts`; empty for a file without a body.
  private(set) var galleys: PagedArray<Galley>
  /// What is wrong in a file, by its place in `ContentTree.texts`; files without fault are left out.
  private(set) var faults: [Int: [Diagnostic]] = [:]
  /// The places of the files whose bodies were set by this load, and not taken over.
  private(set) var setNow: Set<Int> = []
  private let damage = GalleyDamage()

  /// Sets every body of a publication that is not set yet.
  ///
  /// - Parameters:
  ///   - content: the folder.
  ///   - press: sets them.
  ///   - earlier: bodies that the same press would have set alike, but for what the magazine answers
  ///     to their links.
  ///   - asksAgain: whether the magazine may answer otherwise now.
  ///   - workers: who sets.
  init(
    _ content: ContentDirectory, _ press: BodyPress, after earlier: Bodies?, asksAgain: Bool,
    _ workers: Workers
  ) {
    let works = press.publication.works
    let results = workers.map(below: works.count) { index in
      let work = works[index]
      if let earlier,
        let galley = earlier.reusable(for: work, content, press, asksAgain: asksAgain)
      {
        press.publish(galley)
        return SetBody(galley: galley, diagnostics: nil)
      }
      return press.set(work, content)
    }
    galleys = PagedArray(repeating: Galley(), count: content.tree.texts.count)
    for (work, result) in zip(works, results) {
      let place = work.source.text
      galleys[place] = result.galley
      if result.diagnostics != nil { setNow.insert(place) }
      let found = result.diagnostics ?? content.origins[place].flatMap { earlier?.faults[$0] } ?? []
      faults[place] = found.isEmpty ? nil : found
    }
  }

  /// Bodies that an earlier build has left.
  init(galleys: PagedArray<Galley>, faults: [Int: [Diagnostic]]) {
    self.galleys = galleys
    self.faults = faults
  }

  var diagnostics: [Diagnostic] { faults.keys.sorted().flatMap { faults[$0] ?? [] } }

  /// Whether some body could not be read again: what was made of it since is of no use.
  var isDamaged: Bool { damage.isNoted }

  /// The body of a file, by its place in `ContentTree.texts`.
  subscript(place: Int) -> RenderedMarkdown {
    let galley = galleys[place]
    var body = RenderedMarkdown()
    body.excerpt = galley.excerpt
    body.hanCount = galley.length.han
    body.latinWordCount = galley.length.latinWords
    body.fragmentLinks = galley.fragmentLinks
    guard let proof = proof(of: galley) else { return body }
    body.html = proof.markup.html
    body.slots = proof.markup.slots
    body.outline = proof.outline
    body.anchors = proof.anchors
    return body
  }

  /// The markup of a body alone, by the place of its file.
  func markup(of place: Int) -> MarkdownMarkup {
    intact(galleys[place].markup) ?? MarkdownMarkup()
  }

  /// Every id that a body defines.
  func ids(of place: Int) -> Set<String> { Set(proof(of: galleys[place])?.anchors ?? []) }

  /// Sets the bodies of a few files again.
  mutating func setAgain(_ works: [BodyWork], _ content: ContentDirectory, _ press: BodyPress) {
    for work in works {
      let result = press.set(work, content)
      galleys[work.source.text] = result.galley
      let found = result.diagnostics ?? []
      faults[work.source.text] = found.isEmpty ? nil : found
    }
  }

  /// What an earlier load has set for a file that is the same, if setting it now would come to the
  /// same.
  private func reusable(
    for work: BodyWork, _ content: ContentDirectory, _ press: BodyPress, asksAgain: Bool
  ) -> Galley? {
    guard let place = content.origins[work.source.text] else { return nil }
    let galley = galleys[place]
    guard !galley.traits.contains(.hasContainers),
      galley.traits.intersection(.asked) == work.traits
    else { return nil }
    guard asksAgain, galley.traits.contains(.hasLinks) else { return galley }
    let links = press.links(of: work.source)
    guard let proof = proof(of: galley),
      proof.questions.allSatisfy({ $0.isAnswered(alike: links) })
    else { return nil }
    return galley
  }

  private func proof(of galley: Galley) -> GalleyProof? { intact(galley.proof) }

  /// What was read of a packed body; notes where it could not be.
  private func intact<Value>(_ read: Value?) -> Value? {
    if read == nil { damage.note() }
    return read
  }
}

/// Whether a packed body could not be read again, noted by any thread.
private final class GalleyDamage: Sendable {
  private let noted = Atomic<Bool>(false)

  var isNoted: Bool { noted.load(ordering: .relaxed) }

  func note() { noted.store(true, ordering: .relaxed) }
}
