/// What is printed, before it is decided how: as terminal text or as Markdown.
public struct Document: Sendable, Equatable {
  public enum Part: Sendable, Equatable {
    /// A name and what stands behind it.
    case heading(String, detail: String)
    case text(String)
    /// What nobody may overlook.
    case alarm(String)
    case table(Table)
    /// The last word, and whether it is a good one.
    case verdict(String, isGood: Bool)
  }

  public var parts: [Part]

  public init(_ parts: [Part] = []) {
    self.parts = parts
  }
}
