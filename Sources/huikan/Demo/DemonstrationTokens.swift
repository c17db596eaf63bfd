import Club
import Glibc
import JSON

/// The staff tokens of the demonstration club, kept in clear so that every start can show them.
///
/// `serve` refuses any address but loopback while this file is in the store. A real club's tokens
/// are shown once and kept nowhere.
struct DemonstrationTokens {
  var tokens: [(role: Role, token: String)]

  static func exist(in folder: StoreFolder) -> Bool {
    access(folder.demonstrationPath, F_OK) == 0
  }

  static func read(from folder: StoreFolder) -> DemonstrationTokens? {
    guard let file = fopen(folder.demonstrationPath, "r") else { return nil }
    defer { fclose(file) }
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = fread(&buffer, 1, buffer.count, file)
    guard let value = try? JSONValue.parse(buffer[..<count]) else { return nil }
    return DemonstrationTokens(
      tokens: Role.allCases.compactMap { role in
        value[role.rawValue]?.string.map { (role, $0) }
      })
  }

  /// Writes the file, mode 0600 from its first byte; a file that is there already is an error.
  func write(to folder: StoreFolder) throws(CommandFailure) {
    let path = folder.demonstrationPath
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw CommandFailure("\(path): \(String(cString: strerror(errno)))")
    }
    defer { close(descriptor) }
    let value = JSONValue.object(tokens.map { .init($0.role.rawValue, .string($0.token)) })
    guard writeWhole(value.encoded() + [0x0A], to: descriptor), fsync(descriptor) == 0 else {
      throw CommandFailure("\(path): it could not be written whole; remove the store and try again")
    }
  }
}
