internal import HeadgateCore

/// What tells a damaged baseline: it finds changes, it does not resist attack.
enum BaselineChecksum {
  /// Of the bytes but for carriage returns, which a repository may add to line ends.
  static func text(of bytes: some Sequence<UInt8>) -> String {
    var digest = TraceDigest()
    var word: UInt64 = 0
    var words: (UInt64, UInt64) = (0, 0)
    var count: UInt64 = 0
    for byte in bytes where byte != UInt8(ascii: "\r") {
      word = word << 8 | UInt64(byte)
      count += 1
      switch count % 24 {
      case 8: words.0 = word
      case 16: words.1 = word
      case 0: digest.add(Nanoseconds(bitPattern: words.0), words.1, word)
      default: continue
      }
      word = 0
    }
    digest.add(Nanoseconds(bitPattern: words.0), words.1, word)
    digest.add(Nanoseconds(bitPattern: count), 0, 0)
    return digest.hexadecimal
  }
}
