/// Splits a text into sentences by a few rules.
///
/// It is no model of a language: it knows the full stops of the Latin, CJK, Arabic, Armenian and
/// Devanagari scripts and English abbreviations, and where it doubts it does not split. The rules:
/// - A sentence ends after `.`, `!`, `?`, `…` and their kin, with the closing quotes and brackets
///   that follow, where white space or the text's end follows; after the wide full stops of CJK
///   (`。！？`) also where none does, unless a quote has just closed. A blank line, a form feed and a
///   paragraph separator end one always.
/// - It goes on where the next letter is lower case (`"Stop!" he said`), and after a full stop that
///   belongs to a title or the like (`Dr.`), to a word with full stops in it (`e.g.`, `U.S.`), to a
///   single letter (`J. Smith`), to a numbered thing (`No. 5`), or to the number of a list's item
///   (`1. First`). A full stop inside a number (`3.14`) or a name (`example.org`) ends nothing, for
///   no space follows.
/// - The white space after a sentence belongs to it: all sentences together are the text.
///
/// Sentences are whole characters, and one with more than `longest` is cut after so many.
public struct SentenceSplitter: Sendable, Hashable {
  /// A sentence's place in its text.
  public struct Sentence: Sendable, Hashable {
    /// Where it stands, with the white space that follows it.
    public var range: Range<String.Index>
    /// How many characters (extended grapheme clusters) it has.
    public var characters: Int
  }

  let longest: Int

  /// A splitter that cuts sentences of more than `longest` characters; `longest` must be positive.
  public init(longest: Int = .max) {
    precondition(longest > 0, "a sentence has at least 1 character")
    self.longest = longest
  }

  /// The sentences of a text, found as they are asked for.
  public func sentences(of text: String) -> SentenceSequence {
    SentenceSequence(text: text, longest: longest)
  }

  typealias Iterator = SentenceSequence.Iterator
}
