import CivilTime
import Club
import ClubAPI
import ClubStore
import Glibc
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Synchronization
import Testing

/// A club with its API, spoken to in the text of HTTP.
///
/// It opens at 2026-11-22 10:00 with a clerk, a manager and an auditor, one event with two seats
/// (`mooncake`) and one that is called off (`gala`), and with three umbrellas for 5 points each.
///
/// A request is written as it goes over the line, without `HTTP/1.1`. Three headers are shorthand:
/// `As: clerk` (`manager`, `auditor`) sends that token, `As: m1` sends the session cookie of the
/// first who joined with the `Origin` of the site, `As: desk` the cookie of whoever signed in at the
/// desk last, `Key: 7` sends an `Idempotency-Key`.
/// A body gets the `Content-Type` that fits it. An answer shows its status, the headers that differ
/// from answer to answer, and its body; secrets are shown as `…`.
struct Counter: Sendable {
  let client: any TestClientProtocol
  let store: ClubStore
  let clock: Clock
  /// The store's folder.
  let folder: String
  private let tokens: [String: String]
  private let cookies = Shelf()

  /// Opens a club in a folder of its own, plays, and clears up.
  static func open(
    _ setup: TestingSetup = .router, _ configuration: ClubAPIConfiguration = ClubAPIConfiguration(),
    log: any LogHandler = SwiftLogNoOpLogHandler(), patience: TimeAmount = .seconds(30),
    bodyPatience: TimeAmount = .seconds(60), answerPatience: TimeAmount = .seconds(120),
    _ play: @Sendable (Counter) async throws -> Void
  ) async throws {
    await Turnstile.clubs.enter()
    defer { Turnstile.clubs.leave() }
    let folder = try TemporaryFolder()
    let clock = Clock(try known(Instant("2026-11-22 10:00")))
    let store = try ClubStore.open(
      directory: folder.path, clock: { clock.now }, fatal: { message in fatalError(message) },
      logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
    let tokens = try await furnish(store)
    let api = ClubAPI(
      store: store, renderer: PlainPages(), configuration: configuration, clock: { clock.now })
    let application = Application(
      router: api.router(),
      server: ClubAPI.server(
        idleTimeout: patience, bodyTimeout: bodyPatience, answerTimeout: answerPatience),
      logger: Logger(label: "test", factory: { _ in log }))
    try await application.test(setup) { client in
      try await play(
        Counter(
          client: client, store: store, clock: clock, folder: folder.path, tokens: tokens))
    }
    await store.close()
  }

  private init(
    client: any TestClientProtocol, store: ClubStore, clock: Clock, folder: String,
    tokens: [String: String]
  ) {
    self.client = client
    self.store = store
    self.clock = clock
    self.folder = folder
    self.tokens = tokens
  }

  private static func furnish(_ store: ClubStore) async throws -> [String: String] {
    var tokens: [String: String] = [:]
    for role in Role.allCases { tokens[role.rawValue] = "token-of-the-\(role.rawValue)" }
    for role in [Role.clerk, .manager, .auditor] { try await hire(role, store) }
    let start = try known(Instant("2026-12-01 14:00"))
    let events = [
      EventTerms(
        slug: try known(Code("mooncake")), title: "月饼 DIY", start: start,
        end: start.adding(seconds: 7200), closes: start.adding(seconds: -86_400), capacity: 2,
        points: Amount(50)),
      EventTerms(
        slug: try known(Code("gala")), title: "年会", start: start.adding(seconds: 86_400),
        cancelled: true),
    ]
    let rules = ClubRules(
      consent: Code("v1"),
      pointRules: [
        PointRule(code: try known(Code("attend")), title: "到场", points: Amount(100)),
        PointRule(
          code: try known(Code("purchase")), title: "会所消费", points: Amount(1),
          per: Money(yuan: 10), reference: .receipt,
          caps: [Cap(period: .day, points: try known(Amount(200)))]),
        PointRule(code: try known(Code("visit")), title: "签到", isAttendance: true),
      ],
      approval: ApprovalTerms(above: Amount(1000)))
    let umbrella = RewardTerms(
      slug: try known(Code("umbrella")), title: "长柄雨伞", price: try known(Amount(5)), stock: 3,
      validity: .months(3))
    _ = try await store.submit(
      .terms(.adopt(rules: rules, events: events, rewards: [umbrella])), by: .system)
    return tokens
  }

  /// Takes on somebody with the token of the role.
  private static func hire(_ role: Role, _ store: ClubStore) async throws {
    let hash = try known(TokenHash(ClubStore.tokenHash("token-of-the-\(role.rawValue)")))
    _ = try await store.submit(
      .staff(.add(name: try name(of: role), role: role, tokenHash: hash)), by: .system)
  }

  /// Takes on an editor (staff 4) and a kiosk (staff 5), whose tokens then are `editor` and `kiosk`.
  func hireEditorAndKiosk() async throws {
    for role in [Role.editor, .kiosk] { try await Self.hire(role, store) }
  }

  private static func name(of role: Role) throws -> PersonName {
    switch role {
    case .clerk: try known(PersonName("林小舟"))
    case .manager: try known(PersonName("顾南屏"))
    case .auditor: try known(PersonName("陈砚秋"))
    case .editor: try known(PersonName("许知远"))
    case .kiosk: try known(PersonName("北门"))
    }
  }

  /// Adopts other rules.
  func adopt(
    validity: Validity = .unlimited, approval: ApprovalTerms = ApprovalTerms()
  ) async throws {
    let rules = ClubRules(consent: Code("v1"), validity: validity, approval: approval)
    _ = try await store.submit(.terms(.adopt(rules: rules, events: [])), by: .system)
  }

  /// Lets members be of one family, six of them at most; the other terms stay.
  func openFamilies() async throws {
    let (rules, events, rewards) = try await store.read { club, _ in
      (club.terms.rules, club.terms.currentEvents, club.terms.currentRewards)
    }
    var open = rules
    open.family = FamilyTerms(members: 6)
    _ = try await store.submit(
      .terms(.adopt(rules: open, events: events, rewards: rewards)), by: .system)
  }

  /// Sends a request and gives the answer, both as text.
  @discardableResult
  func send(
    _ text: String, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> String {
    let request = try RequestText(text, tokens: tokens, cookies: cookies)
    let response = try await client.execute(
      uri: request.uri, method: request.method, headers: request.headers, body: request.body)
    if let cookie = response.headers[.setCookie] { cookies.add(cookie) }
    let body = String(buffer: response.body)
    cookies.keep(keyIn: body)
    ContractCheck.check(
      request, response.status.code, body, sourceLocation: sourceLocation)
    return ResponseText.of(response)
  }

  /// Sends a request and gives the answer itself, with all its headers.
  func response(_ text: String) async throws -> TestResponse {
    let request = try RequestText(text, tokens: tokens, cookies: cookies)
    return try await client.execute(
      uri: request.uri, method: request.method, headers: request.headers, body: request.body)
  }

  /// Sends a request and holds the whole answer against the one expected.
  func check(
    _ request: String, _ answer: String, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let given = try await send(request)
    #expect(given == answer, sourceLocation: sourceLocation)
  }

  /// The cookie of a member, as a request sends it.
  func cookie(_ number: Int) -> String? { cookies[number] }

  /// The cookie of whoever signed in at the desk last, as a request sends it.
  var deskCookie: String? { cookies.desk }

  /// Takes the clerk's token away.
  func revokeClerk() async throws {
    _ = try await store.submit(.staff(.revoke(StaffID(1))), by: .system)
  }

  /// The status of the answer alone.
  func status(_ text: String) async throws -> String {
    String(try await send(text).prefix(3))
  }

  /// Lets people join by the site: m1, m2 …
  func join(_ count: Int) async throws {
    for number in 1...count {
      let answer = try await send(
        """
        POST /api/v1/members
        Key: join-\(number)

        {"name":"会员\(number)","phone":"\(13_800_138_000 + number)","consent":"v1"}
        """)
      try #require(answer.hasPrefix("201"), "\(answer)")
    }
  }

  /// Lets people join by the site, and come to the desk to have their telephones confirmed; that ends their
  /// sessions, and they sign in anew with the same cookies.
  func joinConfirmed(_ count: Int) async throws {
    try await join(count)
    for number in 1...count {
      let answer = try await send(
        """
        POST /api/v1/members/\(MemberNumber(ordinal: number - 1).digits)/contact
        As: clerk
        Key: confirm-\(number)

        {"phone":"\(13_800_138_000 + number)"}
        """)
      try #require(answer.hasPrefix("200"), "\(answer)")
      try await signInAnew(number)
    }
  }

  /// Signs a member in once more, with the same cookie.
  func signInAnew(_ number: Int) async throws {
    let token = try #require(cookies[number]?.split(separator: "=").last)
    let session = NewSession(
      tokenHash: try #require(TokenHash(ClubStore.tokenHash(String(token)))),
      expires: clock.now.adding(seconds: 86_400))
    _ = try await store.submit(
      .membership(.openSession(MemberNumber(ordinal: number - 1), session)), by: .system)
  }
}

/// A clock that a test sets.
final class Clock: Sendable {
  private let time: Mutex<Instant>

  init(_ time: Instant) { self.time = Mutex(time) }

  var now: Instant { time.withLock { $0 } }

  func advance(seconds: Int) { time.withLock { $0 = $0.adding(seconds: seconds) } }
}

/// What a browser would keep: the session cookies in the order of joining, and the key of the last
/// page of confirmation.
final class Shelf: Sendable {
  private let cookies = Mutex<[String]>([])
  private let deskCookie = Mutex<String?>(nil)
  private let key = Mutex("")

  /// Compiled once: matching changes nothing of it.
  private nonisolated(unsafe) static let keyInPage = /key=([0-9a-f.]{60,})/

  var lastKey: String { key.withLock { $0 } }

  func keep(keyIn page: String) {
    guard let match = page.firstMatch(of: Self.keyInPage) else { return }
    key.withLock { $0 = String(match.1) }
  }

  func add(_ setCookie: String) {
    let cookie = String(setCookie.prefix { $0 != ";" })
    if cookie.hasSuffix("=") { return }
    guard !cookie.contains("huikan-desk=") else {
      deskCookie.withLock { $0 = cookie }
      return
    }
    cookies.withLock { if !$0.contains(cookie) { $0.append(cookie) } }
  }

  /// The cookie of whoever signed in at the desk last.
  var desk: String? { deskCookie.withLock { $0 } }

  subscript(number: Int) -> String? {
    cookies.withLock { $0.indices.contains(number - 1) ? $0[number - 1] : nil }
  }
}

/// A folder that is gone when nobody holds it any longer.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    var template = Array("/tmp/huikan-api-XXXXXX".utf8CString)
    path = try known(mkdtemp(&template).map { String(cString: $0) })
  }

  deinit { _ = system("rm -rf '\(path)'") }

  /// Writes a file, and the folders it stands in.
  func write(_ name: String, _ text: String) throws {
    let file = "\(path)/\(name)"
    let folder = file.split(separator: "/").dropLast().joined(separator: "/")
    try #require(system("mkdir -p '/\(folder)'") == 0)
    let descriptor = try known(fopen(file, "w"))
    fputs(text, descriptor)
    fclose(descriptor)
  }
}

func known<Value>(_ value: Value?) throws -> Value { try #require(value) }
