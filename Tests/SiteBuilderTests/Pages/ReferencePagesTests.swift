import Testing

@testable import SiteBuilder

private let document = """
  {"openapi":"3.1.0","tags":[{"name":"积分"},{"name":"活动"}],"x-role-names":{"clerk":"前台","manager":"经理"},
  "paths":{"/api/v1/points":{"post":{"operationId":"postPoints","tags":["积分"],"summary":"发放","x-roles":["clerk","manager"],
  "parameters":[{"$ref":"#/components/parameters/Key"}],
  "requestBody":{"content":{"application/json":{"schema":{"type":"object","required":["points"],
  "properties":{"points":{"description":"积分数","type":"integer"}}},"examples":{"a":{"value":{"points":5}}}}}},
  "responses":{"201":{"description":"已记账","content":{"application/json":{"schema":{"$ref":"#/components/schemas/Entry"}}}},
  "404":{"content":{"application/problem+json":{"schema":{"allOf":[{},{"properties":{"type":{"enum":["/problems/unknown-member"]}}}]}}}}}}}},
  "components":{"parameters":{"Key":{"name":"Idempotency-Key","description":"钥匙","required":true}},
  "schemas":{"Entry":{"type":"object","required":["lines"],"properties":{"lines":{"description":"各行","allOf":[{"type":"array",
  "items":{"type":"object","properties":{"id":{"description":"<编号>","type":"string"}}}}]}}}}},
  "x-problems":[{"type":"/problems/unknown-member","status":404,"title":"没有这位会员","detail":"请核对。"}]}
  """

@Suite("接口说明的页面")
struct ReferencePagesTests {
  @Test("文档里的参数、内容、回答、拒绝都读得出来")
  func reading() throws {
    let read = try #require(APIDocument.read(Array(document.utf8)))
    #expect(read.rooms == ["积分", "活动"])
    let operation = try #require(read.operations.first)
    #expect(operation.method == "POST" && operation.path == "/api/v1/points")
    #expect(operation.roles == ["前台", "经理"])
    #expect(operation.parameters.map(\.name) == ["Idempotency-Key"])
    #expect(operation.parameters.map(\.isNeeded) == [true])
    #expect(operation.fields.map(\.name) == ["points"] && operation.request == #"{"points":5}"#)
    #expect(operation.answers.map(\.status) == ["201"])
    #expect(operation.answers[0].items.map(\.name) == ["lines", "lines[].id"])
    #expect(operation.answers[0].items.map(\.isNeeded) == [true, false])
    #expect(operation.problems == ["unknown-member"])
    #expect(read.problems.map(\.url) == ["/problems/unknown-member/"])
  }

  @Test("不是文档就没有页面；没有客户会也没有")
  func unreadable() throws {
    #expect(APIDocument.read(Array("{".utf8)) == nil)
    let site = try PagesText("-- site.yml --\ntitle: 家\n").pages()
    #expect(ReferencePage.outputs(of: site).isEmpty && ProblemPage.outputs(of: site).isEmpty)
  }

  @Test("接口页照文档印，拒绝各有一页，文字都转义")
  func pages() throws {
    let read = try #require(APIDocument.read(Array(document.utf8)))
    let site = try PagesText("-- site.yml --\ntitle: 家\n").pages()
    let page = try TinyTheme.show(
      """
      {{#rooms}}{{title}}:{{#operations}} {{id}} {{summary}}（{{roles}}）{{#answers}}{{#items}}{{text}} {{/items}}{{/answers}}\
      {{#problems}}{{url}}{{/problems}}{{/operations}};{{/rooms}}{{#problems}}{{status}} {{detail}}{{/problems}}
      """, ReferencePage(read, in: site))
    #expect(
      page
        == "积分: postPoints 发放（前台、经理）各行 &lt;编号&gt; /problems/unknown-member/;活动:;404 请核对。")
    let problem = try TinyTheme.show(
      "{{#problem}}{{title}}{{/problem}}{{^problem}}全部{{/problem}}{{#operations}} {{url}}{{/operations}}",
      ProblemPage(read.problems[0], of: read, in: site))
    #expect(problem == "没有这位会员 /api/#postPoints")
    let all = try TinyTheme.show(
      "{{^problem}}{{#all}}{{code}}{{/all}}{{/problem}}", ProblemPage(nil, of: read, in: site))
    #expect(all == "unknown-member")
  }
}
