import CivilTime
import Club
import ClubAPI
import ClubStore
import Hummingbird
import JSON
import Logging
import Magazine
import ServiceLifecycle
import SiteBuilder

/// The one process of a club: adopts the content's terms, writes the site, serves site and API on one
/// port, and listens on the store's control socket. It ends when it is told to, and then has
/// answered what it had taken on.
struct ClubServer {
  let site: LoadedSite
  let buildOptions: BuildOptions
  let store: ClubStore
  let folder: StoreFolder
  let host: String
  let port: Int
  /// Addresses of proxies whose `X-Forwarded-For` is believed.
  let trustedProxies: [String]
  /// Who carries messages to members.
  let messages: MessageOptions
  /// Other systems that are told what happens.
  let receivers: [WebhookReceiver]
  /// The time the pages are made for, where it is not the clock's.
  let asOf: Instant?
  let isVerbose: Bool
  let options: OutputOptions
  /// Nil where nobody edits.
  let editing: Editing?

  func run() async throws {
    let console = options.console
    let carriers = try carriers(console)
    if let carriers { try store.startOutbox(reaching: carriers.routes) }
    try store.startWebhooks(
      Dictionary(uniqueKeysWithValues: receivers.map { ($0.name, $0.events) }))
    let adopted = try await ContentTerms(site.publication).adopt(into: store)
    if adopted > 0 { console.progress("\(adopted) terms of the content adopted") }
    var logger = Logger(label: "huikan") { LineLog(label: $0) }
    logger.logLevel = isVerbose ? .info : .warning
    let now: @Sendable () -> Instant = { [asOf] in asOf ?? SystemClock.now() }
    let changes = store.changes()
    let press = Press(site, options: buildOptions, store: store, now: now, logger: logger)
    if let report = try await press.publish() {
      console.progress(report.sentence(into: buildOptions.output))
    }
    let api = api(press)
    let router = api.router()
    let pages = LivePages()
    let (deaf, commands) = AsyncStream<Never>.makeStream()
    var services: [any Service] = [
      ControlServer(
        store: store, folder: folder, press: press, logger: logger,
        onListening: { commands.finish() }),
      SiteRefresher(press: press, changes: changes, now: now, logger: logger),
      DailyExpiry(store: store, now: { SystemClock.now() }, logger: logger),
      TierFollowing(
        store: store, changes: store.changes(), now: { SystemClock.now() }, logger: logger),
      NightlyErasure(
        store: store, folder: folder, days: { press.site.publication.club?.eraseAfter },
        now: { SystemClock.now() }, logger: logger),
    ]
    if var carriers {
      if let address = publicAddress.map({ $0.hasSuffix("/") ? String($0.dropLast()) : $0 }) {
        carriers.issueMail = { letter in IssueMail(letter, of: press.letters, at: address) }
      }
      services.append(
        MessageService(
          store: store, carriers: carriers, changes: store.changes(), logger: logger))
    }
    services += receivers.map { receiver in
      WebhookTelling(
        store: store, receiver: receiver, changes: store.changes(), now: { SystemClock.now() },
        logger: logger)
    }
    if let editing {
      LiveRoutes(pages: pages, api: api).add(to: router)
      services.append(
        ContentWatcher(editing: editing, press: press, pages: pages, console: console))
    }
    let application = Application(
      router: router,
      server: ClubAPI.server(),
      configuration: .init(address: .hostname(host, port: port), serverName: nil),
      services: services,
      onServerRunning: { channel in
        // Who is told the address may type a command next.
        for await _ in deaf {}
        announce(port: channel.localAddress?.port ?? port)
      },
      logger: logger)
    try await application.runService()
  }

  /// The site's address as members know it; nil where nobody has named one.
  private var publicAddress: String? { buildOptions.baseURL ?? site.publication.site.baseURL }

  private var isLocal: Bool {
    guard let publicAddress else { return true }
    guard publicAddress.hasPrefix("http://") else { return false }
    return ServeCommand.isLoopback(
      String(publicAddress.dropFirst("http://".utf8.count).prefix { $0 != ":" && $0 != "/" }))
  }

