/// What the page's templates show.
struct PageView {
  struct Contents {
    struct Entry {
      var target: HTMLText
      var name: HTMLText
      var kind: HTMLText
      var word: HTMLText
      var detail: HTMLText
    }

    var title: HTMLText
    var entries: [Entry]
  }

  var title: HTMLText
  /// `nil` where there is but one run.
  var contents: Contents?
  var runs: [RunView]
  let policy = HTMLText(escaping: Self.contentPolicy)
  let style = HTMLText(ownMarkup: PageStyle.text)
  let script = HTMLText(ownMarkup: PageScript.text)

  /// Nothing is fetched, whatever a page is made to hold.
  private static let contentPolicy =
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; "
    + "form-action 'none'"
}
