import JSON
import Synchronization

/// Makes the files of the index from the pages as they stand in the folder: what readers can find is
/// what they can read, and nothing else.
///
/// Workers read stretches of pages and sort the terms of each into a run; then they merge the runs
/// file by file. So memory holds the terms of a few pages at a time, and every term is handled as
/// often in a large magazine as in a small one.
struct SearchPress {
  let documents: [SearchDocument]
  let folder: OutputFolder
  let workers: Workers
  /// The Traditional edition, which has the lists in its own characters; nil where there is none.
  var edition: TraditionalEdition?
  /// Where terms may lie that memory shall not hold.
  var scratchFolders: [String] = []
  var limits = SearchLimits()

  var shape: SearchShape { SearchShape(documents: documents.count, isTwofold: edition != nil) }

  /// Reads every page and writes the whole index.
  ///
  /// - Parameter report: notes what was written.
  /// - Returns: what has to be known to follow edits.
  /// - Throws: where a file cannot be written.
  func writeAll(_ report: inout BuildReport) throws(OutputError) -> SearchMemory {
    let runs = SearchRuns(mostInMemory: limits.bytes, folders: scratchFolders)
    let faces = read(into: runs)
    try writeFiles(from: runs.inOrder, &report)
    try writeLists(of: faces, &report)
    return SearchMemory(documents: documents, digests: faces.map(\.digest))
  }

  func reading(of document: Int) -> SearchReading { SearchReading(page(document)) }

  private func page(_ document: Int) -> [UInt8] {
    folder.bytes(of: documents[document].file) ?? []
  }

  // MARK: - Reading the pages

  /// Reads all pages, stretch by stretch.
  private func read(into runs: SearchRuns) -> [SearchFace] {
    // Several for each worker, so that none waits long for the last one.
    let stretch = min(max(documents.count / (workers.count * 4), 64), limits.stretch)
    let readers = Mutex<[StretchReader]>([])
    let limit = limits.postings / min(workers.count, SearchLimits.mostShares)
    let shape = shape
    return workers.map(below: (documents.count + stretch - 1) / stretch, share: 1) { number in
      var reader = readers.withLock { $0.popLast() } ?? StretchReader(limit: limit, shape: shape)
      let start = number * stretch
      let faces = reader.read(
        start..<min(start + stretch, documents.count), into: runs, page: page)
      readers.withLock { $0.append(reader) }
      return faces
    }.flatMap(\.self)
  }

  // MARK: - Writing the files

  private func writeFiles(
    from runs: [SearchRuns.Kept], _ report: inout BuildReport
  ) throws(OutputError) {
    let shape = shape
    // Neighbours lie side by side in every run.
    let share = min(8, shape.fileCount)
    let written = workers.map(below: shape.fileCount / share, share: 1) { number in
      write(number * share..<(number + 1) * share, of: shape, from: runs)
    }
    for (number, changes) in written.enumerated() {
      for (offset, change) in try changes.get().enumerated() {
        report.note(change, shape.file(number * share + offset))
      }
    }
  }

  /// Writes some adjacent files.
  private func write(
    _ places: Range<Int>, of shape: SearchShape, from runs: [SearchRuns.Kept]
  ) -> Result<[OutputFolder.Change], OutputError> {
    do throws(OutputError) {
      var parts: [(SearchRun, [UInt8])] = []
      for run in runs { parts.append((run.run, try run.bytes(of: places))) }
      var merge = SearchMerge()
      var changes: [OutputFolder.Change] = []
      for place in places {
        for (run, bytes) in parts {
          let start = run.range(of: places).lowerBound
          let range = run.range(of: place..<place + 1)
          merge.add(
            bytes[range.lowerBound - start..<range.upperBound - start], from: run.firstDocument)
        }
        changes.append(try folder.put(shape.file(place), merge.finish()))
      }
      return .success(changes)
    } catch {
      return .failure(error)
    }
  }

  private func writeLists(
    of faces: [SearchFace], _ report: inout BuildReport
  ) throws(OutputError) {
    for edition in edition.map({ [nil, $0] }) ?? [nil] {
      let shape = shape
      let file = edition == nil ? shape.listFile : shape.traditionalListFile
      let lists = workers.map(below: shape.listCount) { block in
        list(block, in: edition) { (faces[$0].title, faces[$0].isTraditional) }
      }
      for (block, bytes) in lists.enumerated() {
        report.note(try folder.put(file(block), bytes), file(block))
      }
    }
  }

  /// The lines of a block of pages: `[["/issues/27/rain/","雨","营造 · 2026年11月7日"],…]`, with a fourth
  /// `true` for a page that has Traditional characters.
  ///
  /// - Parameters:
  ///   - block: which.
  ///   - edition: the edition whose titles and notes they are; nil for the pages' own.
  ///   - of: what is known of a page, by its number.
  /// - Returns: the file.
  func list(
    _ block: Int, in edition: TraditionalEdition? = nil,
    of: (Int) -> (title: String, isTraditional: Bool)
  ) -> [UInt8] {
    func text(_ text: String) -> String { edition?.text(text) ?? text }
    var json = JSONWriter()
    let start = block * SearchShape.block
    json.array { json in
      for place in start..<min(start + SearchShape.block, documents.count) {
        json.array { json in
          json.string(documents[place].url)
          let (title, isTraditional) = of(place)
          json.string(text(title))
          json.string(text(documents[place].note))
          if isTraditional { json.bool(true) }
        }
      }
    }
    return json.bytes
  }
}

/// How much of an index is held in memory while it is made.
struct SearchLimits: Sendable {
  /// How many pages are read at a stretch.
  var stretch = 2_048
  /// How many pairs all workers together note before they sort them; a pair takes 16 bytes.
  var postings = 1 << 20
  /// Into how many shares that is cut at most: from smaller ones there would be too many runs.
  static let mostShares = 8
  /// How many bytes of runs stay in memory; the others lie in a file.
  var bytes = 4 << 20
}

/// Reads stretches of pages, one after the other, with the same room.
private struct StretchReader: Sendable {
  private var notes: SearchTokenizer
  private var scratch: [UInt64] = []
  private let shape: SearchShape

  init(limit: Int, shape: SearchShape) {
    notes = SearchTokenizer(limit: limit)
    self.shape = shape
  }

  /// Reads the pages of a stretch and sorts their terms into a run, or into several where they are too
  /// many.
  mutating func read(
    _ documents: Range<Int>, into runs: SearchRuns, page: (Int) -> [UInt8]
  ) -> [SearchFace] {
    var first = documents.lowerBound
    var faces: [SearchFace] = []
    faces.reserveCapacity(documents.count)
    for document in documents {
      let text = SearchText(page(document))
      if !notes.hasRoom(for: text) {
        runs.add(SearchRun(&notes, from: first, shape, scratch: &scratch))
        notes.removeAll()
        first = document
      }
      faces.append(SearchFace(text, document, &notes))
    }
    runs.add(SearchRun(&notes, from: first, shape, scratch: &scratch))
    notes.removeAll()
    return faces
  }
}
