import Hummingbird
import JSON
import Testing

@testable import ClubAPI

@Suite("接口的约定 contracts")
struct ContractTests {
  @Test("路径里的每个参数都有说明 every parameter of a path is described")
  func pathParameters() {
    for endpoint in Rooms.endpoints {
      for name in PathParameter.names(in: endpoint.path) {
        #expect(
          PathParameter(rawValue: name) != nil,
          "\(endpoint.path): {\(name)} needs a case of PathParameter, with words and a spelling")
      }
    }
  }

  @Test("每个接口说明自己：两种语言、至少一个回答、各有其名 every endpoint says what it is")
  func endpoints() {
    var names: Set<String> = []
    for endpoint in Rooms.endpoints where endpoint.style == .json {
      let name = "\(endpoint.method.rawValue) \(endpoint.path)"
      let contract = endpoint.contract
      #expect(contract.summary.chinese.contains(/\p{Han}/), "\(name) has no Chinese summary")
      #expect(!contract.summary.english.isEmpty, "\(name) has no English summary")
      #expect(!contract.answers.isEmpty, "\(name) promises no answer")
      #expect(
        endpoint.effect != .writesOrPreviews || contract.answers.contains { $0.status == 200 },
        "\(name) promises no preview: an AnswerContract of status 200")
      #expect(names.insert(endpoint.operationID).inserted, "\(endpoint.operationID) is taken twice")
      #expect(
        Set(contract.body.map(\.name)).count == contract.body.count
          && Set(endpoint.query.map(\.name)).count == endpoint.query.count, "\(name)")
    }
  }

  @Test("每种问题都有人会答，除非不经过接口 every problem belongs to an endpoint")
  func problems() {
    let known = Set(Rooms.endpoints.flatMap(\.problems))
    let elsewhere: Set<ProblemType> = [
      // Of the router, of forms, of the command line and of adopting content.
      .methodNotAllowed, .formExpired, .sessionAlreadyExpired, .unknownStaff,
      .alreadyRevoked, .tokenInUse, .tokenAlreadyExpired, .duplicateEvent, .duplicateRule,
      .impossibleRule,
      .impossibleEvent, .duplicateReward, .impossibleReward, .impossibleFamily, .duplicateTag,
    ]
    for type in ProblemType.allCases where !elsewhere.contains(type) {
      #expect(known.contains(type), "no contract names \(type.rawValue)")
    }
  }

  @Test("每种问题都说怎么办 what to do about every problem", arguments: ProblemType.allCases)
  func meanings(type: ProblemType) {
    let meaning = type.meaning
    #expect(
      meaning.chinese.contains(/\p{Han}/) && meaning.chinese.hasSuffix("。"),
      "\(type.rawValue) needs a line in ProblemMeanings")
    #expect(!meaning.english.contains(/\p{Han}/) && meaning.english.hasSuffix("."))
  }

  @Test("约定不符会被发现 what breaks a contract is found")
  func breaches() throws {
    let endpoint = try known(ContractCheck.endpoint(.get, "/api/v1/members/477127567449/points"))
    func complaint(_ status: Int, _ body: String) -> String? {
      ContractCheck.complaint(about: status, body, of: endpoint)
    }
    let good =
      #"{"member":"477127567449","opening":0,"lines":[],"closing":0,"truncated":false,"next":null,"tier":null,"tierSteps":[],"pending":0,"activating":[],"expiring":[]}"#
    #expect(complaint(200, good) == nil)
    #expect(complaint(201, good) != nil)
    #expect(
      complaint(200, good.replacing("477127567449", with: "4771"))?.contains("/member") == true)
    #expect(complaint(200, good.replacing("\"closing\":0,", with: "")) != nil)
    #expect(
      complaint(200, good.replacing("\"opening\"", with: "\"phone\":\"1\",\"opening\"")) != nil)
    #expect(complaint(200, "") != nil)
    let refusal =
      #"{"type":"/problems/unknown-member","title":"x","status":404,"detail":"x","instance":"/"}"#
    #expect(complaint(404, refusal) == nil)
    #expect(complaint(409, refusal) != nil)
    #expect(complaint(404, refusal.replacing("member", with: "event")) != nil)
  }
}
