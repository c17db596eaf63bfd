import Hummingbird

/// Answers what no endpoint has: a file of the site, or a problem.
struct Fallback: RouterMiddleware {
  typealias Context = ClubRequestContext

  private let api: ClubAPI
  private let site: StaticSite?

  init(api: ClubAPI) {
    self.api = api
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
      let path = request.uri.path
      // The page about the API is the site's; everything under it is not.
      if let site, path == "/api/" || path == "/api" || !path.hasPrefix("/api/") {
        context.coreContext.endpointPath.value = "site"
        return await site.respond(to: request)
      }
      context.coreContext.endpointPath.value = "none"
      return api.show(
        Problem(.notFound, "请核对地址。", "Check the address."), to: request, style: .json)
    }
  }
}
