import HummingbirdCore

/// What an editor wrote for members alone, made into a page for whoever is signed in: the site's files
/// do not have it.
enum MembersPages {
  static let all: [Endpoint] = [.page("/me/read", [.member], read)]

  @Sendable
  private static func read(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let fields = try FormDecoding.fields(Array((call.request.uri.query ?? "").utf8))
    let url = fields.first { $0.name == "page" }?.value ?? ""
    let renderer = api.renderer
    // It sets the text anew, and reads its file for that.
    guard let page = await Blocking.run({ renderer.membersPage(at: url) }) else {
      throw Problem(
        .notFound, "请从文章页面上的链接进来。", "Come by the link on the article's page.")
    }
    return Answer(status: 200, body: .html(page))
  }
}
