import Annex
import Disk
import Journal

/// What persons can be recognised by, and the search for it in every file of a store: one reading for all
/// of them.
struct PersonalTraces {
  private struct Trace {
    /// Which of the persons.
    let person: Int
    let isName: Bool
    /// What it says, without the country's number.
    let text: String
  }

  private let count: Int
  private var traces: [Trace] = []
  private var words = WordSearch()
  /// The contacts that are somebody else's own as well.
  private var shared: Set<Int> = []

  /// - Parameter people: whom to look for; nothing is known of some of them.
  init(_ people: [Person?]) {
    count = people.count
    for (index, person) in people.enumerated() {
      // The country's number stands before the telephone, or does not.
      let phone = person?.phone.map { $0.hasPrefix("+86") ? String($0.dropFirst(3)) : $0 }
      add(phone, of: index, isKnownByItsEnd: true)
      add(person?.email, of: index)
      // One short character stands in every text.
      add(person?.name.flatMap { $0.utf8.count >= 6 ? $0 : nil }, of: index, isName: true)
    }
  }

  private mutating func add(
    _ word: String?, of person: Int, isName: Bool = false, isKnownByItsEnd: Bool = false
  ) {
    // No contact is shorter.
    guard let word, word.utf8.count >= WordSearch.markLength else { return }
    words.add(word, isKnownByItsEnd: isKnownByItsEnd)
    traces.append(Trace(person: person, isName: isName, text: word))
  }

  /// Which of the persons a value of somebody else's annex names. Somebody else of the same name does
  /// not, nor does their own contact where it is the same: a telephone goes from hand to hand, and anybody can
  /// type another's.
  ///
  /// - Parameter field: the value.
  /// - Returns: the persons, each once, in ascending order.
  mutating func mentioned(in field: AnnexValue) -> [Int] {
    guard let value = field.value, !words.isEmpty else { return [] }
    var found: Set<Int> = []
    Array(value.utf8).withUnsafeBytes { bytes in
      words.search(bytes) { word, _ in found.insert(word) }
    }
    switch field.field {
    case "name": found = found.filter { !traces[$0].isName }
    case "phone", "email":
      shared.formUnion(
        found.filter { value == traces[$0].text || value == "+86" + traces[$0].text })
      return []
    default: break
    }
    return Set(found.map { traces[$0].person }).sorted()
  }

  /// Reads every file of a store.
  ///
  /// The journal, the annex and snapshots are searched for the contacts alone: the titles of events stand
  /// in the one and the names of namesakes in the others. Nor are they for a contact that is somebody else's
  /// own. `mentioned` has looked at the annex, and the verification holds snapshots against it.
  ///
  /// - Parameters:
  ///   - directory: the store's directory.
  ///   - disk: the store's disk.
  /// - Returns: how many files were read, and by person where something was found.
  /// - Throws: where a file cannot be read.
  func search(
    _ directory: String, on disk: any FileSystem
  ) throws(StoreError) -> (files: Int, leftovers: [[String]]) {
    var files = 0
    var leftovers = [[String]](repeating: [], count: count)
    let disk = disk.reading
    do {
      try disk.files(in: directory) { path throws(FileError) in
        let bytes: [UInt8]
        do throws(FileError) {
          bytes = try disk.contents(of: path)
        } catch {
          // What somebody has removed meanwhile holds nothing.
          if error.isMissing { return }
          throw error
        }
        files += 1
        let isLedger = ["journal", "annex", "snapshots"].contains {
          path.hasPrefix("\(directory)/\($0)/")
        }
        for (word, offset) in firstPlaces(in: bytes)
        where !isLedger || !traces[word].isName && !shared.contains(word) {
          let line = 1 + bytes[..<offset].count { $0 == 0x0A }
          leftovers[traces[word].person].append("\(path):\(line)")
        }
      }
    } catch {
      throw StoreError(error)
    }
    return (files, leftovers)
  }

  /// The first place of each word that is there, in the order of the words.
  private func firstPlaces(in bytes: [UInt8]) -> [(word: Int, offset: Int)] {
    var places: [Int: Int] = [:]
    bytes.withUnsafeBytes { bytes in
      words.search(bytes) { word, offset in places[word] = min(places[word] ?? offset, offset) }
    }
    return places.sorted { $0.key < $1.key }.map { (word: $0.key, offset: $0.value) }
  }
}
