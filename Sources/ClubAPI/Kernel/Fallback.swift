import Hummingbird

/// Answers what no endpoint has: a search without a script, a file of the site, or a problem.
struct Fallback: RouterMiddleware {
  typealias Context = ClubRequestContext

  private let api: ClubAPI
  private let search: SearchAnswers
  private let site: StaticSite?

  init(api: ClubAPI) {
    self.api = api
    search = SearchAnswers(api: api)
    site = api.site
  }

  @concurrent
  func handle(
    _ request: Request, context: ClubRequestContext,
    next: @concurrent (Request, ClubRequestContext) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch let error as any HTTPResponseError where error.status == .notFound {
      if let answer = await search.answer(to: request, context: context) { return answer }
      let path = request.uri.path
      // The page about the API is the site's; everything under it is not.
      if let site, path == "/api/" || path == "/api" || !path.hasPrefix("/api/") {
        context.coreContext.endpointPath.value = "site"
        do {
          return try await site.respond(to: request)
        } catch {
          api.complaints.tell("\(error)", to: context.logger)
          var problem = Problem(.internalError, "请稍后再试。", "Try again later.")
          problem.retryAfter = 5
          return api.show(problem, to: request, style: .form)
        }
      }
      if let (route, allow) = Rooms.methods(at: path) {
        context.coreContext.endpointPath.value = route
        var problem = Problem(.methodNotAllowed, "这里接受：\(allow)。", "It takes: \(allow).")
        problem.allow = allow
        return api.show(problem, to: request, style: .json)
      }
      context.coreContext.endpointPath.value = "none"
      return api.show(
        Problem(.notFound, "请核对地址。", "Check the address."), to: request, style: .json)
    }
  }
}

extension Rooms {
  /// The methods that an address of the API takes, for whoever has come with another one; nil where
  /// nothing has this address. Addresses of forms are left out: under the same names the site has pages.
  static func methods(at path: String) -> (route: String, allow: String)? {
    let segments = path.split(separator: "/")
    let here = endpoints.filter { endpoint in
      let template = endpoint.path.split(separator: "/")
      return endpoint.style == .json && template.count == segments.count
        && zip(template, segments).allSatisfy { $0.first == "{" || $0 == $1 }
    }
    guard let first = here.first else { return nil }
    // What is written out goes before what stands in braces, as it does in the router.
    let route = here.first { !$0.path.contains("{") }?.path ?? first.path
    var taken = Set(here.filter { $0.path == route }.map(\.method))
    if taken.contains(.get) { taken.insert(.head) }
    let order: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete]
    return (route, order.filter(taken.contains).map(\.rawValue).joined(separator: ", "))
  }
}
