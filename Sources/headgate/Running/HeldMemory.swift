/// Keeps the memory that a simulated run gives back for the next one.
enum HeldMemory {
  /// Just below the largest block that the GNU C library learns from.
  private static let block = 32 << 20 - 1 << 16

  /// By itself the C library hands blocks as large as a histogram back to the system, and the next run
  /// takes a page fault for every 4 KB of them: most of a short run, a sixth of a search. Its thresholds
  /// follow the largest block that was given back (mallopt(3), M_MMAP_THRESHOLD): so one is.
  static func hold() {
    UnsafeMutableRawPointer.allocate(byteCount: block, alignment: 16).deallocate()
  }
}
