internal import HeadgateModel

/// What a file's path says of the chapters in it.
struct FileName {
  /// The name without its ending.
  let stem: String
  /// What follows the last full stop of the name, in lower case; empty where there is none.
  let ending: String
  private let folder: String

  init(_ path: String) {
    let name = FilePath.name(of: path)
    folder = FilePath.name(of: FilePath.directory(of: path))
    if let stop = name.lastIndex(of: "."), stop > name.startIndex {
      stem = String(name[..<stop])
      ending = name[name.index(after: stop)...].lowercased()
    } else {
      stem = name
      ending = ""
    }
  }

  /// The key of the file's only chapter.
  var ofOne: ChapterKey {
    guard let number, let folder = Self.slug(folder) else {
      return ChapterKey(book: Self.slug(stem) ?? "book", chapter: 0)
    }
    return ChapterKey(book: folder, chapter: number)
  }

  /// The book of a file with several chapters.
  var ofSeveral: String {
    let name = Self.slug(stem) ?? "book"
    guard name.utf8.allSatisfy(Self.isDigit), let folder = Self.slug(folder) else { return name }
    return "\(folder)-\(name)"
  }

  /// The last number in the name.
  private var number: Int? {
    let digits = stem.utf8.reversed().drop { !Self.isDigit($0) }.prefix(while: Self.isDigit)
    return Int(String(decoding: digits.reversed(), as: UTF8.self))
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  /// Letters and digits in lower case, with one hyphen for all else between them; `nil` without any.
  private static func slug(_ name: String) -> String? {
    let words = name.lowercased().split { character in
      !(character.isLetter || character.isNumber)
    }
    return words.isEmpty ? nil : words.joined(separator: "-")
  }
}
