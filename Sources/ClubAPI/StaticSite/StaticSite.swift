import CivilTime
import Hummingbird

/// Serves the built site.
///
/// Hummingbird's `FileMiddleware` follows symbolic links, takes a page rewritten within one second at
/// the same length for the old one, and redirects to paths that are not encoded; seats left change
/// just so. This keeps to GET and HEAD of whole files.
struct StaticSite: Sendable {
  private let files: SiteFiles
  private let pictureOrigins: @Sendable () -> [String]
  /// What is put into every page; nil where pages are served as they are.
  private let script: PageScript?
  private let compressed = CompressedFiles()

  init(
    folder: String, pictureOrigins: @escaping @Sendable () -> [String] = { [] },
    script: PageScript? = nil
  ) {
    files = SiteFiles(root: folder)
    self.pictureOrigins = pictureOrigins
    self.script = script
  }

  private var policy: String {
    let origins = pictureOrigins()
    return origins.isEmpty
      ? SecurityHeaders.pagePolicy : SecurityHeaders.pagePolicy(pictureOrigins: origins)
  }

  /// What the script finds in the page that stands at a path, or in the one that says that there is
  /// none.
  func scriptTag(ofPage path: String) async -> String? {
    guard let script else { return nil }
    var names: [String]?
    if let path = SitePath(path) {
      names = path.isFolder ? path.names + ["index.html"] : path.names
    }
    if let names, case .file(let file) = await files.find(names) { return script.tag(of: file) }
    guard case .file(let file) = await files.find(["404.html"]) else { return nil }
    return script.tag(of: file)
  }

  /// - Throws: `SiteFileFailure` where something stands in the way of the file.
  func respond(to request: Request) async throws(SiteFileFailure) -> Response {
    guard request.method == .get || request.method == .head else {
      var response = Response(status: .methodNotAllowed)
      response.headers[.allow] = "GET, HEAD"
      SecurityHeaders.addToPage(&response, policy: policy)
      return response
    }
    guard let path = SitePath(request.uri.path) else { return await missing(request) }
    if path.isFolder {
      guard case .file(let file) = try await found(path.names + ["index.html"]) else {
        return await missing(request)
      }
      return await response(file, "index.html", path, request)
    }
    switch try await found(path.names) {
    case .file(let file):
      return await response(file, path.names.last ?? "", path, request)
    case .folder:
      return try await redirect(path, request)
    case .nothing, .failed:
      return await missing(request)
    }
  }

  private func found(_ names: [String]) async throws(SiteFileFailure) -> SiteFiles.Found {
    let found = await files.find(names)
    if case .failed(let code) = found { throw SiteFileFailure(names: names, code: code) }
    return found
  }

  /// To the folder's address with its slash, where links relative to the page work; only where there
  /// is a page, so that the folders' names are not given away.
  private func redirect(
    _ path: SitePath, _ request: Request
  ) async throws(SiteFileFailure) -> Response {
    guard case .file = try await found(path.names + ["index.html"]) else {
      return await missing(request)
    }
    var response = Response(status: .movedPermanently)
    let query = request.uri.query.map { "?\($0)" } ?? ""
    // The path as it came: still encoded, and known to begin with one slash and a name.
    response.headers[.location] = "\(request.uri.path)/\(query)"
    SecurityHeaders.addToPage(&response, policy: policy)
    return response
  }

  private func missing(_ request: Request) async -> Response {
    var response = Response(status: .notFound)
    if case .file(let file) = await files.find(["404.html"]) {
      response.headers[.contentType] = MediaTypes.type(of: "404.html")
      send(file, script, request, &response)
    }
    response.headers[.cacheControl] = "no-cache"
    SecurityHeaders.addToPage(&response, policy: policy)
    return response
  }

  private func response(
    _ file: SiteFile, _ name: String, _ path: SitePath, _ request: Request
  ) async -> Response {
    var response = Response(status: .ok)
    let script = name.hasSuffix(".html") ? script : nil
    let suits = script == nil && CompressedFiles.suits(name, file)
    let isCompressed = suits && CompressedFiles.isTaken(by: request)
    let entityTag =
      script?.entityTag(of: file)
      ?? (isCompressed ? CompressedFiles.entityTag(of: file) : file.entityTag)
    if suits { response.headers[.vary] = "Accept-Encoding" }
    response.headers[.eTag] = entityTag
    // A file's date says nothing about what is put into it.
    let date =
      script == nil ? HTTPDate.text(secondsSinceEpoch: file.modified) : nil
    response.headers[.lastModified] = date
    response.headers[.cacheControl] =
      path.isImmutable ? "public, max-age=31536000, immutable" : "no-cache"
    SecurityHeaders.addToPage(&response, policy: policy, camera: path.names == ["desk"])
    if isFresh(entityTag, date, request) {
      response.status = .notModified
      return response
    }
    response.headers[.contentType] = MediaTypes.type(of: name)
    if isCompressed, let bytes = await compressed.bytes(of: file) {
      response.headers[.contentEncoding] = "gzip"
      if request.method == .head {
        response.headers[.contentLength] = "\(bytes.count)"
      } else {
        response.body = ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
      }
    } else {
      response.headers[.eTag] = script?.entityTag(of: file) ?? file.entityTag
      send(file, script, request, &response)
    }
    return response
  }

  private func send(
    _ file: SiteFile, _ script: PageScript?, _ request: Request, _ response: inout Response
  ) {
    if request.method == .head {
      response.headers[.contentLength] = "\(script?.length(of: file) ?? file.size)"
    } else {
      response.body = script?.body(of: file) ?? file.body()
    }
  }

  /// Whether the client has the file already (RFC 9110 § 13): by tag where it sends one, by date
  /// otherwise.
  private func isFresh(_ entityTag: String, _ date: String?, _ request: Request) -> Bool {
    let tags = request.headers[values: .ifNoneMatch]
    if !tags.isEmpty {
      let sent = tags.flatMap { $0.split(separator: ",") }.map { tag in
        let trimmed = tag.filter { $0 != " " }
        return trimmed.hasPrefix("W/") ? String(trimmed.dropFirst(2)) : trimmed
      }
      return sent.contains(entityTag) || sent.contains("*")
    }
    return date != nil && request.headers[.ifModifiedSince] == date
  }
}
