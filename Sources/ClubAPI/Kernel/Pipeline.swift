import Club
import ClubStore
import Hummingbird
import JSON
import Logging

extension ClubAPI {
  /// The longest body that is read, in bytes.
  static let bodyLimit = 65_536

  /// Takes a request through the gate to its handler, and makes a response of what comes back.
  func respond(
    to request: Request, context: ClubRequestContext, _ endpoint: Endpoint
  ) async -> Response {
    var response = await answer(request, context, endpoint)
    if let limit = endpoint.contract.limit {
      let address = ClientAddress.of(request, peer: context.peer, configuration: configuration)
      addLimit(limit, to: &response, address: address, at: clock())
    }
    return response
  }

  private func answer(
    _ request: Request, _ context: ClubRequestContext, _ endpoint: Endpoint
  ) async -> Response {
    var fields: [FormField] = []
    do {
      let call = try await admit(request, context, endpoint)
      if endpoint.style == .form, !endpoint.again.isEmpty {
        fields = (try? FormDecoding.fields(call.body)) ?? []
      }
      let answer = try await self.answer(to: call)
      var response = response(to: answer, call.language)
      if endpoint.isTagged, answer.status == 200, case .json(let body) = answer.body {
        try addTag(answer.tagged ?? body, to: &response, call)
      }
      return response
    } catch let problem as Problem {
      return refuse(problem, request, context, endpoint, fields)
    } catch {
      if let error = error as? StoreError {
        if let problem = Problem(error) {
          return refuse(problem, request, context, endpoint, fields)
        }
        // Place, reason and remedy; never what a record says.
        context.logger.error("\(error)")
      }
      // The error itself may hold what somebody typed: its type is enough to find it.
      context.logger.error("unexpected error", metadata: ["type": "\(type(of: error))"])
      return refuse(
        Problem(.internalError, "请稍后再试。", "Try again later."), request, context, endpoint,
        fields)
    }
  }

  /// A refusal of an endpoint: JSON to programs; to people a page, with the form that they filled in or
  /// a way back to it.
  private func refuse(
    _ problem: Problem, _ request: Request, _ context: ClubRequestContext, _ endpoint: Endpoint,
    _ fields: [FormField]
  ) -> Response {
    guard endpoint.style == .form else { return show(problem, to: request, style: .json) }
    let refusal = Refusal(
      problem: problem, endpoint: endpoint, language: configuration.pageLanguage, fields: fields,
      sendsCodes: !store.reachableRoutes.isEmpty, parameter: { context.parameters.get($0) })
    let body: Answer.Body =
      refusal.joining.flatMap(renderer.joinPage).map { .html($0) } ?? .page(refusal.page)
    var response = response(
      to: Answer(status: problem.type.status, body: body), configuration.pageLanguage)
    problem.addHeaders(to: &response)
    return response
  }

  /// What the handler says, noted where staff read of members in it; a refusal may tell of one as well.
  private func answer(to call: Call) async throws -> Answer {
    let answer: Answer
    do {
      answer = try await call.endpoint.handler(self, call)
    } catch let problem as Problem where !problem.shown.isEmpty {
      try note(problem.shown, to: call)
      throw problem
    }
    if let members = answer.shown { try note(members, to: call) }
    return answer
  }

  /// Notes which members' data somebody of the staff is about to see. What cannot be noted is not
  /// shown.
  private func note(_ members: [MemberNumber], to call: Call) throws {
    guard case .staff(let staff) = call.identity else { return }
    // The handlers leave out whom a token does not reach, by the state of the moment; what one of them forgot is
    // not shown either. A token that was bound to no region when it came in reaches everybody.
    guard staff.regions.isEmpty || store.reaches(members, by: staff.actor) else {
      throw Problem(.membership(.unknownMember))
    }
    let endpoint = "\(call.endpoint.method.rawValue) \(call.endpoint.path)"
    do {
      try store.accessLog.note(
        Reading(time: call.now, by: staff, endpoint: endpoint, members: members))
    } catch {
      complaints.tell("\(error)", to: call.context.logger)
      var problem = Problem(
        error.isForWantOfSpace ? .diskFull : .internalError, "查阅记录写不下，暂时不能查看会员资料。请通知管理员。",
        "Who reads about members cannot be noted, so nothing is shown. Tell the administrator.")
      problem.retryAfter = 60
      throw problem
    }
  }

