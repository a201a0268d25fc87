import Mustache

/// The templates of the page. They stand in the source: a copied executable has no folder of files
/// beside it. Values are `HTMLText`, which is safe as it is, so every tag is one of three braces.
enum PageTemplates {
  /// - Precondition: the templates are well-formed, which rendering any page shows.
  static func render(_ page: PageView) -> String {
    guard let text = library.render(page, withTemplate: "page") else {
      preconditionFailure("the page's template is missing")
    }
    return text
  }

  private static let library: MustacheLibrary = {
    do {
      return MustacheLibrary(
        templates: try [
          "page": page, "run": run, "section": section, "figure": figure, "details": details,
        ].mapValues { try MustacheTemplate(string: $0) })
    } catch {
      preconditionFailure("a template of the page is malformed: \(error)")
    }
  }()

  private static let page = """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8"/>
    <meta name="viewport" content="width=device-width, initial-scale=1"/>
    <meta name="color-scheme" content="light dark"/>
    <meta name="generator" content="headgate"/>
    <meta http-equiv="Content-Security-Policy" content="{{{policy}}}"/>
    <title>{{{title}}}</title>
    <style>/*<![CDATA[*/{{{style}}}/*]]>*/</style>
    </head>
    <body>
    <main>
    {{#contents}}
    <nav class="contents" aria-label="Contents">
    <h1>{{{title}}}</h1>
    <ol>
    {{#entries}}
    <li><a href="#{{{target}}}">{{{name}}}</a> <span class="chip {{{kind}}}">{{{word}}}</span> <span class="aside">{{{detail}}}</span></li>
    {{/entries}}
    </ol>
    </nav>
    {{/contents}}
    {{#runs}}
    {{>run}}
    {{/runs}}
    </main>
    <script>/*<![CDATA[*/{{{script}}}/*]]>*/</script>
    </body>
    </html>

    """

  private static let run = """
    <article id="{{{id}}}">
    <header>
    {{{heading}}}
    {{#description}}
    <p class="description">{{{.}}}</p>
    {{/description}}
    {{#verdict}}
    <p class="verdict {{{kind}}}"><strong>{{{word}}}</strong> <span>{{{reason}}}</span></p>
    {{/verdict}}
    {{#alarms}}
    <p class="alarm" role="alert">{{{.}}}</p>
    {{/alarms}}
    <p class="facts">{{{facts}}}</p>
    {{#notes}}
    <p class="facts">{{{.}}}</p>
    {{/notes}}
    </header>
    <nav class="links" aria-label="Sections">{{#links}}<a href="#{{{id}}}">{{{title}}}</a>{{/links}}</nav>
    {{#hasOverview}}
    <div class="overview">
    {{#overview}}
    {{>section}}
    {{/overview}}
    </div>
    {{/hasOverview}}
    {{#sections}}
    {{>section}}
    {{/sections}}
    </article>

    """

  private static let section = """
    <section id="{{{id}}}">
    <h3>{{{title}}}</h3>
    {{#lead}}
    <p class="lead">{{{.}}}</p>
    {{/lead}}
    {{{key}}}
    {{#tables}}
    {{{.}}}
    {{/tables}}
    {{#hasFigures}}
    <div class="figures">
    {{#figures}}
    {{>figure}}
    {{/figures}}
    </div>
    {{/hasFigures}}
    {{#details}}
    {{>details}}
    {{/details}}
    </section>

    """

  private static let figure = """
    <figure{{#wide}} class="full"{{/wide}}>
    <figcaption><b>{{{title}}}</b>{{#caption}} <span>{{{.}}}</span>{{/caption}}</figcaption>
    {{{ownKey}}}
    {{#wide}}
    <div class="for-wide">{{{.}}}</div>
    {{/wide}}
    <div{{#wide}} class="for-narrow"{{/wide}}>{{{panel}}}</div>
    </figure>

    """

  private static let details = """
    <details>
    <summary>{{{summary}}}</summary>
    {{{content}}}
    </details>

    """
}
