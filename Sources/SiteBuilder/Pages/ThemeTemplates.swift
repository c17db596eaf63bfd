import Theming

/// A theme's templates, compiled for the contexts they show.
struct ThemeTemplates: Sendable {
  let home: Template<HomePage>
  let issues: Template<IssuesPage>
  let issue: Template<IssuePage>
  /// Nil where the theme has none, which it may.
  let print: Template<PrintPage>?
  let article: Template<ArticlePage>
  let column: Template<ColumnPage>
  let author: Template<AuthorPage>
  let tag: Template<TagPage>
  let directory: Template<DirectoryPage>
  let events: Template<EventsPage>
  let event: Template<EventPage>
  let rewards: Template<RewardsPage>
  let reward: Template<RewardPage>
  let page: Template<EditorsPage>
  let join: Template<JoinPage>
  let points: Template<PointsPage>
  let me: Template<MePage>
  let desk: Template<DeskPage>
  let reference: Template<ReferencePage>
  let problem: Template<ProblemPage>
  let search: Template<SearchPage>
  /// Nil where the theme has none, which it may.
  let design: Template<DesignPage>?
  let offline: Template<OfflinePage>
  let notFound: Template<NotFoundPage>
  let answer: Template<AnswerPage>
  let containers: ContainerTemplates

  /// - Parameter set: the theme's templates; every kind of page and of container must be.
  /// - Throws: everything that is wrong in any of them, missing ones included.
  init(compiling set: TemplateSet) throws(TemplateProblems) {
    var compilation = ThemeCompilation(set: set)
    let home = compilation.template(.home, HomePage.self)
    let issues = compilation.template(.issues, IssuesPage.self)
    let issue = compilation.template(.issue, IssuePage.self)
    let article = compilation.template(.article, ArticlePage.self)
    let column = compilation.template(.column, ColumnPage.self)
    let author = compilation.template(.author, AuthorPage.self)
    let tag = compilation.template(.tag, TagPage.self)
    let directory = compilation.template(.directory, DirectoryPage.self)
    let events = compilation.template(.events, EventsPage.self)
    let event = compilation.template(.event, EventPage.self)
    let rewards = compilation.template(.rewards, RewardsPage.self)
    let reward = compilation.template(.reward, RewardPage.self)
    let page = compilation.template(.page, EditorsPage.self)
    let join = compilation.template(.join, JoinPage.self)
    let points = compilation.template(.points, PointsPage.self)
    let me = compilation.template(.me, MePage.self)
    let desk = compilation.template(.desk, DeskPage.self)
    let reference = compilation.template(.reference, ReferencePage.self)
    let problem = compilation.template(.problem, ProblemPage.self)
    let search = compilation.template(.search, SearchPage.self)
    let design = compilation.optionalTemplate(.design, DesignPage.self)
    let print = compilation.optionalTemplate(.print, PrintPage.self)
    let offline = compilation.template(.offline, OfflinePage.self)
    let notFound = compilation.template(.notFound, NotFoundPage.self)
    let answer = compilation.template(.answer, AnswerPage.self)
    let containers = ContainerTemplates(&compilation)
    guard let home, let issues, let issue, let article, let column, let author, let tag,
      let directory, let events, let event, let rewards, let reward, let page, let join, let points,
      let me, let desk,
      let reference, let problem, let search, let offline, let notFound, let answer, let containers,
      design != nil || !set.names.contains(PageKind.design.rawValue),
      print != nil || !set.names.contains(PageKind.print.rawValue)
    else { throw TemplateProblems(compilation.problems) }
    self.home = home
    self.issues = issues
    self.issue = issue
    self.print = print
    self.article = article
    self.column = column
    self.author = author
    self.tag = tag
    self.directory = directory
    self.events = events
    self.event = event
    self.rewards = rewards
    self.reward = reward
    self.page = page
    self.join = join
    self.points = points
    self.me = me
    self.desk = desk
    self.reference = reference
    self.problem = problem
    self.search = search
    self.design = design
    self.offline = offline
    self.notFound = notFound
    self.answer = answer
    self.containers = containers
  }
}

/// Compiles one template after another and keeps what is wrong in any.
struct ThemeCompilation {
  var set: TemplateSet
  private(set) var problems: [TemplateProblem] = []

  /// The template of a kind of page.
  mutating func template<Root: TemplateContext>(
    _ kind: PageKind, _ root: Root.Type
  ) -> Template<Root>? {
    template(kind.rawValue, root)
  }

  /// The template of a kind of page that a theme may do without; nil where it does.
  mutating func optionalTemplate<Root: TemplateContext>(
    _ kind: PageKind, _ root: Root.Type
  ) -> Template<Root>? {
    set.names.contains(kind.rawValue) ? template(kind, root) : nil
  }

  /// The template of that name; nil where anything is wrong in it.
  mutating func template<Root: TemplateContext>(
    _ name: String, _ root: Root.Type
  ) -> Template<Root>? {
    do {
      return try set.compile(name, for: root)
    } catch {
      problems += error.problems
      return nil
    }
  }
}
