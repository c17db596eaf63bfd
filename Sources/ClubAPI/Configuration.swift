/// How the API stands in its surroundings.
public struct ClubAPIConfiguration: Sendable {
  /// The public address of the site, `https://club.example`; nil on loopback, where the `Host` of
  /// each request is taken for it.
  public var baseURL: String?
  /// The folder of the built site; nil serves the API alone.
  public var siteFolder: String?
  /// Other servers whose pictures the site's pages show now, as `https://pictures.example`; the
  /// content security policy names them. Asked for every page, since editors add some.
  public var pictureOrigins: @Sendable () -> [String]
  /// The URL of a script that is put into every page of the site as it is served, for a server that
  /// shows an editor each change at once; nil serves the pages as they are.
  public var pageScript: String?
  /// Whether the site has an edition in Traditional characters, so that letters may be in them.
  public var hasTraditionalEdition = false
  /// How many people may sign up from one address.
  public var signUps: RateLimit
  /// How often somebody may try to sign in at the desk from one address.
  public var deskSignIns: RateLimit
  /// How often somebody may try to sign in as a member from one address.
  public var signIns: RateLimit
  /// How many codes may be asked for from one address.
  public var codes: RateLimit
  /// How many codes may be sent to one contact.
  public var codesToOne: RateLimit
  /// How many codes may be sent to people who are no members, whoever asks.
  public var codesInAll: RateLimit
  /// How many search pages the server makes for one address.
  public var searches: RateLimit
  /// How many pieces for the magazine may come from one address.
  public var contributions = RateLimit(count: 6, seconds: 3600)
  /// Where those pieces go; nil takes none.
  public var drafts: (any DraftBox)?
  /// Addresses whose `X-Forwarded-For` is believed. Only a proxy of our own belongs here.
  public var trustedProxies: Set<String>
  /// How long a member stays signed in, in seconds.
  public var sessionLength: Int
  /// The language of the answers to posted forms, which is the site's own.
  public var pageLanguage: Language

  /// - Parameters:
  ///   - baseURL: the public address of the site; nil on loopback.
  ///   - siteFolder: the folder of the built site; nil serves the API alone.
  ///   - pictureOrigins: other servers whose pictures the site's pages show now.
  ///   - signUps: how many people may sign up from one address.
  ///   - deskSignIns: how often somebody may try to sign in at the desk from one address.
  ///   - signIns: how often somebody may try to sign in as a member from one address.
  ///   - codes: how many codes may be asked for from one address.
  ///   - codesToOne: how many codes may be sent to one contact.
  ///   - codesInAll: how many codes may be sent to people who are no members.
  ///   - searches: how many search pages the server makes for one address.
  ///   - trustedProxies: addresses whose `X-Forwarded-For` is believed.
  ///   - sessionLength: how long a member stays signed in, in seconds.
  ///   - pageLanguage: the language of the answers to posted forms.
  public init(
    baseURL: String? = nil, siteFolder: String? = nil,
    pictureOrigins: @escaping @Sendable () -> [String] = { [] },
    signUps: RateLimit = RateLimit(count: 20, seconds: 3600),
    deskSignIns: RateLimit = RateLimit(count: 30, seconds: 900),
    signIns: RateLimit = RateLimit(count: 10, seconds: 900),
    codes: RateLimit = RateLimit(count: 10, seconds: 900),
    codesToOne: RateLimit = RateLimit(count: 5, seconds: 3600),
    codesInAll: RateLimit = RateLimit(count: 600, seconds: 3600),
    searches: RateLimit = RateLimit(count: 60, seconds: 60),
    trustedProxies: Set<String> = ["127.0.0.1", "::1"], sessionLength: Int = 30 * 86_400,
    pageLanguage: Language = .chinese
  ) {
    self.baseURL = baseURL
    self.siteFolder = siteFolder
    self.pictureOrigins = pictureOrigins
    self.signUps = signUps
    self.deskSignIns = deskSignIns
    self.signIns = signIns
    self.codes = codes
    self.codesToOne = codesToOne
    self.codesInAll = codesInAll
    self.searches = searches
    self.trustedProxies = trustedProxies
    self.sessionLength = sessionLength
    self.pageLanguage = pageLanguage
  }

  /// Whether members reach the site by TLS, so that cookies can insist on it.
  var isSecure: Bool { baseURL?.hasPrefix("https://") == true }
}

/// So many in so long a time.
public struct RateLimit: Hashable, Sendable {
  /// How many.
  public var count: Int
  /// In how many seconds.
  public var seconds: Int

  /// - Parameters:
  ///   - count: how many.
  ///   - seconds: in how many seconds.
  public init(count: Int, seconds: Int) {
    self.count = count
    self.seconds = seconds
  }
}
