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
  let store: ClubStore
  let folder: StoreFolder
  let output: String
  let host: String
  let port: Int
  let baseURL: String?
  /// The time the pages are made for, where it is not the clock's.
  let asOf: Instant?
  let options: OutputOptions

  func run() async throws {
    let console = options.console
    try await ContentTerms(site.publication).adopt(into: store)
    let figures = PublicFigures(try await store.figures())
    let report = try site.write(figures: figures, asOf: now())
    console.progress(report.sentence(into: output))

    var logger = Logger(label: "huikan") { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = .warning
    let application = Application(
      router: api.router(),
      server: ClubAPI.server(),
      configuration: .init(address: .hostname(host, port: port), serverName: nil),
      services: [
        ControlServer(store: store, folder: folder, logger: logger),
        SiteRefresher(site: site, store: store, now: { self.now() }, logger: logger),
      ],
      onServerRunning: { channel in announce(port: channel.localAddress?.port ?? port) },
      logger: logger)
    try await application.runService()
  }

  private func now() -> Instant { asOf ?? SystemClock.now() }

  private var api: ClubAPI {
    var configuration = ClubAPIConfiguration(baseURL: baseURL, siteFolder: output)
    configuration.pageLanguage = site.publication.site.language == .english ? .english : .chinese
    return ClubAPI(
      store: store, renderer: ThemedAnswers(site: site), configuration: configuration,
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
    console.progress(
      """

      Open        \(address)/
      Join        \(address)/join/
      Health      \(address)/api/v1/health
      """)
    if let demonstration {
      console.progress("Staff of the demonstration club (this machine only):")
      for (role, token) in demonstration.tokens {
        let padding = String(repeating: " ", count: max(1, 12 - role.rawValue.utf8.count))
        console.progress("\(role.rawValue)\(padding)\(token)")
      }
    }
    console.progress("\nCtrl-C stops it.")
  }
}

/// Answers to forms, as pages of the theme.
struct ThemedAnswers: PageRenderer {
  let site: LoadedSite

  func page(_ page: AnswerPage) -> [UInt8] {
    let kind: AnswerContents.Kind =
      switch page.kind {
      case .confirm: .confirm
      case .done: .done
      case .problem: .problem
      }
    return site.answerPage(
      AnswerContents(
        kind: kind, title: page.title, lines: page.lines,
        rows: page.rows.map { .init(label: $0.label, value: $0.value) },
        form: page.form.map { form in
          .init(
            action: form.action,
            fields: form.fields.map { .init(label: $0.label, value: $0.value) },
            button: form.button)
        },
        links: page.links.map { .init(label: $0.label, value: $0.url) }))
  }
}
