import Packing

/// What a build remembers of its index, so that an edit changes only the files that have to change.
struct SearchMemory: Sendable {
  /// The pages in the order of their numbers.
  var documents: [SearchDocument]
  /// Of what search has read of each.
  var digests: [Digest64]
}

/// A change of the index that follows a change of a few pages.
///
/// It is made before the pages are written, because what a page said before stands in its file only.
struct SearchChange {
  private let press: SearchPress
  /// What was known before; nil where the whole index has to be made again.
  private let memory: SearchMemory?
  /// What the pages that may change said before, by their numbers.
  private let earlier: [Int: SearchReading]

  /// - Parameters:
  ///   - press: makes the index.
  ///   - memory: what was known of it; nil where that is not much.
  ///   - files: the pages that may change, by their files.
  init(_ press: SearchPress, after memory: SearchMemory?, files: Set<String>) {
    self.press = press
    guard let memory, memory.documents == press.documents else {
      self.memory = nil
      earlier = [:]
      return
    }
    var earlier: [Int: SearchReading] = [:]
    var isKnown = true
    for (document, known) in memory.documents.enumerated() where files.contains(known.file) {
      let reading = press.reading(of: document)
      // Somebody else has written to the page: what the index says of it is nowhere else.
      if reading.face.digest != memory.digests[document] { isKnown = false }
      earlier[document] = reading
    }
    self.memory = isKnown ? memory : nil
    self.earlier = earlier
  }

  /// Writes what has changed, once the pages have been written.
  ///
  /// - Parameter report: notes what was written.
  /// - Returns: what is known of the index now.
  /// - Throws: where a file cannot be written.
  func write(_ report: inout BuildReport) throws(OutputError) -> SearchMemory {
    guard var memory else { return try press.writeAll(&report) }
    var changes = ShardChanges(press.shape)
    var faces: [Int: (title: String, isTraditional: Bool)] = [:]
    for (document, old) in earlier {
      let new = press.reading(of: document)
      let (face, oldFace) = (new.face, old.face)
      guard face.digest != oldFace.digest else { continue }
      memory.digests[document] = face.digest
      changes.note(document, from: old.terms, to: new.terms)
      if face.title != oldFace.title || face.isTraditional != oldFace.isTraditional {
        faces[document] = (face.title, face.isTraditional)
      }
    }
    guard try writeShards(changes, &report), try writeLists(faces, &report) else {
      return try press.writeAll(&report)
    }
    return memory
  }

  /// False where a file of the index is not as it was written.
  private func writeShards(
    _ changes: ShardChanges, _ report: inout BuildReport
  ) throws(OutputError) -> Bool {
    for (place, edits) in changes.edits.sorted(by: { $0.key < $1.key }) {
      let file = press.shape.file(place)
      guard let bytes = press.folder.bytes(of: file), var shard = SearchShard(bytes) else {
        return false
      }
      for edit in edits { edit(&shard) }
      report.note(try press.folder.put(file, shard.bytes), file)
    }
    return true
  }

  private func writeLists(
    _ faces: [Int: (title: String, isTraditional: Bool)], _ report: inout BuildReport
  ) throws(OutputError) -> Bool {
    for block in Set(faces.keys.map { $0 / SearchShape.block }).sorted() {
      let file = press.shape.listFile(block)
      guard let lines = press.folder.bytes(of: file).flatMap({ SearchLines($0) }) else {
        return false
      }
      let start = block * SearchShape.block
      guard lines.lines.count == min(SearchShape.block, press.documents.count - start) else {
        return false
      }
      func face(_ place: Int) -> (title: String, isTraditional: Bool) {
        let line = lines.lines[place - start]
        return faces[place] ?? (line.title, line.isTraditional)
      }
      report.note(try press.folder.put(file, press.list(block, of: face)), file)
      guard let edition = press.edition else { continue }
      let other = press.shape.traditionalListFile(block)
      report.note(
        try press.folder.put(other, press.list(block, in: edition, of: face)), other)
    }
    return true
  }
}

/// What has to be changed in which files of an index.
private struct ShardChanges {
  private let shape: SearchShape
  private(set) var edits: [Int: [(inout SearchShard) -> Void]] = [:]

  init(_ shape: SearchShape) { self.shape = shape }

  /// A page has other terms now.
  mutating func note(_ document: Int, from old: SearchTerms, to new: SearchTerms) {
    let (before, after) = (Set(old.pairs), Set(new.pairs))
    var pairs: [UInt64: SearchMarks?] = [:]
    for pair in before.subtracting(after) { pairs[SearchTerms.key(of: pair)] = .some(nil) }
    for pair in after.subtracting(before) {
      pairs[SearchTerms.key(of: pair)] = SearchTerms.marks(of: pair)
    }
    for (key, marks) in pairs {
      edits[shape.place(ofKey: key), default: []].append { $0.set(key, document, marks) }
    }
    for word in Set(old.words.keys).union(new.words.keys) where old.words[word] != new.words[word] {
      let marks = new.words[word]
      edits[shape.place(of: word), default: []].append { $0.set(word, document, marks) }
    }
  }
}
