import ArgumentParser

/// What a script may rely on; listed in `huikan --help`. The numbers are those of sysexits.h.
enum ExitStatus {
  /// The content or the theme has errors, and all of them were printed.
  static let invalid = ExitCode(1)
  /// A file cannot be made, or exists already.
  static let cannotCreate = ExitCode(73)
  /// Another process holds the store or the output folder.
  static let busy = ExitCode(75)
  /// Who read standard output has closed it: what a shell says of a program that SIGPIPE has ended.
  static let closedPipe = ExitCode(141)
  /// The store or the configuration cannot be used.
  static let unusable = ExitCode(78)
}
