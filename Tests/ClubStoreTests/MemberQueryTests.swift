import CivilTime
import Club
import Testing

@testable import ClubStore

@Suite("Finding a member at the counter")
struct MemberQueryTests {
  /// Members 0, 1, … with these telephones and addresses.
  private func people(_ contacts: [(phone: String?, email: String?)]) throws -> People {
    var people = People()
    for (ordinal, contact) in contacts.enumerated() {
      var annex = [AnnexField(name: "name", value: "会员\(ordinal)")]
      if let phone = contact.phone { annex.append(AnnexField(name: "phone", value: phone)) }
      if let email = contact.email { annex.append(AnnexField(name: "email", value: email)) }
      people.learn(
        .membership(
          .joined(
            member: MemberNumber(ordinal: ordinal), channel: .desk,
            consent: try Commands.code("v1"))), annex)
    }
    return people
  }

  private func found(
    _ text: String, _ people: People, of club: Club = Club(), limit: Int = 20
  ) -> [Int]? {
    MemberQuery(text)?.members(among: people, of: club, limit: limit).map(\.ordinal)
  }

  private let contacts: [(phone: String?, email: String?)] = [
    ("+8613800138000", "lin@example.com"), (nil, "shen@example.com"), ("+8613900138000", nil),
    ("+862862345678", nil), ("+8613700001234", nil),
  ]

  @Test(
    "by number, telephone, address or the telephone's end, however they are typed",
    arguments: [
      ("13800138000", [0]), ("+86 138-0013-8000", [0]), ("１３８００１３８０００", [0]),
      ("LIN@example.com ", [0]), ("shen@example.com", [1]), ("8000", [2, 0]), ("８０ ００", [2, 0]),
      ("900138000", [2]), ("62345678", [3]), ("028 6234 5678", [3]), ("1234", [4]), ("9999", []),
      ("nobody@example.com", []),
    ])
  func texts(text: String, expected: [Int]) throws {
    #expect(found(text, try people(contacts)) == expected)
  }

  @Test("by the number on the card, with its spaces")
  func number() throws {
    let people = try people(contacts)
    let number = MemberNumber(ordinal: 1)
    #expect(found(number.description, people) == [1])
    #expect(found(number.digits, people) == [1])
    #expect(found(MemberNumber(ordinal: 99).digits, people) == [])
  }

  @Test("by the name of an entry, of those alone who are not erased")
  func entry() throws {
    var club = Club()
    let time = try #require(Instant("2026-11-22 10:00"))
    var sequence = 0
    func apply(_ fact: Fact) throws {
      sequence += 1
      try club.apply(fact, at: Position(sequence: sequence, index: 0), time: time)
    }
    for ordinal in 0..<2 {
      try apply(
        .membership(
          .joined(
            member: MemberNumber(ordinal: ordinal), channel: .desk,
            consent: try Commands.code("v1"))))
    }
    try apply(
      .points(
        .posted(
          Posting(
            member: MemberNumber(ordinal: 1), account: .issued, points: 60, balance: 60,
            source: try Commands.code("manual"), businessDate: time.day))))
    var people = try people(contacts)
    let hyphens = [
      "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}", "\u{2014}", "\u{2015}", "\u{2212}",
      "\u{FF0D}",
    ]
    for text in ["P3-1", "p3-1 ", "ｐ３－１"] + hyphens.map({ "P3\($0)1" }) {
      #expect(found(text, people, of: club) == [1], "\(text)")
    }
    #expect(found("P1-1", people, of: club) == [])
    #expect(found("V3-1", people, of: club) == [])
    // Without its hyphen it could be another's.
    #expect(found("P31", people, of: club) == nil)
    #expect(found("P3-1", people) == [])
    people.forget(MemberNumber(ordinal: 1))
    #expect(found("P3-1", people, of: club) == [])
  }

  @Test("what nobody could be found by is no query", arguments: ["", " ", "123", "林", "12a4", "@"])
  func noQuery(text: String) {
    #expect(MemberQuery(text) == nil)
  }

  @Test("whoever was erased is found by nothing, and the links past them hold")
  func erased() throws {
    var people = try people(contacts)
    people.forget(MemberNumber(ordinal: 2))
    #expect(found("8000", people) == [0])
    #expect(found("13900138000", people) == [])
    #expect(found(MemberNumber(ordinal: 2).digits, people) == [])
  }

  @Test("no more than are wanted, the latest who joined first")
  func limit() throws {
    let people = try people((0..<50).map { ("+86138\(1000 + $0)6666", nil) })
    #expect(found("6666", people, limit: 3) == [49, 48, 47])
    #expect(found("10076666", people, limit: 3) == [7])
  }

  @Test("a snapshot rebuilds it, without the erased")
  func snapshot() throws {
    var people = try people(contacts)
    people.forget(MemberNumber(ordinal: 0))
    var pieces: [[UInt8]] = []
    var writer = StateWriter { pieces.append($0) }
    people.write(to: &writer)
    writer.finish()
    var rest = pieces[...]
    var reader = StateReader { rest.popFirst() }
    let again = try People(from: &reader)
    #expect(found("8000", again) == [2])
    #expect(found("62345678", again) == [3])
  }

  @Test("only those with the same last four digits are looked at, however many members there are")
  func endings() {
    var endings = PhoneEndings()
    for ordinal in 0..<20_000 { endings.enter("+86138\(20_000_000 + ordinal)", of: ordinal) }
    #expect(Array(endings.ordinals(endingLike: "10007")) == [10_007, 7])
    #expect(Array(endings.ordinals(endingLike: "007")).isEmpty)
    // Whoever changes the number is found by the new one; that the old one is gone, the member tells.
    endings.enter("+8613820010006", of: 7)
    #expect(Array(endings.ordinals(endingLike: "0006")) == [7, 10_006, 6])
    endings.enter(nil, of: 20_005)
    endings.enter("+8613820000007", of: 20_006)
    #expect(Array(endings.ordinals(endingLike: "0007")) == [20_006, 10_007, 7])
  }
}
