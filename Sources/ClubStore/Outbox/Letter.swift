public import Club

/// A message as it is handed over: for whom, and what there is to say. Whoever carries it finds the
/// words.
public struct Letter: Hashable, Sendable {
  /// The message.
  public let message: Message
  /// By what it goes.
  public let route: ContactRoute
  /// A telephone in its international form, or an e-mail address.
  public let recipient: String
  /// The six digits of a code; nil in other letters.
  public let code: String?
  /// The event that it is about.
  public let event: EventTerms?
  /// What is known of whoever reads an issue; nil in other letters.
  public let reader: Reader?
  /// How often the message has been handed over before.
  public let earlierTries: Int

  /// Who reads an issue, as far as the letter goes by it.
  public struct Reader: Hashable, Sendable {
    /// In which characters.
    public let edition: NewsletterEdition
    /// By what the reader ends the letters.
    public let unsubscribeKey: String

    /// - Parameters:
    ///   - edition: in which characters.
    ///   - unsubscribeKey: by what the reader ends the letters.
    public init(edition: NewsletterEdition, unsubscribeKey: String) {
      self.edition = edition
      self.unsubscribeKey = unsubscribeKey
    }
  }

  /// - Parameters:
  ///   - message: the message.
  ///   - route: by what it goes.
  ///   - recipient: a telephone in its international form, or an e-mail address.
  ///   - code: the six digits of a code.
  ///   - event: the event that it is about.
  ///   - reader: what is known of whoever reads an issue.
  ///   - earlierTries: how often the message has been handed over before.
  public init(
    message: Message, route: ContactRoute, recipient: String, code: String? = nil,
    event: EventTerms? = nil, reader: Reader? = nil, earlierTries: Int = 0
  ) {
    self.message = message
    self.route = route
    self.recipient = recipient
    self.code = code
    self.event = event
    self.reader = reader
    self.earlierTries = earlierTries
  }
}

/// Whoever takes messages out of the house: a program, a gateway.
public protocol MessageCarrier: Sendable {
  /// By what it reaches people.
  var routes: Set<ContactRoute> { get }
  /// Takes a letter.
  ///
  /// - Parameter letter: the letter.
  /// - Returns: what came of it; `unclear` where nobody can tell.
  func carry(_ letter: Letter) async -> Handover
}
