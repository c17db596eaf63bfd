import ClubStore
import Hummingbird
import JSON

extension ControlServer {
  /// What `ledger import` asks the running server: to judge rows, or to sign them up.
  func addImportRoutes(to router: Router<BasicRequestContext>) {
    router.post("import") { request, _ in
      let body = try await request.body.collect(upTo: 4 << 20)
      guard let value = try? JSONValue.parse(Array(body.readableBytesView)),
        let commits = value["commit"]?.bool, let elements = value["rows"]?.elements
      else { return Self.answer(.badRequest, ["detail": "the request holds no rows"]) }
      let rows = elements.compactMap(MemberSheet.Row.init(json:))
      guard rows.count == elements.count else {
        return Self.answer(.badRequest, ["detail": "a row cannot be read"])
      }
      do {
        let work = MemberImport(store: store)
        let verdicts = commits ? try await work.add(rows) : try await work.judge(rows)
        return Self.answer(.ok, ["verdicts": .array(verdicts.map(\.json))])
      } catch {
        return Self.answer(.conflict, ["detail": .string("\(error)")])
      }
    }
  }
}
