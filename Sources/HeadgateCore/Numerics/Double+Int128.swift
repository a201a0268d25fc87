extension Double {
  /// The nearest number: for a value that fits 64 bits by the machine's own conversion, which the
  /// general one, by way of protocols, takes a hundred times as long for.
  package init(nearest value: Int128) {
    if let small = Int64(exactly: value) {
      self.init(small)
    } else {
      self.init(value)
    }
  }
}
