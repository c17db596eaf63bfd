import ArgumentParser
import ClubStore
import Glibc
import SiteBuilder

/// `huikan serve`: site and API on one port.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Build the site and serve it with the API on one port.",
    discussion: """
      Pages that facts touch (seats left, totals) are rewritten as the facts come. Ctrl-C stops
      cleanly: what has been acknowledged is on disk.

      Plain HTTP is for this machine only. In production put a server with TLS in front and name the
      public address with --base-url.

      With --watch every change of the content and the themes is written as it is saved, and pages
      that are open in a browser load again by themselves. What is wrong is printed here and shown
      over the page; the last good pages stay meanwhile.

      EXAMPLE
        huikan serve --port 8080
        huikan serve --watch --drafts
      """)

  @OptionGroup var site: SiteOptions
  @Option(name: .customLong("output"), help: ArgumentHelp("Where to write.", valueName: "folder"))
  var destination = "Site"
  @Option(help: ArgumentHelp("The club's store; made where there is none.", valueName: "folder"))
  var store = "Store"
  @Option(help: "The port; 0 takes any free one.")
  var port = 8080
  @Option(help: "The address to listen on.")
  var host = "127.0.0.1"
  @Flag(help: "Listen on an address other than loopback without TLS: only behind a proxy.")
  var plainHttpElsewhere = false
  @Option(
    help: ArgumentHelp(
      "A proxy whose X-Forwarded-For is believed; may be given several times.",
      discussion:
        "Otherwise loopback. The proxy must set the header, not pass on what clients sent.",
      valueName: "address"), transform: ServeCommand.proxy)
  var trustedProxy: [String] = []
  @Option(
    help: ArgumentHelp(
      "For how many days a request that is sent again is recognised by its Idempotency-Key.",
      valueName: "days"))
  var keyDays = ClubStore.defaultKeyDays
  @Option(
    help: ArgumentHelp(
      "For how many days it is kept which members' data staff have read.", valueName: "days"))
  var accessDays = AccessLog.defaultDays
  @Flag(
    help: ArgumentHelp(
      "The clock is right, though it is far ahead of the last record: the club was closed.",
      discussion: "For one start. Otherwise what time alone brings (points that lapse) waits."))
  var trustClock = false
  @Flag(
    help: ArgumentHelp(
      "Make a new secret.key where it is lost for good.",
      discussion: "For one start. Codes of vouchers given until now cannot be shown again."))
  var newSecret = false
  @OptionGroup var messages: MessageOptions
  @OptionGroup var webhooks: WebhookOptions
  @Flag(help: "Write each change as it is saved, and refresh the pages that are open.")
  var watch = false
  @Flag(help: "Log every request: method, route, status and time, and nothing personal.")
  var verbose = false
  @OptionGroup var output: OutputOptions

  func validate() throws {
    try site.validate(destination, store: store)
    guard (0...65_535).contains(port) else {
      throw ValidationError("A port is a number from 0 to 65535.")
    }
    guard (1...3650).contains(keyDays) else {
      throw ValidationError("Keys are remembered for 1 to 3,650 days.")
    }
    guard (1...3650).contains(accessDays) else {
      throw ValidationError("Readings are kept for 1 to 3,650 days.")
    }
    let folder = StoreFolder(store)
    guard folder.socketPath.utf8.count < ControlClient.longestPath else {
      throw ValidationError(
        "\(folder.socketPath) is too long for a socket; move the store to a shorter path.")
    }
    let carriers = try messages.choices()
    guard !Self.isLoopback(host) else { return }
    if carriers.values.contains(.print) {
      throw ValidationError(
        "--messages print shows codes to whoever reads the log; it is for a server on loopback.")
    }
    if DemonstrationTokens.exist(in: folder) {
      throw ValidationError(
        "\(store) holds the demonstration club, whose tokens are no secret; it is served on "
          + "loopback only. Use another --store.")
    }
    if plainHttpElsewhere, trustedProxy.isEmpty {
      throw ValidationError(
        "Behind a proxy on another machine every visitor seems to come from it; name its address "
          + "with --trusted-proxy.")
    }
    if !plainHttpElsewhere {
      throw ValidationError(
        "\(host) is not loopback, and sign-in over plain HTTP can be read on the way. Put a server "
          + "with TLS in front and let Huikan listen on 127.0.0.1, or, where a proxy on another "
          + "machine does that, say --plain-http-elsewhere.")
    }
  }

  func run() async throws {
    let console = output.console
    var options = site.buildOptions(output: destination)
    options.usesCache = true
    // Before the content is read, so that no change falls in between.
    let watch = try contentWatch(console)
    let folder = StoreFolder(store)
    if site.asOf == nil { folder.warn(ofClockBehind: SystemClock.now(), console) }
    let (loaded, warnings) = try site.loadWithWarnings(options, output)
    do throws(ExclusiveFailure) {
      try Exclusive.port(port, of: host)
      try Exclusive.output(destination)
    } catch {
      console.fail("\(error)")
      throw error.status
    }
    Descriptors.raise()
    Hangup.endsCleanly()
    let receivers: [WebhookReceiver]
    do {
      receivers = try webhooks.receivers()
      try folder.checkSocketPlace()
    } catch {
      throw failure(error, console)
    }
    do {
      try await folder.withStore(
        console: console, keyDays: keyDays, accessDays: accessDays, replacesSecret: newSecret
      ) { club in
        try club.accessLog.check()
        if trustClock { try club.believeClock() }
        try await ClubServer(
          site: loaded, buildOptions: options, store: club, folder: folder, host: host, port: port,
          trustedProxies: trustedProxy, messages: messages, receivers: receivers, asOf: site.asOf,
          isVerbose: verbose,
          options: output,
          editing: watch.map { Editing(watch: $0, warnings: warnings) }
        ).run()
      }
      console.progress("Stopped. Everything acknowledged is in \(store).")
    } catch {
      throw failure(error, console)
    }
  }

  private func contentWatch(_ console: Console) throws -> ContentWatch? {
    guard watch else { return nil }
    do {
      return try ContentWatch(
        content: site.content, themes: site.themes, excluded: [destination, store])
    } catch {
      throw failure(error, console)
    }
  }

  /// An address of one machine, as `X-Forwarded-For` is compared with it.
  private static func proxy(_ text: String) throws -> String {
    var bytes = in6_addr()
    var name = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    for family in [AF_INET, AF_INET6] where inet_pton(family, text, &bytes) == 1 {
      guard inet_ntop(family, &bytes, &name, socklen_t(name.count)) != nil else { continue }
      return String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
    throw ValidationError(
      "'\(text)' is no IP address; --trusted-proxy takes an address, not a name and not a network, as in "
        + "10.0.0.7 or fd00::7.")
  }

  static func isLoopback(_ host: String) -> Bool {
    if host == "localhost" || host == "::1" { return true }
    let numbers = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    return numbers.count == 4 && numbers[0] == 127 && !numbers.contains(nil)
  }
}
