/// Why the site could not be written. What was there before is whole: pages are replaced one by one,
/// each by a rename.
public struct OutputError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What, where, and what to do.
  public let description: String
  /// Another process is writing to the folder; later it may be free.
  public let isBusy: Bool

  static func busy(_ folder: String) -> OutputError {
    OutputError(
      description: "\(folder): another process is writing the site there; wait for it to end",
      isBusy: true)
  }

  static func fault(_ fault: FileFault) -> OutputError {
    OutputError(
      description: "\(fault); the pages that were there are still whole, mend this and build again",
      isBusy: false)
  }

  static func stranger(_ path: String) -> OutputError {
    OutputError(
      description:
        "\(path) was not written by a build of ours and is in the way; move it or choose "
        + "another output folder",
      isBusy: false)
  }
}
