import Annex
import Crypto
import Disk
import Glibc
import Journal

/// The key under which names, contacts and reasons lie on the disk: 256 random bits in a file of its
/// own, outside the store.
///
/// Whoever has the store without the key can check every figure and read nobody's name; whoever has
/// lost the key has lost the names.
public struct PeopleKey: Sendable {
  /// 16 hexadecimal digits by which a key is recognised; they tell nothing of it.
  public let name: String
  private let bytes: [UInt8]

  /// Makes a key.
  ///
  /// - Parameter random: that many random bytes, fit for secrets.
  public init(random: (Int) -> [UInt8] = ClubStore.systemRandom) {
    self.init(bytes: random(32))
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
    let digest = SHA256.hash(data: Array("huikan people key".utf8) + bytes)
    name = Hex.text(Array(digest).prefix(8))
  }

  /// Reads a key's file.
  ///
  /// - Parameter path: the file.
  /// - Throws: where it is missing, cannot be read or is no such file.
  public init(file path: String) throws(StoreError) {
    let text: [UInt8]
    do {
      text = try ReadingDisk().contents(of: path)
    } catch {
      throw error.isMissing ? .peopleKeyMissing(path) : StoreError(error)
    }
    let lines = String(decoding: text, as: UTF8.self).split(separator: "\n")
    guard let digits = lines.first(where: { $0.hasPrefix("key ") })?.dropFirst(4),
      let bytes = Hex.bytes(digits.utf8.prefix { $0 > 0x20 }), bytes.count == 32
    else { throw .peopleKeyUnreadable(path) }
    self.init(bytes: bytes)
    // The name is there for people, and against a digit that was mistyped from paper.
    guard lines.contains(where: { $0.hasPrefix("name \(name)") }) else {
      throw .peopleKeyUnreadable(path)
    }
  }

  /// Writes the key into a new file that its owner alone can read, and reads it back.
  ///
  /// - Parameter path: the file; one that is there already is left alone.
  /// - Throws: where it cannot be made, or does not hold the key afterwards.
  public func write(to path: String) throws(StoreError) {
    let text = """
      # The key to the names, contacts and reasons of a club's store. Without it they are lost.
      # 会员姓名、联系方式与事由的密钥。丢失后无法恢复。请另存一份，勿与数据放在一起。
      name \(name)
      key \(Hex.text(bytes))

      """
    do {
      let disk = POSIXFileSystem()
      let folder = PeopleKey.folder(of: path)
      guard try !disk.list(folder).contains(where: { path.hasSuffix("/\($0)") }) else {
        throw StoreError.keyInTheWay(path)
      }
      try disk.replace(path, in: folder, with: Array(text.utf8))
    } catch let error as FileError {
      if error.isMissing, error.operation == "list" {
        throw StoreError(
          description:
            "\(error.path): there is no such folder; make it, open to its owner alone, or name "
            + "another one")
      }
      throw StoreError(error)
    } catch {
      throw error as? StoreError ?? StoreError(description: "\(error)")
    }
    guard try PeopleKey(file: path).bytes == bytes else { throw .peopleKeyUnreadable(path) }
  }

  /// The folder in which a file lies.
  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// AES-GCM with 256 bits: nonce, ciphertext and tag in one, the context authenticated with them.
  var sealing: AnnexSealing {
    let key = SymmetricKey(data: bytes)
    return AnnexSealing(
      key: name,
      seal: { plain, context in
        guard let box = try? AES.GCM.seal(plain, using: key, authenticating: context),
          let sealed = box.combined
        else { preconditionFailure("AES-GCM seals any bytes under any key of 256 bits") }
        return Array(sealed)
      },
      open: { sealed, context in
        guard let box = try? AES.GCM.SealedBox(combined: sealed),
          let plain = try? AES.GCM.open(box, using: key, authenticating: context)
        else { return nil }
        return Array(plain)
      })
  }
}
