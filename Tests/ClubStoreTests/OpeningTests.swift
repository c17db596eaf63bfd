import CivilTime
import Club
import Disk
import Glibc
import Journal
import Synchronization
import Testing

@testable import ClubStore

@Suite("Opening a store")
struct OpeningTests {
  @Test("the secret is made once, for its owner alone, and is the same after a restart")
  func secret() async throws {
    let house = try Clubhouse()
    let key = IdempotencyKey.test("a")
    let first = try house.open()
    let code = first.hmac("form", [1, 2, 3])
    let token = first.sessionToken(for: key)
    #expect(code.count == 32)
    #expect(code != first.hmac("other", [1, 2, 3]))
    #expect(token.utf8.count == 43)
    #expect(token != first.sessionToken(for: .test("b")))
    #expect(token == first.sessionToken(for: .test("a", body: "other")))
    await first.close()
    var status = stat()
    #expect(stat("\(house.directory)/secret.key", &status) == 0)
    #expect(status.st_mode & 0o777 == 0o600)
    let second = try house.open()
    #expect(second.hmac("form", [1, 2, 3]) == code)
    #expect(second.sessionToken(for: key) == token)
    await second.close()
    let other = try Clubhouse().open()
    #expect(other.hmac("form", [1, 2, 3]) != code)
    await other.close()
  }

  @Test("a secret that is missing beside records is refused, and replaced only when that is said")
  func secretMissing() async throws {
    let house = try Clubhouse()
    let store = try await house.openWithTerms()
    _ = try await store.submit(try Commands.signUp("甲", phone: "13800138000"), by: .visitor)
    let code = store.hmac("form", [])
    await store.close()
    let path = "\(house.directory)/secret.key"
    unlink(path)
    let missing = #expect(throws: StoreError.self) { try house.open() }
    #expect(missing?.description.hasPrefix("\(path): the store's secret is missing") == true)
    #expect(missing?.description.contains("start once with huikan serve --new-secret") == true)
    let file = try POSIXFileSystem().open(path, .always)
    let empty = #expect(throws: StoreError.self) { try house.open() }
    #expect(
      empty?.description.hasPrefix("\(path): the file of the store's secret is empty") == true)
    let renewed = try house.open(replacingSecret: true)
    #expect(renewed.hmac("form", []) != code)
    #expect(renewed.head.sequence == 2)
    await renewed.close()
    let kept = try house.open(replacingSecret: true)
    #expect(kept.hmac("form", []) == renewed.hmac("form", []))
    await kept.close()
    let longer = Array("not hexadecimal".utf8)
    try POSIXFileSystem().replace(path, in: house.directory, with: longer)
    let unreadable = #expect(throws: StoreError.self) { try house.open() }
    #expect(unreadable?.description.contains("is not 64 hexadecimal digits") == true)
    file.close()
  }

  @Test("a clock behind the last record is warned of, with both times and what to do")
  func clockBehind() async throws {
    let house = try Clubhouse()
    await (try await house.openWithTerms()).close()
    let log = Warnings()
    house.passTime(seconds: -300)
    await (try house.open(log: log)).close()
    #expect(log.all.isEmpty)
    house.passTime(seconds: -1)
    await (try house.open(log: log)).close()
    #expect(
      log.all == [
        "The last record's time is 2026-11-28T09:30:00+08:00, this machine's clock says "
          + "2026-11-28T09:24:59+08:00. Check the clock and set it right. If it is right, the last "
          + "record was written by a wrong one: new records carry its time until the clock has "
          + "passed it, and until then nothing is done that time alone brings."
      ])
  }

  @Test("a second opening says that the store is in use")
  func locked() async throws {
    let house = try Clubhouse()
    let store = try house.open()
    let error = #expect(throws: StoreError.self) { try house.open() }
    #expect(error?.isLocked == true)
    await store.close()
    let again = try house.open()
    await again.close()
  }

  @Test(
    "a journal that these rules cannot follow is refused with the place and the reason",
    arguments: [
      (#"[{"type":"points.gifted"}]"#, "fact 1: the fact 'points.gifted' is unknown"),
      (
        #"[{"type":"staff.revoked","staff":3}]"#,
        "record 1, fact 1: staff 3 holds no token"
      ),
    ])
  func unfollowable(facts: String, reason: String) async throws {
    let house = try Clubhouse()
    let journal = try Journal.open(
      directory: house.directory, hash: sha256, fatal: { Issue.record($0) }, replay: { _ in })
    _ = journal.append(RecordDraft(time: 1, actor: "system", facts: Array(facts.utf8)))
    try journal.close()
    let error = #expect(throws: StoreError.self) { try house.open() }
    #expect(
      error?.description
        == "\(house.directory)/journal/000000000001.jsonl:1 (byte 0): \(reason). "
        + "Use the version of the program that wrote it, or restore a backup.")
  }

  @Test("codes of keys are read from what they are written as")
  func keyCodes() throws {
    let bytes = (0..<16).map { UInt8($0 * 16 + 3) }
    let code = KeyCode(bytes)
    #expect(code.text == "03132333435363738393a3b3c3d3e3f3")
    func read(_ text: some StringProtocol) -> KeyCode? {
      Array(text.utf8).withUnsafeBufferPointer { KeyCode(hex: $0) }
    }
    #expect(read(code.text) == code)
    #expect(read(code.text.dropLast()) == nil)
    #expect(read("zz132333435363738393a3b3c3d3e3f3") == nil)
  }

  @Test(
    "tokens are written in base64url",
    arguments: [
      ([], ""), ([0x66], "Zg"), ([0x66, 0x6F], "Zm8"), ([0x66, 0x6F, 0x6F], "Zm9v"),
      ([0xFB, 0xFF], "-_8"),
    ] as [([UInt8], String)])
  func base64(bytes: [UInt8], text: String) {
    #expect(Base64URL.text(bytes) == text)
  }
}
