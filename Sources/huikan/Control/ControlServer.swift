import ClubStore
import Glibc
import Hummingbird
import JSON
import Logging
import ServiceLifecycle
import SiteBuilder

/// Commands typed beside a running server: HTTP over `Store/control.sock`, which only the store's
/// owner can open (mode 0600 in a folder of mode 0700). One writer, many hands.
struct ControlServer: Service {
  let store: ClubStore
  let folder: StoreFolder
  /// What the site is made by.
  let press: Press
  let logger: Logger
  /// Called once commands are heard.
  let onListening: @Sendable () -> Void

  func run() async throws {
    // The store's lock is held, so a socket that is there belongs to nobody.
    try folder.checkSocketPlace()
    unlink(folder.socketPath)
    let router = Router()
    addRoutes(to: router)
    let path = folder.socketPath
    let application = Application(
      router: router,
      configuration: .init(address: .unixDomainSocket(path: path), serverName: nil),
      onServerRunning: { _ in
        chmod(path, 0o600)
        onListening()
      },
      logger: logger)
    defer { unlink(path) }
    try await application.run()
  }

  func addRoutes(to router: Router<BasicRequestContext>) {
    addLedgerRoutes(to: router)
    addImportRoutes(to: router)
    addBackupRoutes(to: router)
    addMemberRoutes(to: router)
    addOutboxRoutes(to: router)
    addWebhookRoutes(to: router)
    addNewsletterRoutes(to: router)
    router.post("staff") { request, context in
      let body = try await request.body.collect(upTo: 64 * 1024)
      guard let value = try? JSONValue.parse(Array(body.readableBytesView)),
        let staff = NewStaff(json: value)
      else { return Self.answer(.badRequest, ["detail": "the request is not a colleague"]) }
      do {
        return Self.answer(.created, ["staff": .int(Int64(try await staff.add(to: store)))])
      } catch {
        return Self.answer(.conflict, ["detail": .string("\(error)")])
      }
    }
    router.post("staff/revoke") { request, context in
      let body = try await request.body.collect(upTo: 64 * 1024)
      guard let number = (try? JSONValue.parse(Array(body.readableBytesView)))?["staff"]?.int
      else { return Self.answer(.badRequest, ["detail": "the request names no staff"]) }
      do {
        try await StaffRevokeCommand.revoke(number, in: store)
        return Self.answer(.ok, ["revoked": .int(Int64(number))])
      } catch {
        return Self.answer(.conflict, ["detail": .string("\(error)")])
      }
    }
    router.post("staff/renew") { request, context in
      let body = try await request.body.collect(upTo: 64 * 1024)
      guard let value = try? JSONValue.parse(Array(body.readableBytesView)),
        let renewal = StaffRenewal(json: value)
      else { return Self.answer(.badRequest, ["detail": "the request is no renewal"]) }
      do {
        try await renewal.carryOut(in: store)
        return Self.answer(.ok, ["renewed": .int(Int64(renewal.number))])
      } catch {
        return Self.answer(.conflict, ["detail": .string("\(error)")])
      }
    }
    router.post("staff/bind") { request, context in
      let body = try await request.body.collect(upTo: 64 * 1024)
      guard let value = try? JSONValue.parse(Array(body.readableBytesView)),
        let binding = StaffBinding(json: value)
      else { return Self.answer(.badRequest, ["detail": "the request is no binding"]) }
      do {
        try await binding.carryOut(in: store)
        return Self.answer(.ok, ["bound": .int(Int64(binding.number))])
      } catch {
        return Self.answer(.conflict, ["detail": .string("\(error)")])
      }
    }
    router.post("staff/list") { _, _ in
      Self.answer(.ok, try await StaffListCommand.list(store, at: SystemClock.now()))
    }
    router.post("figures") { _, _ in
      Self.answer(.ok, PublicFigures(try await store.figures()).json)
    }
  }

  static func answer(_ status: HTTPResponse.Status, _ value: JSONValue) -> Response {
    Response(
      status: status, headers: [.contentType: "application/json"],
      body: .init(byteBuffer: ByteBuffer(bytes: value.encoded())))
  }
}
