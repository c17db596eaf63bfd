import JSON
import Magazine
import SiteBuilder
import Synchronization

/// The pages that are open in browsers while somebody edits, each told what concerns it.
final class LivePages: Sendable {
  /// One message, as the page's script reads it: an object in JSON.
  typealias Message = [UInt8]

  /// A page that is open.
  struct Visit: Sendable {
    let number: Int
    let messages: AsyncStream<Message>
  }

  private struct State {
    var visitors: [Int: (file: String, messages: AsyncStream<Message>.Continuation)] = [:]
    var count = 0
    /// What is wrong now, for pages that are opened meanwhile; nil where nothing is.
    var problems: Message?
  }

  private let state = Mutex(State())

  /// The page is another.
  private static let page = Message(#"{"changed":"page"}"#.utf8)
  /// Nothing of the page but a style sheet is another.
  private static let style = Message(#"{"changed":"style"}"#.utf8)
  /// Nothing is wrong any more.
  private static let fine = Message("{}".utf8)

  /// A page has been opened that this file of the site serves, or would serve if it were there.
  ///
  /// The first message is what is wrong at the moment, where anything is.
  func open(_ file: String) -> Visit {
    let (messages, continuation) = AsyncStream<Message>.makeStream()
    return state.withLock { state in
      state.count += 1
      state.visitors[state.count] = (file, continuation)
      if let problems = state.problems { continuation.yield(problems) }
      return Visit(number: state.count, messages: messages)
    }
  }

  /// The page has been left.
  func close(_ visit: Visit) {
    state.withLock { $0.visitors.removeValue(forKey: visit.number) }?.messages.finish()
  }

  /// Tells a page that it is out of date, and once more what is wrong.
  func renew(_ visit: Visit) {
    state.withLock { state in
      let messages = state.visitors[visit.number]?.messages
      messages?.yield(Self.page)
      if let problems = state.problems { messages?.yield(problems) }
    }
  }

  /// How many pages are open.
  var count: Int { state.withLock { $0.visitors.count } }

  /// The site has been written: pages whose files are others now are told so.
  func show(_ report: BuildReport, isStyleOnly: Bool) {
    let written = Set(report.added).union(report.changed).union(report.removed)
    let change = isStyleOnly ? Self.style : Self.page
    state.withLock { state in
      let mended = state.problems != nil
      state.problems = nil
      for visitor in state.visitors.values {
        if written.contains(visitor.file) {
          visitor.messages.yield(change)
        } else if mended {
          visitor.messages.yield(Self.fine)
        }
      }
    }
  }

  /// The site cannot be written: every page says why, over what it shows.
  func show(_ problems: [Diagnostic]) {
    let errors = problems.filter { $0.severity == .error }
    tell("有\(errors.count)处错误，页面仍是上一版", errors)
  }

  /// The site cannot be written though nothing is wrong with the content.
  func show(failure: String) {
    tell("页面没有写成：\(failure)", [])
  }

  private func tell(_ title: String, _ problems: [Diagnostic]) {
    let message = Self.message(title, problems)
    state.withLock { state in
      state.problems = message
      for visitor in state.visitors.values { visitor.messages.yield(message) }
    }
  }

  private static func message(_ title: String, _ problems: [Diagnostic]) -> Message {
    var json = JSONWriter()
    json.object { json in
      json.member("title", title)
      json.key("problems")
      json.array { json in
        for problem in problems {
          json.object { json in
            json.member("place", problem.location)
            json.member("message", problem.message)
            if let line = problem.sourceLine, let before = problem.sourceBefore {
              json.member("line", line)
              // As wide as what stands before the place, in whatever letters: the caret comes after.
              json.member("before", before)
            }
            if let remedy = problem.remedy { json.member("remedy", remedy) }
          }
        }
      }
    }
    return json.bytes
  }
}
