public import CivilTime
import Club
public import ClubStore
public import Hummingbird

/// The club over HTTP: the API under `/api/v1`, the forms of pages without scripts, and the site's
/// files, all on one port.
///
/// ```swift
/// let api = ClubAPI(store: store, renderer: renderer, configuration: configuration, clock: clock)
/// let application = Application(router: api.router())
/// ```
///
/// It knows no rule of the club: it finds out who asks, reads what is asked, hands it to the store
/// and puts the answer into words.
public struct ClubAPI: Sendable {
  let store: ClubStore
  let renderer: any PageRenderer
  let configuration: ClubAPIConfiguration
  let clock: @Sendable () -> Instant
  let signUps: RateLimiter
  let deskSignIns: RateLimiter
  let signIns: RateLimiter
  let codes: RateLimiter
  let codesToOne: RateLimiter
  let codesInAll: RateLimiter
  let codeTries = CodeTries()
  let searches: RateLimiter
  let contributions: RateLimiter
  let recordAuthors = RecordAuthors()
  let complaints = Complaints()
  /// The site's files; nil where the API is served alone.
  let site: StaticSite?

  /// - Parameters:
  ///   - store: the club.
  ///   - renderer: makes pages of the answers to forms.
  ///   - configuration: how the API stands in its surroundings.
  ///   - clock: the time; the store's own clock.
  public init(
    store: ClubStore, renderer: any PageRenderer, configuration: ClubAPIConfiguration,
    clock: @escaping @Sendable () -> Instant
  ) {
    self.store = store
    self.renderer = renderer
    self.configuration = configuration
    self.clock = clock
    signUps = RateLimiter(configuration.signUps)
    deskSignIns = RateLimiter(configuration.deskSignIns)
    signIns = RateLimiter(configuration.signIns)
    codes = RateLimiter(configuration.codes)
    codesToOne = RateLimiter(configuration.codesToOne)
    codesInAll = RateLimiter(configuration.codesInAll)
    searches = RateLimiter(configuration.searches)
    contributions = RateLimiter(configuration.contributions)
    site = configuration.siteFolder.map { folder in
      StaticSite(
        folder: folder, pictureOrigins: configuration.pictureOrigins,
        script: configuration.pageScript.map(PageScript.init))
    }
  }

  /// What the script that is put into pages finds there as `data-tag`, for the page that stands at a
  /// path now: another tag is another page.
  ///
  /// - Parameter path: the path of an address, percent-encoded.
  /// - Returns: the tag; nil where no script is put into pages, or no page is there.
  public func scriptTag(ofPage path: String) async -> String? {
    await site?.scriptTag(ofPage: path)
  }

  /// A router for everything: API, forms, files.
  ///
  /// - Returns: a router to which nothing need be added.
  public func router() -> Router<ClubRequestContext> {
    let router = Router(
      context: ClubRequestContext.self, options: .autoGenerateHeadEndpoints)
    router.add(middleware: RequestLog())
    router.add(middleware: Fallback(api: self))
    for endpoint in Rooms.endpoints {
      router.on(RouterPath(endpoint.path), method: endpoint.method) { request, context in
        await respond(to: request, context: context, endpoint)
      }
    }
    return router
  }

  /// Hands a command to the store.
  ///
  /// - Throws: the refusal, in words.
  func submit(_ command: Command, _ call: Call) async throws -> Outcome {
    do {
      return try await store.submit(
        command, by: call.identity.actor, idempotency: call.idempotency,
        where: try call.condition())
    } catch let error as SubmissionError {
      throw Problem(error)
    }
  }

  /// What a command would lead to.
  ///
  /// - Throws: the refusal, in words.
  func preview(_ command: Command, _ call: Call) async throws -> Decision {
    if let condition = try call.condition(), !(try await store.read(condition)) {
      throw Problem.changed
    }
    do {
      return try await store.preview(command, by: call.identity.actor)
    } catch {
      throw Problem(error)
    }
  }
}

extension Problem {
  init(_ error: SubmissionError) {
    switch error {
    case .rejected(let rejection):
      self.init(rejection)
    case .keyReused:
      self.init(
        .idempotencyKeyReused, "每次新的请求请换一个新的Idempotency-Key。",
        "Use a new Idempotency-Key for every new request.")
    case .keyInFlight:
      self.init(
        .idempotencyKeyInFlight, "请稍候，用同一个Idempotency-Key再取结果。",
        "Wait a moment and ask again with the same Idempotency-Key.")
      retryAfter = 1
    case .changed:
      self = .changed
    case .diskFull:
      self.init(
        .diskFull, "会里的磁盘已满，这件事没有记下，查询不受影响。请通知管理员腾出空间，稍后用同一个Idempotency-Key再试。",
        "The club's disk is full, so nothing was written; reading goes on. Tell the administrator to"
          + " free some space, then send the same again.")
      retryAfter = Self.spaceSeconds
    case .stopped:
      self.init(
        .storeStopped, "请稍后用同一个Idempotency-Key再试，不会重复记账。",
        "Try again later with the same Idempotency-Key: nothing will be posted twice.")
      retryAfter = Self.restartSeconds
    }
  }

  /// Nil where the store still runs and has something worse than an end to report.
  init?(_ error: StoreError) {
    guard error.isStopped else { return nil }
    self.init(.storeStopped, "请稍后再试。", "Try again later.")
    retryAfter = Self.restartSeconds
  }

  /// How long it takes to free space, at the least.
  private static let spaceSeconds = 60

  /// How long a restart takes, generously.
  private static let restartSeconds = 10
}
