import Foundation
import Testing

@testable import huikan

@Suite("huikan ledger backup and restore")
struct BackupTests {
  @Test("an ordinary tar, for its owner alone, that restores to the same head")
  func roundTrip() throws {
    let folder = try TemporaryFolder.withClub()
    let backup = try Self.backup(folder)
    #expect(backup.status == 0, "\(backup.errors)")
    #expect(backup.output.contains("secret.key) is inside"))
    #expect(backup.output.contains("The people are inside in clear"))
    let file = folder.path("backups/club.tar")
    let mode =
      try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    #expect(shell("tar -tf '\(file)' | grep -q journal/000000000001.jsonl") == 0)
    #expect(shell("tar -xOf '\(file)' ./backup.json | grep -q people_key_inside") == 0)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path("backups")).sorted()
        == ["club.tar", "erased-members.txt"])

    let restored = try Executable.run(
      "ledger", "restore", file, "--store", folder.path("Again"))
    #expect(restored.status == 0, "\(restored.errors)")
    #expect(try Self.head(folder.path("Again")) == Self.head(folder.path("Store")))
    for name in ["secret.key", "demonstration.json", "journal/000000000001.jsonl"] {
      #expect(try folder.text("Again/\(name)") == folder.text("Store/\(name)"))
    }
    #expect(!FileManager.default.fileExists(atPath: folder.path("Again/backup.json")))
    let staff = try Executable.run("staff", "revoke", "2", "--store", folder.path("Again"))
    #expect(staff.status == 0, "\(staff.errors)")
  }

  @Test("neither replaces what is there")
  func replacesNothing() throws {
    let folder = try TemporaryFolder.withClub()
    #expect(try Self.backup(folder).status == 0)
    let again = try Self.backup(folder)
    #expect(again.status == 73 && again.errors.contains("is there already"))
    let over = try Executable.run(
      "ledger", "restore", folder.path("backups/club.tar"), "--store", folder.path("Store"))
    #expect(over.status == 73 && over.errors.contains("a restore replaces nothing"))
  }

  @Test(
    "while the server writes, the backup holds what it had acknowledged, and the server goes on")
  func besideServer() async throws {
    let folder = try TemporaryFolder()
    let server = try LiveServer(in: folder)
    let token = try server.token("clerk")
    let writing = Task {
      for number in 0..<40 {
        _ = try await server.send(
          "POST", "/api/v1/members", token: token, key: "key-\(number)-0123456789",
          body:
            #"{"name":"何某","email":"m\#(number)@example.com","channel":"desk","consent":"2026-11"}"#
        )
      }
    }
    let backup = try Self.backup(folder)
    #expect(backup.status == 0, "\(backup.errors)")
    try await writing.value
    let restored = try Executable.run(
      "ledger", "restore", folder.path("backups/club.tar"), "--store", folder.path("Again"))
    #expect(restored.status == 0, "\(restored.errors)")
    #expect(try Executable.run("ledger", "verify", "--store", folder.path("Store")).status == 0)
    #expect(server.interrupt() == 0)
  }

  @Test("a damaged store gives no backup, and a damaged backup no store")
  func damaged() throws {
    let folder = try TemporaryFolder.withClub()
    #expect(try Self.backup(folder).status == 0)
    let file = folder.path("backups/club.tar")
    #expect(shell("sed -i 's/points.posted/points.pasted/' '\(file)'") == 0)
    let restored = try Executable.run(
      "ledger", "restore", file, "--store", folder.path("Again"))
    #expect(restored.status == 1)
    #expect(restored.errors.contains("the checksum does not match the line"))
    #expect(restored.errors.contains("\(file) (journal/000000000001.jsonl:"))
    #expect(restored.errors.contains("The backup is damaged. Copy it again"))
    #expect(!restored.errors.contains(".restoring"))
    #expect(!FileManager.default.fileExists(atPath: folder.path("Again")))
    #expect(!FileManager.default.fileExists(atPath: folder.path("Again.restoring")))
    let journal = folder.path("Store/journal/000000000001.jsonl")
    #expect(shell("sed -i 's/points.posted/points.pasted/' '\(journal)'") == 0)
    let backup = try Self.backup(folder, "other.tar")
    #expect(backup.status == 1)
    #expect(!FileManager.default.fileExists(atPath: folder.path("backups/other.tar")))
    #expect(!FileManager.default.fileExists(atPath: folder.path("backups/other.tar.unfinished")))
  }

  @Test(
    "a backup that ends earlier than it says, is emptied, or has lost the secret gives no store")
  func shortened() throws {
    let folder = try TemporaryFolder.withClub()
    #expect(try Self.backup(folder).status == 0)
    for (damage, reason) in [
      ("rm clean; sed -i '$d' journal/*.jsonl", "it was made at "),
      ("rm -f clean journal/* annex/* snapshots/*", "but what is in it ends at 0:"),
      ("rm secret.key", "secret.key is missing in it"),
      ("echo x > clean", "it does not say where the store was stopped"),
    ] {
      #expect(
        shell(
          "cd '\(folder.url.path)' && rm -rf open && mkdir open && cd open && "
            + "tar -xf ../backups/club.tar && \(damage); tar -cf ../damaged.tar .") == 0)
      let result = try Executable.run(
        "ledger", "restore", folder.path("damaged.tar"), "--store", folder.path("Again"))
      #expect(result.status != 0, "\(damage)")
      #expect(result.errors.contains(reason), "\(damage): \(result.errors)")
      #expect(!FileManager.default.fileExists(atPath: folder.path("Again")))
      #expect(!FileManager.default.fileExists(atPath: folder.path("Again.restoring")))
    }
  }

  @Test("a backup does not go into the store, and a place that is not there is said to be none")
  func places() throws {
    let folder = try TemporaryFolder.withClub()
    let store = folder.path("Store")
    #expect(shell("ln -s '\(store)/journal' '\(folder.path("link"))'") == 0)
    for name in ["Store/b.tar", "Store/journal/b.tar", "link/b.tar", "Store/../Store/b.tar"] {
      let result = try Executable.run("ledger", "backup", folder.path(name), "--store", store)
      #expect(result.status == 64, "\(name)")
      #expect(result.errors.contains("lies in the store"), "\(result.errors)")
    }
    #expect(shell("find '\(store)' | grep -q tar") == 1)
    #expect(try Executable.run("ledger", "backup", "", "--store", store).status == 64)
    let nowhere = try Executable.run(
      "ledger", "backup", folder.path("nosuchdir/b.tar"), "--store", store)
    #expect(nowhere.errors.contains("nosuchdir: there is no such folder; make it"))
    #expect(!nowhere.errors.contains("interrupted"))
    #expect(try Self.backup(folder).status == 0)
    let restored = try Executable.run(
      "ledger", "restore", folder.path("backups/club.tar"), "--store", folder.path("nosuchdir/S"))
    #expect(restored.errors.contains("nosuchdir: there is no such folder; make it"))
    try FileManager.default.createDirectory(
      atPath: folder.path("S.restoring"), withIntermediateDirectories: true)
    let behind = try Executable.run(
      "ledger", "restore", folder.path("backups/club.tar"), "--store", folder.path("S"))
    #expect(behind.errors.contains("a restore that was interrupted leaves it behind"))
  }

  @Test(
    "another user's store is refused before anything is written; - is no file; --quiet is quiet")
  func owner() throws {
    let folder = try TemporaryFolder.withClub()
    let store = folder.path("Store")
    let dash = try Executable.run("ledger", "backup", "-", "--store", store)
    #expect(dash.status == 64 && dash.errors.contains("- is none"))
    let quiet = try Executable.run(
      "ledger", "backup", folder.path("quiet.tar"), "--store", store, "--quiet")
    #expect(quiet.status == 0 && quiet.output.isEmpty && quiet.errors.isEmpty)
    try FileManager.default.removeItem(atPath: store + "/backup-folders")
    guard shell("chown -R 65534 '\(store)' 2>/dev/null") == 0 else { return }
    let result = try Self.backup(folder)
    #expect(result.status == 78)
    #expect(result.errors.contains("\(store): it belongs to user 65534"), "\(result.errors)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("backups")).isEmpty)
    #expect(!FileManager.default.fileExists(atPath: store + "/backup-folders"))
  }

  @Test("a full disk is not the backup's fault")
  func fullDisk() throws {
    let folder = try TemporaryFolder.withClub()
    #expect(try Self.backup(folder).status == 0)
    let small = folder.path("small")
    guard
      shell("mkdir '\(small)' && mount -t tmpfs -o size=24k none '\(small)' 2>/dev/null") == 0
    else { return }
    defer { _ = shell("umount '\(small)'") }
    let result = try Executable.run(
      "ledger", "restore", folder.path("backups/club.tar"), "--store", small + "/Store")
    #expect(result.status == 78)
    #expect(result.errors.contains("the disk seems to be full"), "\(result.errors)")
    #expect(!result.errors.contains("is no backup"))
  }

  @Test("what is no backup is refused, and so is a link in one")
  func noBackup() throws {
    let folder = try TemporaryFolder()
    try folder.write("not a tar", to: "a.tar")
    let text = try Executable.run(
      "ledger", "restore", folder.path("a.tar"), "--store", folder.path("Again"))
    #expect(text.status == 78 && text.errors.contains("tar: "))
    try folder.write("x", to: "evil/journal/x")
    #expect(
      shell(
        "cd '\(folder.url.path)/evil' && ln -s /etc/passwd secret.key && tar -cf ../b.tar .") == 0)
    let link = try Executable.run(
      "ledger", "restore", folder.path("b.tar"), "--store", folder.path("Again"))
    #expect(link.status == 78 && link.errors.contains("neither a file nor a folder"))
    #expect(!FileManager.default.fileExists(atPath: folder.path("Again")))
  }

  static func backup(
    _ folder: TemporaryFolder, _ name: String = "club.tar"
  ) throws -> Executable.Result {
    try FileManager.default.createDirectory(
      atPath: folder.path("backups"), withIntermediateDirectories: true)
    return try Executable.run(
      "ledger", "backup", folder.path("backups/\(name)"), "--store", folder.path("Store"))
  }

  static func head(_ store: String) throws -> String {
    try Executable.run("ledger", "head", "--store", store).output
  }
}
