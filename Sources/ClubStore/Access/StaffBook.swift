import CivilTime
import Club

/// The staff with their tokens and names, kept beside the club and its lock: every request of theirs
/// asks who they are, and none shall wait for that until another's command is decided.
struct StaffBook: Sendable {
  private let staff: StaffState
  private let names: [StaffID: String]

  init(_ state: borrowing ClubStore.State) {
    staff = state.club.staff
    names = state.people.staffNames
  }

  /// Who holds a token that is good now.
  func person(holding token: TokenHash, at now: Instant) -> StaffIdentity? {
    staff.person(holding: token, at: now).map { person in
      StaffIdentity(
        id: person.id, role: person.role, regions: person.regions, name: names[person.id])
    }
  }
}