  /// Who asks, may they, is it their own doing, and what do they say: in this order, so that nobody
  /// learns from a later check what an earlier one would have kept from them.
  private func admit(
    _ request: Request, _ context: ClubRequestContext, _ endpoint: Endpoint
  ) async throws -> Call {
    let (identity, credential) = try identify(request, for: endpoint)
    try checkAccess(of: identity, to: endpoint)
    let writes = endpoint.method != .get
    if writes, !endpoint.isOneClick { try checkOrigin(of: request, credential, endpoint.style) }
    let body = writes && !endpoint.isOneClick ? try await self.body(of: request, endpoint) : []
    var call = Call(
      endpoint: endpoint, request: request, context: context, identity: identity,
      language: endpoint.style == .json
        ? Language(accepting: request.headers) : configuration.pageLanguage,
      now: clock(), body: body,
      query: endpoint.style == .json || !endpoint.query.isEmpty
        ? try endpoint.query(of: request) : [:])
    guard endpoint.style == .json, writes else { return call }
    if endpoint.effect == .writesOrPreviews {
      call.isPreview = try call.query("preview") { Bool($0) } ?? false
    }
    if endpoint.effect != .nothing {
      // A preview needs no key; one that is sent must still be one.
      let key = try idempotencyKey(of: call, isNeeded: endpoint.needsKey && !call.isPreview)
      if !call.isPreview { call.idempotency = key }
    }
    // Whoever binds a write to what was seen must not have it done without. All other checks of the
    // request come first (RFC 9110, 13.2.1).
    _ = try call.condition()
    return call
  }

  private func checkAccess(of identity: Identity, to endpoint: Endpoint) throws {
    guard !endpoint.access.contains(identity.party) else { return }
    switch identity {
    case .visitor: throw Problem(.access(.signInNeeded))
    // What visitors may do and members may not is joining.
    case .member(let number, _) where endpoint.access.contains(.visitor):
      throw Problem.alreadyMember(number)
    case .member, .staff: throw Problem(.access(.notPermitted))
    }
  }

  /// A bearer token cannot be sent by accident; a cookie can, and so can a form.
  private func checkOrigin(
    of request: Request, _ credential: Credential, _ style: Endpoint.Style
  ) throws {
    let verdict = OriginCheck(configuration).verdict(on: request)
    let isFine =
      switch (credential, style) {
      case (.token, .json): true
      case (.none, .json): verdict != .otherSite
      case (.cookie, .json), (_, .form): verdict == .ownPage
      }
    guard isFine else {
      throw Problem(
        .crossOrigin, "请在本站的页面上操作。", "This can be done from a page of this site only.")
    }
  }

  private func body(of request: Request, _ endpoint: Endpoint) async throws -> [UInt8] {
    let (style, limit) = (endpoint.style, endpoint.contract.bodyLimit)
    var tooLarge: Problem {
      Problem(.bodyTooLarge, "最多\(limit)字节。", "At most \(limit) bytes.")
    }
    let length = request.headers.value(of: .contentLength).flatMap { Int($0) }
    if let length, length > limit { throw tooLarge }
    let bytes: [UInt8]
    do {
      bytes = Array(try await request.body.collect(upTo: limit).readableBytesView)
    } catch let error as any HTTPResponseError where error.status == .contentTooLarge {
      throw tooLarge
    } catch {
      // What is no HTTP after all, or a client that has gone: nothing of it is ours.
      throw Problem(
        .malformedBody, "请求内容没有收全，请再发一次。", "The body did not arrive whole. Send it again.")
    }
    let expected =
      style == .json ? endpoint.contract.media.type : "application/x-www-form-urlencoded"
    let type = request.headers.value(of: .contentType) ?? ""
    let isExpected =
      type == expected
      || type.prefix { $0 != ";" }.lowercased().filter { $0 != " " } == expected
    guard bytes.isEmpty || isExpected else {
      throw Problem(
        .unsupportedMediaType, "Content-Type应为\(expected)。", "Content-Type is to be \(expected).")
    }
    return bytes
  }