  private func carriers(_ console: Console) throws -> Carriers? {
    let isPrinting = try messages.choices().values.contains(.print)
    guard isLocal || !isPrinting else {
      throw CommandFailure(
        "--messages print shows codes to whoever reads the log, and \(publicAddress ?? "the site") is "
          + "public. Name a program or a gateway.")
    }
    return try messages.carriers(
      of: site.publication.club?.name ?? site.publication.site.title, console: console,
      now: { SystemClock.now() })
  }

  private func api(_ press: Press) -> ClubAPI {
    let settings = site.publication.site
    // On this machine alone there is no TLS to insist on, and the port may be any.
    var configuration = ClubAPIConfiguration(
      baseURL: isLocal ? nil : publicAddress, siteFolder: buildOptions.output)
    configuration.pageLanguage = settings.language == .english ? .english : .chinese
    configuration.pictureOrigins = { press.pictureOrigins }
    configuration.drafts = DraftFolder(store: folder.path)
    configuration.hasTraditionalEdition = settings.traditional != nil
    if editing != nil { configuration.pageScript = LiveRoutes.script }
    if !trustedProxies.isEmpty { configuration.trustedProxies = Set(trustedProxies) }
    return ClubAPI(
      store: store, renderer: ThemedAnswers(press: press), configuration: configuration,
      clock: { SystemClock.now() })
  }

  /// Says where to go, and with which tokens where the club is only a demonstration.
  private func announce(port: Int) {
    let console = options.console
    let address = "http://\(host.contains(":") ? "[\(host)]" : host):\(port)"
    let demonstration = DemonstrationTokens.read(from: folder)
    if options.json {
      let answer: JSONValue = ["address": .string(address)]
      console.result("\(answer)")
      return
    }
    console.progress("\nOpen        \(address)/")
    if site.publication.club != nil { console.progress("Join        \(address)/join/") }
    console.progress("Health      \(address)/api/v1/health")
    if let demonstration {
      console.progress("Staff of the demonstration club (this machine only):")
      for (role, token) in demonstration.tokens {
        let padding = String(repeating: " ", count: max(1, 12 - role.rawValue.utf8.count))
        console.progress("\(role.rawValue)\(padding)\(token)")
      }
    }
    if !isLocal, let publicAddress {
      console.progress(
        """

        Forms and sign-in are for \(publicAddress), as base_url says.
        To try them on this machine, start with --base-url \(address)
        """)
    }
    console.progress("\nCtrl-C stops it.")
  }
}

/// Answers to forms, as pages of the theme.
struct ThemedAnswers: PageRenderer {
  let press: Press

  func membersPage(at url: String) -> [UInt8]? { press.site.membersPage(at: url) }

  func searchPage(_ query: String, from skipped: Int, isTraditional: Bool) -> [UInt8]? {
    press.site.searchPage(query, from: skipped, isTraditional: isTraditional)
  }

  func joinPage(_ again: JoiningAgain) -> [UInt8]? {
    press.site.joinPage(
      JoinEntry(message: again.message, entered: again.entered, faults: again.faults),
      sendsCodes: again.sendsCodes)
  }

  func page(_ page: AnswerPage) -> [UInt8] {
    let kind: AnswerContents.Kind =
      switch page.kind {
      case .confirm: .confirm
      case .done: .done
      case .problem: .problem
      case .slip: .slip
      case .statement: .statement
      case .own: .own
      }
    return press.site.answerPage(
      AnswerContents(
        kind: kind, title: page.title, lines: page.lines,
        rows: page.rows.map { .init(label: $0.label, value: $0.value) },
        form: page.form.map { form in
          .init(
            action: form.action,
            fields: form.fields.map { .init(label: $0.label, value: $0.value) },
            inputs: form.inputs.map {
              .init(
                name: $0.name, label: $0.label, autocomplete: $0.autocomplete, keys: $0.keys,
                value: $0.value, isLong: $0.isLong)
            },
            button: form.button)
        },
        links: page.links.map { .init(label: $0.label, value: $0.url) },
        code: page.code.map { .init(svg: $0.svg, text: $0.text) },
        table: page.table.map { table in
          .init(
            head: table.head,
            lines: table.lines.map { [$0.day, $0.subject, $0.note, $0.change, $0.balance] })
        }))
  }
}
