import HeadgateStore

/// A result as the command line names it: `[LABEL=]WHAT[:VARIANT]`, WHAT a run's number, a baseline's
/// name, or a file.
struct ResultReference: Equatable {
  /// What is in front of `=`, or the whole.
  var label: String
  /// Run, baseline or file, with the variant where one is named.
  var place: String

  /// A label holds neither `/` nor `:`, so that a file or a variant may hold `=`.
  init(_ text: String) {
    label = text
    place = text
    guard let equals = text.firstIndex(of: "="), equals != text.startIndex else { return }
    let name = text[..<equals]
    let rest = text[text.index(after: equals)...]
    guard !rest.isEmpty, !name.contains("/"), !name.contains(":") else { return }
    label = String(name)
    place = String(rest)
  }

  /// The place before the variant, and the variant, for each `:` that may part them.
  var splits: [(place: String, variant: String)] {
    place.indices.filter { place[$0] == ":" && $0 != place.startIndex }.map { colon in
      (String(place[..<colon]), String(place[place.index(after: colon)...]))
    }
  }
}
