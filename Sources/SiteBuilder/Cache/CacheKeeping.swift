import Glibc
import Magazine
import Packing

/// Writes a build's cache into its output folder, whose lock is held. One that cannot be written is
/// left out, and the next build starts from nothing.
struct CacheKeeping {
  let folder: OutputFolder
  let state: SiteState
  let workers: Workers

  /// Writes the galleys that are not there yet, and the cache that names them.
  ///
  /// - Parameters:
  ///   - pages: what was written.
  ///   - earlier: the cache that this build has started from.
  func keep(_ pages: CachedPages, after earlier: BuildCache?) {
    guard let kept = galleys(after: earlier) else {
      folder.discard(BuildCache.name)
      return
    }
    let bytes = BuildCache.bytes(state, pages, galleys: kept, workers)
    guard (try? folder.put(BuildCache.name, bytes)) != nil else {
      folder.discard(BuildCache.name)
      return
    }
    for name in folder.ownNames where name.hasPrefix(BuildCache.galleyPrefix) && name != kept.name {
      folder.discard(".huikan/\(name)")
    }
  }

  private typealias Kept = (name: String, length: Int, places: [Range<Int>])

  private func galleys(after earlier: BuildCache?) -> Kept? {
    let galleys = state.bodies.galleys
    if let earlier, let appended = append(to: earlier) { return appended }
    let known = galleys.lazy.compactMap { galley -> GalleyFile? in
      if case .file(let file, _, _) = galley.place, !file.isFromEarlier { file } else { nil }
    }.first
    guard let file = known ?? (try? GalleyFile(in: ["\(folder.path)/.huikan"])),
      let places = places(in: file), let name = folder.link(file)
    else { return nil }
    return (name, file.count, places)
  }

  /// Adds what is new to the file of galleys that is there, unless most of that would be dead then.
  private func append(to earlier: BuildCache) -> Kept? {
    let live = state.bodies.galleys.reduce(0) { sum, galley in
      if case .file(let file, _, let count) = galley.place, file === earlier.galleys.file {
        return sum + count
      }
      return sum
    }
    guard live * 2 >= earlier.galleys.file.count,
      let file = GalleyFile(continuing: "\(folder.path)/.huikan/\(earlier.galleys.name)"),
      let places = places(in: file, likewise: earlier.galleys.file)
    else { return nil }
    return (earlier.galleys.name, file.count, places)
  }

  /// Where every galley stands in a file, to which those are added that are not in it.
  private func places(in file: GalleyFile, likewise same: GalleyFile? = nil) -> [Range<Int>]? {
    var places: [Range<Int>] = []
    places.reserveCapacity(state.bodies.galleys.count)
    // Many small ones become one write.
    var waiting: [UInt8] = []
    var end = file.count
    for galley in state.bodies.galleys {
      if case .file(let other, let offset, let count) = galley.place,
        other === file || other === same
      {
        places.append(offset..<offset + count)
        continue
      }
      guard let packed = galley.packed else { return nil }
      places.append(end..<end + packed.count)
      end += packed.count
      waiting += packed
      if waiting.count > 1 << 20 {
        guard (try? file.append(waiting)) != nil else { return nil }
        waiting.removeAll(keepingCapacity: true)
      }
    }
    guard waiting.isEmpty || (try? file.append(waiting)) != nil else { return nil }
    return places
  }
}
