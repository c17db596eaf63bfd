import Magazine
import Packing
import Zip

/// Makes the books of a site and leaves alone those that are there already: what a book is made of is
/// compared with what the file in the output folder was made of.
struct EbookPress: Sendable {
  let sources: PageSources
  let edition: EditionTexts?
  let folder: OutputFolder

  /// One book of one edition.
  struct Work: Sendable {
    let issue: Int
    let isTraditional: Bool
    let file: String
  }

  /// Every book of a site.
  static func works(_ publication: Publication, hasTraditional: Bool) -> [Work] {
    Ebook.issues(of: publication).flatMap { issue in
      (hasTraditional ? [false, true] : [false]).map { isTraditional in
        Work(
          issue: issue.id, isTraditional: isTraditional,
          file: SitePath.file(of: Ebook.url(of: issue, isTraditional: isTraditional)))
      }
    }
  }

  /// Whether an edit can have changed a book.
  static func isTouched(_ work: Work, by change: PageChange, _ publication: Publication) -> Bool {
    let issue = publication.issues[work.issue]
    return change.texts.contains(issue.source.text)
      || publication.articles(of: issue).ids.contains { id in
        change.articles.contains(id) || change.texts.contains(publication.articles[id].source.text)
      }
  }

  /// Makes books.
  ///
  /// - Parameters:
  ///   - works: which.
  ///   - workers: who makes them.
  /// - Returns: what became of each file.
  /// - Throws: where one cannot be made or written.
  func make(_ works: [Work], _ workers: Workers) throws(OutputError) -> [OutputFolder.Change] {
    guard !works.isEmpty else { return [] }
    let earlier = EbookRecords(in: folder)
    let results = workers.map(below: works.count, share: 1) { make(works[$0], earlier) }
    var known = earlier
    var changes: [OutputFolder.Change] = []
    for (work, result) in zip(works, results) {
      let made = try result.get()
      changes.append(made.change)
      known.note(work.file, made.digest, folder.stamp(of: work.file))
    }
    if changes.contains(where: { $0 != .unchanged }) { try known.keep(in: folder) }
    return changes
  }

  private typealias Made = (change: OutputFolder.Change, digest: Digest64)

  private func make(_ work: Work, _ known: EbookRecords) -> Result<Made, OutputError> {
    let book = Ebook(
      issue: sources.publication.issues[work.issue], sources: sources,
      edition: work.isTraditional ? edition : nil,
      file: { try? FileBytes.read("\(folder.path)/\($0)") })
    let files = book.files()
    if sources.bodies.isDamaged {
      folder.discard(BuildCache.name)
      return .failure(.damagedTexts(folder.path))
    }
    if work.isTraditional, let failure = edition?.texts.failure {
      return .failure(.unconverted("\(failure)"))
    }
    let digest = Self.digest(files)
    if known.stands(work.file, digest, folder.stamp(of: work.file)) {
      return .success((.unchanged, digest))
    }
    do {
      let bytes = try ZipArchive.bytes(of: files)
      return .success((try folder.put(work.file, bytes), digest))
    } catch let error as OutputError {
      return .failure(error)
    } catch {
      return .failure(.unpacked(work.file, "\(error)"))
    }
  }

  private static func digest(_ files: [ZipArchive.File]) -> Digest64 {
    var writer = PackedWriter()
    for file in files {
      writer.append(file.path)
      writer.append(word: Digest64(of: file.bytes).value)
    }
    return Digest64(of: writer.bytes)
  }
}

/// What the books in an output folder were made of, and how they looked: `.huikan/ebooks`.
struct EbookRecords: Sendable {
  private var records: [String: (digest: Digest64, stamp: FileStamp)] = [:]

  private static let name = ".huikan/ebooks"

  init(in folder: OutputFolder) {
    guard let bytes = try? FileBytes.read("\(folder.path)/\(Self.name)"), bytes.count > 8 else {
      return
    }
    let list = bytes.unpacked { reader -> [(String, Digest64, FileStamp)] in
      let isOurs = reader.word() == BuildCache.program?.value
      let list = reader.list {
        ($0.text(), Digest64(value: $0.word()), FileStamp(unpacking: &$0))
      }
      if !isOurs { reader.refuse() }
      return list
    }
    for record in list ?? [] { records[record.0] = (record.1, record.2) }
  }

  /// Whether a file is there that was made of the same, and nobody has touched since.
  func stands(_ file: String, _ digest: Digest64, _ stamp: FileStamp?) -> Bool {
    guard let record = records[file], let stamp else { return false }
    return record.digest == digest && record.stamp == stamp
  }

  mutating func note(_ file: String, _ digest: Digest64, _ stamp: FileStamp?) {
    records[file] = stamp.map { (digest, $0) }
  }

  func keep(in folder: OutputFolder) throws(OutputError) {
    var writer = PackedWriter()
    writer.append(word: BuildCache.program?.value ?? 0)
    let sorted = records.sorted { $0.key.precedesInBytes($1.key) }
    writer.append(sorted) { record, writer in
      writer.append(record.key)
      writer.append(word: record.value.digest.value)
      record.value.stamp.pack(into: &writer)
    }
    _ = try folder.put(Self.name, writer.bytes)
  }
}
