import Club
import ClubStore
import Hummingbird
import JSON

extension ControlServer {
  /// What `member erase` asks the running server.
  func addMemberRoutes(to router: Router<BasicRequestContext>) {
    router.post("member/left") { _, _ in
      let leavers = try await store.leaversToErase()
      return Self.answer(
        .ok, ["members": .array(leavers.map { .string($0.member.digits) })])
    }
    router.post("member/erase") { request, _ in
      let body = try await request.body.collect(upTo: 64 * 1024)
      let value = try? JSONValue.parse(Array(body.readableBytesView))
      guard let number = value?["member"]?.string.flatMap({ MemberNumber($0) }),
        let also = value?["also"]?.elements
      else { return Self.answer(.badRequest, ["detail": "the request names no member"]) }
      do {
        let erasure = try await store.erase(
          number, also: also.compactMap(\.int).map { UInt64(clamping: $0) })
        return Self.answer(.ok, ErasureReport(erasure).json)
      } catch {
        return Self.answer(.conflict, ["detail": .string("\(error)")])
      }
    }
  }
}
