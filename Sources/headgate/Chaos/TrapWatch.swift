import Foundation
import Synchronization

/// Says which seeds were being run when the process trapped or hung: a precondition that fails takes
/// the process with it, a task that is never resumed keeps it for ever, and the seed is what one needs
/// to know.
enum TrapWatch {
  /// Seconds without a seed's begin or end after which a small run is taken to hang. Seeds take
  /// milliseconds.
  private static let patience: UInt32 = 120

  private static let slotCount = 64
  /// Seeds in progress, plus 1; 0 is a free slot. Memory that a signal handler can read as it is.
  private nonisolated(unsafe) static let slots: UnsafeMutablePointer<Atomic<UInt64>> = {
    let slots = UnsafeMutablePointer<Atomic<UInt64>>.allocate(capacity: slotCount)
    for i in 0..<slotCount { (slots + i).initialize(to: Atomic(0)) }
    for number in [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGABRT] {
      signal(number) { _ in TrapWatch.report("the process trapped") }
    }
    signal(SIGALRM) { _ in TrapWatch.report("a run hangs") }
    return slots
  }()

  /// - Parameter mayHang: Whether a run that takes minutes is a run that hangs.
  static func begin(_ seed: UInt64, mayHang: Bool = true) {
    if mayHang { alarm(patience) }
    for i in 0..<slotCount
    where slots[i].compareExchange(expected: 0, desired: seed &+ 1, ordering: .relaxed).exchanged {
      return
    }
  }

  static func end(_ seed: UInt64) {
    for i in 0..<slotCount
    where slots[i].compareExchange(expected: seed &+ 1, desired: 0, ordering: .relaxed).exchanged {
      return
    }
  }

  /// Nothing is being run, for however long.
  static func rest() { alarm(0) }

  /// Nothing here may allocate or lock.
  private static func report(_ what: StaticString) {
    write("chaos: ")
    write(what)
    write("; with the same options repeat it by one of:\n")
    for i in 0..<slotCount {
      let word = slots[i].load(ordering: .relaxed)
      guard word > 0 else { continue }
      write("  headgate chaos --seed ")
      writeDigits(word - 1)
      write("\n")
    }
    _exit(ExitStatus.notDeterministic.rawValue)
  }

  private static func write(_ text: StaticString) {
    _ = Foundation.write(STDERR_FILENO, text.utf8Start, text.utf8CodeUnitCount)
  }

  private static func writeDigits(_ number: UInt64) {
    var divisor: UInt64 = 1
    while number / divisor >= 10 { divisor *= 10 }
    while divisor > 0 {
      var digit = UInt8(ascii: "0") + UInt8(number / divisor % 10)
      _ = Foundation.write(STDERR_FILENO, &digit, 1)
      divisor /= 10
    }
  }
}
