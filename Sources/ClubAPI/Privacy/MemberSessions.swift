import CivilTime
import Club
import ClubStore
import Hummingbird
import JSON

/// Where a member is signed in, and ending it.
struct OwnSession: Hashable, Sendable {
  /// By what it is called: nobody can find the token from it.
  let id: String
  let session: MemberSession
  /// Whether this very request came by it.
  let isCurrent: Bool

  /// Where it stands among all of them, which fall from the latest.
  var place: CollectionPlace { CollectionPlace(Int(session.opened.milliseconds), name: id) }

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("id", id)
      json.member("opened", session.opened.rfc3339)
      json.member("expires", session.expires.rfc3339)
      json.member("current", isCurrent)
    }
  }
}

extension ClubAPI {
  /// The sessions of whoever is signed in, the latest first.
  func ownSessions(_ call: Call) async throws -> [OwnSession] {
    guard case .member(let number, let current) = call.identity else { throw Problem.unreadable }
    // A copy, so that nobody waits at the lock while all sessions are looked through.
    let membership = try await store.read { club, _ in club.membership }
    return membership.sessions(of: number, at: call.now).map { session in
      OwnSession(
        id: Hexadecimal.text(Array(ClubStore.tokenHash(session.tokenHash.hex).prefix(8))),
        session: session, isCurrent: session.tokenHash == current)
    }.sorted { $1.place < $0.place }
  }

  /// Ends sessions of whoever is signed in.
  func end(_ sessions: [OwnSession], _ call: Call) async throws {
    for session in sessions {
      do {
        try await store.submit(
          .membership(.closeSession(session.session.tokenHash)), by: call.identity.actor)
      } catch .rejected(.membership(.unknownSession)) {
        // It has ended meanwhile.
      } catch {
        throw Problem(error)
      }
    }
  }
}
