import Synchronization

/// The runs of an index that is being made. The first few stay in memory, the others lie in a file
/// without a name, so that memory does not grow with the magazine.
///
/// Thread-safe.
final class SearchRuns: Sendable {
  /// A run, and where its bytes are.
  struct Kept: Sendable {
    /// Its bytes are in it, or in the file.
    let run: SearchRun
    /// The file, and where in it the bytes begin; nil where they are in memory.
    fileprivate let file: (GalleyFile, Int)?

    /// The bytes of some adjacent files' parts.
    func bytes(of places: Range<Int>) throws(OutputError) -> [UInt8] {
      let range = run.range(of: places)
      guard let (file, offset) = file else { return Array(run.bytes[range]) }
      guard let bytes = file.read(offset: offset + range.lowerBound, count: range.count) else {
        throw .fault(FileFault("the temporary file for the index", reason: "it cannot be read"))
      }
      return bytes
    }
  }

  private struct State {
    var kept: [Kept] = []
    /// How many bytes are in memory.
    var bytes = 0
    var file: GalleyFile?
  }

  private let state = Mutex(State())
  private let mostInMemory: Int
  private let folders: [String]

  /// - Parameters:
  ///   - mostInMemory: how many bytes of runs stay in memory.
  ///   - folders: where a file may lie; where none can be made, everything stays in memory.
  init(mostInMemory: Int, folders: [String]) {
    self.mostInMemory = mostInMemory
    self.folders = folders
  }

  /// All runs, in the order of their pages.
  var inOrder: [Kept] {
    state.withLock { $0.kept }.sorted { $0.run.firstDocument < $1.run.firstDocument }
  }

  /// Keeps a run.
  func add(_ run: SearchRun) {
    let file = state.withLock { state -> GalleyFile? in
      if state.bytes + run.bytes.count <= mostInMemory {
        state.bytes += run.bytes.count
        return nil
      }
      if state.file == nil { state.file = try? GalleyFile(in: folders) }
      return state.file
    }
    // A disk that takes nothing more leaves it where it is.
    let place = file.flatMap { file in (try? file.append(run.bytes)).map { (file, $0) } }
    let kept = Kept(run: place == nil ? run : run.hull, file: place)
    state.withLock { $0.kept.append(kept) }
  }
}
