import Hummingbird

/// The search page with its results, for browsers that run no script: `/search/?q=雨`, and the same
/// under `/hant/`. Without a
/// question the page is a file of the site like any other.
struct SearchAnswers: Sendable {
  private let api: ClubAPI

  init(api: ClubAPI) {
    self.api = api
  }

  /// How many results somebody can have skipped; nobody turns so many pages.
  private static let mostSkipped = 1_000

  /// The page; nil where nothing is asked, or it is another page that is.
  func answer(to request: Request, context: ClubRequestContext) async -> Response? {
    let isTraditional = request.uri.path == "/hant/search/"
    guard request.method == .get, isTraditional || request.uri.path == "/search/",
      api.site != nil, let question = Self.question(request.uri.query ?? "")
    else { return nil }
    context.coreContext.endpointPath.value = "/search/"
    let address = ClientAddress.of(
      request, peer: context.peer, configuration: api.configuration)
    if let wait = api.searches.count(address, at: api.clock()) {
      return api.show(
        Problem(
          waiting: wait, "搜索得太勤了，请过一会儿再试。", "That is a lot of searching; wait a moment."),
        to: request, style: .form)
    }
    let renderer = api.renderer
    // It reads files, and so it waits for the disk where requests do not.
    let page = await Blocking.run {
      renderer.searchPage(question.text, from: question.skipped, isTraditional: isTraditional)
    }
    guard let page else { return nil }
    var response = Response(status: .ok)
    response.headers[.contentType] = "text/html; charset=utf-8"
    response.headers[.cacheControl] = "private, no-store"
    SecurityHeaders.addToPage(&response)
    response.body = ResponseBody(byteBuffer: ByteBuffer(bytes: page))
    return response
  }

  /// What is asked; nil where nothing is, or what is asked cannot be read.
  private static func question(_ query: String) -> (text: String, skipped: Int)? {
    guard let fields = try? FormDecoding.fields(Array(query.utf8)),
      let text = fields.first(where: { $0.name == "q" })?.value,
      text.unicodeScalars.contains(where: { $0 != " " })
    else { return nil }
    let skipped = fields.first { $0.name == "from" }.flatMap { Int($0.value) } ?? 0
    return (text, min(max(0, skipped), mostSkipped))
  }
}
