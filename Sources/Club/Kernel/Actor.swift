/// A person of the staff, numbered from 1 in the order of their adding.
public struct StaffID: Hashable, Comparable, Sendable {
  /// The number, from 1.
  public let number: Int

  /// - Parameter number: the number, from 1.
  public init(_ number: Int) {
    self.number = number
  }

  /// Orders by number.
  public static func < (lhs: StaffID, rhs: StaffID) -> Bool { lhs.number < rhs.number }
}

/// What a person of the staff may do.
public enum Role: String, CaseIterable, Hashable, Sendable {
  /// Serves members at the counter.
  case clerk
  /// Does what a clerk does, approves debts, adds and removes staff.
  case manager
  /// Reads everything and writes nothing.
  case auditor
  /// Makes the magazine: sees what everybody sees, and the rules; nothing about anybody.
  case editor
  /// Stands at the door of an event and checks members in.
  case kiosk
}

extension Set<Role> {
  /// Whoever serves members. One set for all, because every command asks for it.
  static let counter: Set<Role> = [.clerk, .manager]
  /// Whoever may check members in.
  static let door: Set<Role> = [.clerk, .manager, .kiosk]
}

/// Who gives a command.
public enum Actor: Hashable, Sendable {
  /// Anybody on the site.
  case visitor
  /// A signed-in member.
  case member(MemberNumber)
  /// A person of the staff; the role is checked against the state when a command is decided.
  case staff(StaffID, Role)
  /// The program itself, or whoever holds the machine.
  case system

  /// Whether a manager's leave is given by it: the program itself asks nobody.
  var isManager: Bool {
    switch self {
    case .system, .staff(_, .manager): true
    case .staff, .member, .visitor: false
    }
  }

  /// The journal's way of naming the actor: `visitor`, `member:027603188429`, `staff:3`, `system`.
  public var text: String {
    switch self {
    case .visitor: "visitor"
    case .member(let number): "member:\(number.digits)"
    case .staff(let id, _): "staff:\(id.number)"
    case .system: "system"
    }
  }
}
