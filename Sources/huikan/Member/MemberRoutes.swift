import Club
import ClubStore
import Hummingbird
import JSON

extension ControlServer {
  /// What `member erase` asks the running server.
  func addMemberRoutes(to router: Router<BasicRequestContext>) {
    router.post("member/erase") { request, _ in
      let body = try await request.body.collect(upTo: 64 * 1024)
      guard let value = try? JSONValue.parse(Array(body.readableBytesView)),
        let order = ErasureOrder(json: value)
      else { return Self.answer(.badRequest, ["detail": "the request names no member"]) }
      do {
        let erasures = try await order.carryOut(in: store)
        return Self.answer(
          .ok, ["erasures": .array(erasures.map { ErasureReport($0).json })])
      } catch let error as StillMember {
        return Self.answer(.ok, ["still_member": .string(error.digits)])
      } catch {
        return Self.answer(.conflict, ["detail": .string("\(error)")])
      }
    }
  }
}
