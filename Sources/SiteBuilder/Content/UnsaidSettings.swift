import Magazine

/// What the content leaves unsaid although a page needs it: no text is wrong, but something is missing
/// from the head of each page, or from the newest issue.
struct UnsaidSettings {
  private(set) var diagnostics: [Diagnostic] = []

  init(_ publication: Publication, _ options: BuildOptions) {
    let site = publication.site
    if !site.hasTitle {
      diagnostics.append(
        Diagnostic(
          .warning, root: options.content, path: "site.yml",
          message: "the site is called “\(site.title)”, after its folder",
          remedy: "write “title: …” in site.yml"))
    }
    if options.baseURL == nil, site.baseURL == nil {
      diagnostics.append(
        Diagnostic(
          .warning, root: options.content, path: "site.yml",
          message: "the site does not know its address: its pages have no canonical address, no"
            + " picture for messengers and no word of their other edition, and there is no site map",
          remedy: "write “base_url: https://…” in site.yml, or say it with --base-url"))
    }
    // Of an older issue nobody can say any more what it was.
    if publication.club != nil, let issue = publication.issues.first, issue.ledgerHead == nil {
      diagnostics.append(
        Diagnostic(
          .warning, root: options.content, path: issue.source.path,
          message: "the issue prints no head of the points' ledger, so nobody can hold the ledger"
            + " against it later",
          remedy: "write the line that “huikan ledger head” prints as its “ledger_head”, in"
            + " quotation marks"))
    }
  }
}
