import Annex
import Disk
import Lines

/// What is still whole in a journal that is damaged, for whoever has to enter it anew elsewhere.
extension JournalReader {
  /// Hands on every record whose line is whole, in the order of the files; a value of the annex that is
  /// missing or damaged is left out of it.
  ///
  /// - Parameters:
  ///   - body: takes each record; one that it does not understand counts as lost.
  ///   - lost: takes a line for everything that is not whole, with the place.
  public func salvage(
    _ body: (RecordView) throws -> Void, lost: (String) -> Void
  ) {
    var last: JournalHead?
    for first in (try? files.segments(in: files.layout.journal)) ?? [] {
      let annex = annex(of: first, lost)
      var broken: [String] = []
      eachLine(of: files.layout.segment(first), lost) { line in
        guard let json = Line.json(of: line.bytes),
          var view = try? RecordView.parse(json, at: line.place)
        else {
          broken.append("\(line.place): the line is not whole")
          return
        }
        view.hash = files.hash(UnsafeRawBufferPointer(json))
        tell(of: view, after: last, &broken, lost)
        last = JournalHead(sequence: view.sequence, hash: view.hash)
        view.annex = values(of: view, in: annex, lost)
        do {
          try body(view)
        } catch {
          lost("record \(view.sequence), \(line.place): \(error)")
        }
      }
      for line in broken { lost(line) }
    }
  }

  /// Tells of what is missing before a record.
  private func tell(
    of view: RecordView, after last: JournalHead?, _ broken: inout [String],
    _ lost: (String) -> Void
  ) {
    let expected = (last?.sequence ?? 0) + 1
    let gap = view.sequence > expected ? expected..<view.sequence : nil
    let records = gap.map {
      $0.count == 1
        ? "record \($0.lowerBound)" : "records \($0.lowerBound) to \($0.upperBound - 1)"
    }
    if broken.isEmpty, let records { lost("\(records) missing before record \(view.sequence)") }
    for line in broken { lost((records.map { "\($0), " } ?? "") + line) }
    broken = []
    if let last, gap == nil, view.previous != last.hash {
      lost("record \(view.sequence) is whole, but not chained to the one before it")
    }
  }

  private func values(
    of view: RecordView, in annex: AnnexSalvage, _ lost: (String) -> Void
  ) -> [AnnexValue] {
    view.commitments.compactMap { commitment in
      let value = annex.value(
        of: view.sequence, provedBy: commitment, files.hash, files.access)
      if value == nil {
        lost(
          "record \(view.sequence) is whole, but not its value '\(commitment.field)' in the annex")
      }
      return value
    }
  }

  private func annex(of first: Int, _ lost: (String) -> Void) -> AnnexSalvage {
    let path = files.layout.annex(first)
    do {
      let file = try files.open(path)
      defer { file.close() }
      return try AnnexSalvage(LineReader(file, path))
    } catch {
      lost("\(error.place): \(error.reason)")
      return AnnexSalvage()
    }
  }

  private func eachLine(
    of path: String, _ lost: (String) -> Void, _ body: (LineReader.Item) -> Void
  ) {
    do {
      let file = try files.open(path)
      defer { file.close() }
      let reader = LineReader(file, path)
      while let line = try reader.next() { body(line) }
    } catch {
      lost("\(error.place): \(error.reason)")
    }
  }
}
