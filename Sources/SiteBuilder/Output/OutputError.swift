/// Why the site could not be written. What was there before is whole: pages are replaced one by one,
/// each by a rename.
public struct OutputError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What, where, and what to do.
  public let description: String
  /// Another process is writing to the folder; later it may be free.
  public let isBusy: Bool
  /// Another build has written to the folder since this site did; its pages were left alone.
  public let isDisplaced: Bool

  private init(_ description: String, isBusy: Bool = false, isDisplaced: Bool = false) {
    self.description = description
    self.isBusy = isBusy
    self.isDisplaced = isDisplaced
  }

  static func busy(_ folder: String) -> OutputError {
    OutputError(
      "\(folder): another process is writing the site there; wait for it to end",
      isBusy: true)
  }

  static func fault(_ fault: FileFault) -> OutputError {
    OutputError(
      "\(fault); the pages that were there are still whole, mend this and build again")
  }

  static func displaced(_ folder: String) -> OutputError {
    OutputError(
      "\(folder): another build has written there since; load the content again",
      isDisplaced: true)
  }

  static func damagedTexts(_ folder: String) -> OutputError {
    OutputError(
      "\(folder)/.huikan: what the last build has left there is damaged and has been discarded; "
        + "build again")
  }

  static func unconverted(_ reason: String) -> OutputError {
    OutputError(
      "the Traditional edition cannot be made: \(reason), or take “traditional” out of site.yml")
  }

  static func unpacked(_ file: String, _ reason: String) -> OutputError {
    OutputError("\(file): \(reason)")
  }

  static func astray(_ path: String) -> OutputError {
    OutputError(
      "\(path) is no path within the output folder, and nothing was written; give the page another "
        + "address, and tell us, for the program should have refused it before")
  }

  static func altered(_ source: String) -> OutputError {
    OutputError("\(source) changed while the site was being built; build again")
  }

  static func stranger(_ path: String) -> OutputError {
    OutputError(
      "\(path) was not written by a build of ours and is in the way; move it or choose "
        + "another output folder")
  }
}
