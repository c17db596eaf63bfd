import Magazine
import Markdown
import Packing

/// A body as it was set, not yet on a page: what lists show of it at hand, its markup where there is
/// room for it.
///
/// The markup of a large magazine is kept in a file and not in memory, because every body is needed
/// twice only: when it is set, and when its page is made.
struct Galley: Sendable {
  /// Where the packed markup is.
  enum Place: Sendable {
    case memory([UInt8])
    case file(GalleyFile, offset: Int, count: Int)
  }

  /// What may have to be asked without looking at the markup.
  struct Traits: OptionSet, Hashable, Sendable {
    let rawValue: Int
    /// There is nothing to show.
    static let isEmpty = Traits(rawValue: 1)
    /// Events' cards, which its page fills in.
    static let hasSlots = Traits(rawValue: 2)
    /// A theme's template wrote some of it, or looked at the magazine to do so.
    static let hasContainers = Traits(rawValue: 4)
    /// Links or pictures, for which the magazine was asked.
    static let hasLinks = Traits(rawValue: 8)
    /// Its first heading was left out, because it is the page's title.
    static let dropsTitle = Traits(rawValue: 16)
    /// A member sent it in.
    static let isContribution = Traits(rawValue: 32)
    /// Its opening was looked for.
    static let hasExcerpt = Traits(rawValue: 64)
    /// It is for members, so that nothing of it was kept but its length.
    static let isForMembers = Traits(rawValue: 128)
    /// All that was asked of whoever set it.
    static let asked: Traits = [.dropsTitle, .isContribution, .hasExcerpt, .isForMembers]
  }

  var place = Place.memory([])
  var traits: Traits = .isEmpty
  /// The opening, for lists and feeds.
  var excerpt = ""
  var length = TextLength()
  /// Links to places on other pages.
  var fragmentLinks: [FragmentLink] = []
  /// The addresses of pictures that other servers have, in the order of the text.
  var foreignPictures: [[UInt8]] = []
  /// The files of the content folder that are published because the body names them, by path.
  var assets: [String] = []

  init() {}

  /// What lists show of a body, and where its markup was put.
  init(
    _ body: RenderedMarkdown, _ traits: Traits, foreignPictures: [[UInt8]] = [],
    assets: [String] = [], at place: Place
  ) {
    self.place = place
    self.traits = traits
    if body.markup.isEmpty { self.traits.insert(.isEmpty) }
    if !body.slots.isEmpty { self.traits.insert(.hasSlots) }
    excerpt = body.excerpt
    length = body.length
    fragmentLinks = body.fragmentLinks
    self.foreignPictures = foreignPictures
    self.assets = assets
  }

  /// The packed markup as it stands; nil where it cannot be read.
  var packed: [UInt8]? {
    switch place {
    case .memory(let bytes): bytes
    case .file(let file, let offset, let count): file.read(offset: offset, count: count)
    }
  }

  /// The markup alone; nil where it cannot be read or is damaged.
  var markup: MarkdownMarkup? { unpacked { GalleyProof.markup(in: $0, isTrusted: $1) } }

  /// The markup and what else was found in the body; nil where it cannot be read or is damaged.
  var proof: GalleyProof? { unpacked { GalleyProof($0, isTrusted: $1) } }

  private func unpacked<Value>(_ read: ([UInt8], _ isTrusted: Bool) -> Value?) -> Value? {
    guard let packed else { return nil }
    let isTrusted =
      switch place {
      case .memory: true
      case .file(let file, _, _): !file.isShared
      }
    return read(packed, isTrusted)
  }
}

extension Galley.Traits {
  init(dropsTitle: Bool, isContribution: Bool, hasExcerpt: Bool) {
    self = []
    if dropsTitle { insert(.dropsTitle) }
    if isContribution { insert(.isContribution) }
    if hasExcerpt { insert(.hasExcerpt) }
  }
}

/// What stands in the packed form of a body.
struct GalleyProof: Sendable {
  /// What the magazine was asked while the body was set.
  var questions: [LinkQuestion] = []
  var markup = MarkdownMarkup()
  var outline: [OutlineEntry] = []
  /// Every id that the body defines.
  var anchors: [String] = []

  init() {}

  init(_ body: RenderedMarkdown, questions: [LinkQuestion]) {
    self.questions = questions
    markup = body.markup
    outline = body.outline
    anchors = body.anchors
  }

  /// Everything, with a checksum at the end.
  ///
  /// The checksum is for what others may have written; what a build alone wrote it need not doubt.
  var packed: [UInt8] {
    var writer = PackedWriter()
    writer.reserve(markup.html.count + 1024)
    markup.pack(into: &writer)
    writer.append(questions) { $0.pack(into: &$1) }
    writer.append(outline) { $0.pack(into: &$1) }
    writer.append(anchors) { $1.append($0) }
    writer.append(word: Digest64(of: writer.bytes).value)
    return writer.bytes
  }

  /// Reads what `packed` was; nil where it is damaged.
  ///
  /// - Parameters:
  ///   - packed: the bytes.
  ///   - isTrusted: whether this process wrote them, and nobody else can have.
  init?(_ packed: [UInt8], isTrusted: Bool) {
    // Nothing was set for a file without a body.
    if packed.isEmpty { return }
    guard packed.count > 8 else { return nil }
    let proof = packed.unpacked { reader in
      let proof = GalleyProof(unpacking: &reader)
      let checksum = reader.word()
      if !isTrusted, checksum != Digest64(of: packed.dropLast(8)).value { reader.refuse() }
      return proof
    }
    guard let proof else { return nil }
    self = proof
  }

  /// The markup, which stands before everything else; nil where it is damaged.
  static func markup(in packed: [UInt8], isTrusted: Bool) -> MarkdownMarkup? {
    if !isTrusted { return GalleyProof(packed, isTrusted: false)?.markup }
    if packed.isEmpty { return MarkdownMarkup() }
    return packed.withUnsafeBufferPointer { bytes in
      var reader = PackedReader(bytes)
      let markup = MarkdownMarkup(unpacking: &reader)
      return reader.isIntact ? markup : nil
    }
  }

  private init(unpacking reader: inout PackedReader) {
    markup = MarkdownMarkup(unpacking: &reader)
    questions = reader.list { LinkQuestion(unpacking: &$0) }
    outline = reader.list { OutlineEntry(unpacking: &$0) }
    anchors = reader.list { $0.text() }
  }
}
