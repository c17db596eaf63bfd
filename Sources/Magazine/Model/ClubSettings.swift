public import CivilTime

/// The members' club 客户会, from `club.yml`.
public struct ClubSettings: Sendable {
  /// How members reach the club.
  public struct Contact: Sendable, Hashable {
    /// Who answers.
    public internal(set) var name: String?
    /// The telephone number, as it is printed.
    public internal(set) var phone: String?
    /// The e-mail address.
    public internal(set) var email: String?
    /// The street address.
    public internal(set) var address: String?
    /// The hours, in words.
    public internal(set) var hours: String?
  }

  /// The text to which a person agrees when joining.
  public struct Consent: Sendable, Hashable {
    /// The version, recorded with every sign-up; changes whenever the text does.
    public internal(set) var version: String
    /// The text that is shown beside the box.
    public internal(set) var text: String
  }

  /// A way of joining.
  public struct WayToJoin: Sendable, Hashable {
    /// The channel that a sign-up records.
    public enum Channel: String, Sendable, CaseIterable {
      /// At a sales office or an estate office.
      case desk
      /// On the website.
      case website
      /// By the form printed in the magazine.
      case magazineForm = "magazine-form"
    }

    /// The channel that a sign-up records.
    public internal(set) var channel: Channel
    /// The heading.
    public internal(set) var title: String
    /// The explanation.
    public internal(set) var text: String?
  }

  /// Which entries need a second person 复核.
  public struct Approval: Sendable, Hashable {
    /// Whether every entry by hand does: `manual: false` has to be said.
    public internal(set) var manual = true
    /// Every entry of more points than this does.
    public internal(set) var above: Int?
  }

  /// The club's name: 檐声会.
  public internal(set) var name: String
  /// A short form of the name.
  public internal(set) var shortName: String?
  /// The magazine's name: 檐声.
  public internal(set) var magazine: String?
  /// The club's motto.
  public internal(set) var motto: String?
  /// How members reach the club.
  public internal(set) var contact: Contact
  /// The text to which a person agrees when joining.
  public internal(set) var consent: Consent
  /// The ways of joining, in the editor's order.
  public internal(set) var waysToJoin: [WayToJoin]
  /// What members get points for, in the editor's order.
  public internal(set) var pointRules: [PointRule]
  /// The times in which some rules give more, or other, points, in the editor's order.
  public internal(set) var campaigns: [Campaign]
  /// The tiers of membership, the lowest first.
  public internal(set) var tiers: [Tier]
  /// How long points are good, where their rule says nothing else.
  public internal(set) var pointsValidity: Validity
  /// Which entries need a second person.
  public internal(set) var approval: Approval
  /// The regions by which members are served.
  public internal(set) var regions: [Tag]
  /// What members may belong to.
  public internal(set) var segments: [Tag]
  /// How many members a family has at most; nil where there are no families.
  public internal(set) var familyMembers: Int?
  /// How many days after leaving a member's name and contacts are erased.
  public internal(set) var eraseAfter: Int

  /// Where the content says nothing: within the fifteen working days that the law's practice allows.
  static let usualEraseAfter = 14
}
