import Annex
import Club
import Journal

/// The search of the journal for what is to be erased: one reading, for however many members.
struct ErasureSearch {
  /// What was found for one of the lines.
  struct Finding {
    /// In how many records there are values about the member.
    var records = 0
    /// How many of these values are still there.
    var values = 0
    /// Free text about others that names the person.
    var mentions: [Erasure.Mention] = []
  }

  /// The persons, by line.
  private(set) var traces: PersonalTraces
  /// By line.
  private var findings: [Finding]
  /// The records whose annex is to be erased.
  private(set) var sequences: Set<Int> = []
  private let lines: [ErasedMembers.Line]
  private var places: [ErasedMembers.Line: Int] = [:]
  private var byMember: [MemberNumber: [Int]] = [:]
  private var byRecord: [UInt64: [Int]] = [:]

  /// - Parameters:
  ///   - lines: whom to look for.
  ///   - people: the same, as persons.
  init(_ lines: [ErasedMembers.Line], _ people: [Person?]) {
    self.lines = lines
    traces = PersonalTraces(people)
    findings = lines.map { _ in Finding() }
    for (index, line) in lines.enumerated() {
      places[line] = index
      byMember[line.member, default: []].append(index)
      for record in line.also { byRecord[record, default: []].append(index) }
    }
  }

  /// What was found for one of the lines, and where it stands among them.
  subscript(line: ErasedMembers.Line) -> (index: Int, finding: Finding)? {
    places[line].map { ($0, findings[$0]) }
  }

  /// Takes in the next record.
  ///
  /// - Throws: where it is to be erased with somebody else, and cannot be.
  mutating func take(_ view: RecordView) throws {
    guard !view.annex.isEmpty else { return }
    let sequence = UInt64(view.sequence)
    var owners = Set((byRecord[sequence] ?? []).filter { sequence <= lines[$0].upTo })
    // Free text is what names others by the way; a name of its own is erased as a person.
    guard owners.isEmpty || !view.annex.contains(where: { $0.field == "name" }) else {
      throw NotFreeText()
    }
    for fact in try FactCoding.decode(view.facts) {
      guard let member = fact.member, let indices = byMember[member] else { continue }
      owners.formUnion(indices.filter { sequence <= lines[$0].upTo })
    }
    guard owners.isEmpty else {
      sequences.insert(view.sequence)
      for owner in owners { findings[owner].records += 1 }
      // What is about two of them is erased once.
      if let first = owners.min() { findings[first].values += view.annex.kept.count }
      return
    }
    for value in view.annex {
      for person in traces.mentioned(in: value) where sequence <= lines[person].upTo {
        findings[person].mentions.append(
          Erasure.Mention(sequence: sequence, field: value.field))
      }
    }
  }
}

/// A record that cannot be erased with somebody else.
struct NotFreeText: Error, CustomStringConvertible {
  let description =
    "the record holds the name of a member or of somebody of the staff, not text about others"
}