  private static let keyName = HTTPFields.Element.Name("Idempotency-Key")

  /// The key that makes a write happen once however often it is sent. POST needs it; DELETE, which
  /// says by its name what it does, may have it.
  private func idempotencyKey(of call: Call, isNeeded: Bool) throws -> IdempotencyKey? {
    guard let name = Self.keyName, var key = call.request.headers.value(of: name) else {
      guard isNeeded else { return nil }
      throw Problem(
        .idempotencyKeyMissing, "每个POST都要带Idempotency-Key：16至128个可见ASCII字符，每次新的请求换一个。",
        "Every POST carries an Idempotency-Key: 16 to 128 visible ASCII characters, new for each request."
      )
    }
    // The header is a structured field (RFC 8941) and so a quoted string; plain ones are common.
    if key.count >= 2, key.hasPrefix("\""), key.hasSuffix("\"") {
      key = String(key.dropFirst().dropLast())
    }
    guard (16...128).contains(key.utf8.count), key.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
    else {
      throw Problem(
        .idempotencyKeyInvalid, "Idempotency-Key应为16至128个可见ASCII字符。",
        "An Idempotency-Key has 16 to 128 visible ASCII characters.")
    }
    return IdempotencyKey(
      scope: call.identity.actor.text, key: key, request: call.asked)
  }
}

extension ClubAPI {
  /// A response of an answer, with the headers that every answer has.
  func response(to answer: Answer, _ language: Language) -> Response {
    var headers = SecurityHeaders.data
    var bytes: [UInt8]?
    switch answer.body {
    case .none: break
    case .json(let json):
      bytes = json
      headers[.contentType] = "application/json"
    case .html(let page):
      bytes = page
      headers = SecurityHeaders.page
      headers[.contentType] = "text/html; charset=utf-8"
    case .page(let page):
      bytes = renderer.page(page)
      headers = SecurityHeaders.page
      headers[.contentType] = "text/html; charset=utf-8"
    case .file(let file, let type, let name):
      bytes = file
      headers[.contentType] = type
      headers[.contentDisposition] = "attachment; filename=\"\(name)\""
    }
    headers[.cacheControl] = "private, no-store"
    if let name = answer.savedAs {
      headers[.contentDisposition] = "attachment; filename=\"\(name)\""
    }
    if let location = answer.location { headers[.location] = location }
    if let cookie = answer.cookie {
      headers[.setCookie] = cookie
      if let mark = SessionCookie(configuration).mark(beside: cookie) {
        headers.append(HTTPFields.Element(name: .setCookie, value: mark))
      }
    }
    return Response(
      status: HTTPResponse.Status(code: answer.status), headers: headers,
      body: bytes.map { ResponseBody(byteBuffer: ByteBuffer(bytes: $0)) } ?? ResponseBody())
  }

  /// A response of a problem: JSON to programs, a page to people.
  func show(_ problem: Problem, to request: Request, style: Endpoint.Style) -> Response {
    guard style == .form else {
      var response = problem.response(
        in: Language(accepting: request.headers), instance: request.uri.path)
      SecurityHeaders.addToData(&response)
      response.headers[.cacheControl] = "private, no-store"
      return response
    }
    let language = configuration.pageLanguage
    let page = AnswerPage(
      .problem, problem.type.title.text(in: language),
      lines: [problem.pageDetail.text(in: language)],
      links: [(Words("回首页", "Home").text(in: language), "/")])
    var response = response(to: .page(page, status: problem.type.status), language)
    problem.addHeaders(to: &response)
    return response
  }
}
