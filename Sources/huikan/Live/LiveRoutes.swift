import ClubAPI
import Hummingbird
import JSON
import Magazine
import ServiceLifecycle

/// What a page that is open while somebody edits asks for: the scripts that keep it in step, and the
/// messages that they wait for. Only `huikan serve --watch` has these routes.
struct LiveRoutes {
  let pages: LivePages
  let api: ClubAPI

  static let folder = "/_huikan"
  static let script = folder + "/live.js"

  /// Adds the routes to the router of site and API.
  func add(to router: Router<ClubRequestContext>) {
    for (name, bytes) in Self.scripts {
      router.get(RouterPath("\(Self.folder)/\(name)")) { _, _ in
        Self.response(
          "text/javascript; charset=utf-8", ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
      }
    }
    router.get(RouterPath(Self.folder + "/live")) { request, _ in
      guard let path = request.uri.queryParameters["page"], path.hasPrefix("/") else {
        return Response(status: .badRequest)
      }
      return messages(
        to: request, page: String(path), tag: request.uri.queryParameters["tag"].map { String($0) })
    }
  }

  /// Server-sent events: one message for each change that concerns the page, until it is left or the
  /// server stops.
  private func messages(to request: Request, page: String, tag: String?) -> Response {
    let body = ResponseBody { [pages, api] writer in
      let visit = pages.open(SitePath.file(of: page))
      defer { pages.close(visit) }
      // Looked up after the visit has begun: what is written from here on is told, what was written
      // before shows in the tag.
      if await api.scriptTag(ofPage: page) != tag { pages.renew(visit) }
      try await request.body.consumeWithInboundCloseHandler { _ in
        try await writer.write(ByteBuffer(string: "retry: 500\n\n"))
        for await message in visit.messages.cancelOnGracefulShutdown() {
          try await writer.write(ByteBuffer(bytes: Array("data: ".utf8) + message + [0x0A, 0x0A]))
        }
      } onInboundClosed: {
        pages.close(visit)
      }
      try await writer.finish(nil)
    }
    return Self.response("text/event-stream", body)
  }

  private static func response(_ type: String, _ body: ResponseBody) -> Response {
    var response = Response(status: .ok, body: body)
    response.headers[.contentType] = type
    response.headers[.cacheControl] = "no-store"
    response.headers[.xContentTypeOptions] = "nosniff"
    return response
  }

  /// The scripts by name, without their comments and their indentation.
  static let scripts = [
    "live.js": bare(PackageResources.live_js), "overlay.js": bare(PackageResources.overlay_js),
  ]

  private static func bare(_ script: [UInt8]) -> [UInt8] {
    script.split(separator: 0x0A)
      .map { line in line.drop { $0 == 0x20 } }
      .filter { !$0.starts(with: "//".utf8) }
      .flatMap { $0 + [0x0A] }
  }
}
