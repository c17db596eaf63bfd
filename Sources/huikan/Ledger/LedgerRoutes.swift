import ClubStore
import Hummingbird
import JSON

extension ControlServer {
  /// What the commands of the ledger ask the running server.
  func addLedgerRoutes(to router: Router<BasicRequestContext>) {
    router.post("head") { _, _ in
      let head = store.head
      return Self.answer(
        .ok, ["sequence": .int(Int64(clamping: head.sequence)), "hash": .string(head.hash)])
    }
  }
}
