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
    let names = (try? fileSystem.list(layout.journal)) ?? []
    for first in names.compactMap(Layout.first).sorted() {
      let values = annexLines(of: first, lost)
      let path = layout.segment(first)
      var broken: [String] = []
      eachLine(of: path, lost) { line in
        let place = Place(path: path, line: line.number, offset: line.offset)
        guard let json = Line.json(of: line.bytes), var view = try? RecordView.parse(json) else {
          broken.append("\(place): the line is not whole")
          return
        }
        view.hash = hash(UnsafeRawBufferPointer(json))
        tell(of: view, after: last, &broken, lost)
        last = JournalHead(sequence: view.sequence, hash: view.hash)
        view.annex = self.values(of: view, in: values[view.sequence] ?? [:], path, lost)
        do {
          try body(view)
        } catch {
          lost("record \(view.sequence), \(place): \(error)")
        }
      }
      for line in broken { lost("\(line)") }
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
      $0.count == 1 ? "record \($0.lowerBound)" : "records \($0.lowerBound) to \($0.upperBound - 1)"
    }
    if broken.isEmpty, let records { lost("\(records) missing before record \(view.sequence)") }
    for line in broken { lost((records.map { "\($0), " } ?? "") + line) }
    broken = []
    if let last, gap == nil, view.previous != last.hash {
      lost("record \(view.sequence) is whole, but not chained to the one before it")
    }
  }

  private func values(
    of view: RecordView, in lines: [String: (line: AnnexLine, place: Place)], _ path: String,
    _ lost: (String) -> Void
  ) -> [AnnexValue] {
    view.commitments.indices.compactMap { index in
      let field = view.commitments[index].field
      if let (line, place) = lines[field],
        let value = try? line.value(provedBy: view, field: index, at: place, hash, access)
      {
        return value
      }
      lost("record \(view.sequence) is whole, but not its value '\(field)' in the annex")
      return nil
    }
  }

  /// The whole lines of a segment's annex, by record and field.
  private func annexLines(
    of first: Int, _ lost: (String) -> Void
  ) -> [Int: [String: (line: AnnexLine, place: Place)]] {
    let path = layout.annex(first)
    var lines: [Int: [String: (line: AnnexLine, place: Place)]] = [:]
    eachLine(of: path, lost) { item in
      guard let json = Line.json(of: item.bytes), let line = try? AnnexLine.parse(json) else {
        return
      }
      let place = Place(path: path, line: item.number, offset: item.offset)
      lines[line.sequence, default: [:]][line.field] = (line, place)
    }
    return lines
  }

  private func eachLine(
    of path: String, _ lost: (String) -> Void, _ body: (LineReader.Item) -> Void
  ) {
    do throws(FileError) {
      let file = try fileSystem.open(path, .never)
      defer { file.close() }
      let reader = LineReader(file)
      while let line = try reader.next() { body(line) }
    } catch {
      lost("\(error)")
    }
  }
}
