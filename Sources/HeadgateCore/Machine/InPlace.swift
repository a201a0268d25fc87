import Synchronization

/// A field that keeps the noncopyable value around it where it stands, and whatever that is a field of.
///
/// Swift 6.3 lends a value of plain fields to a function by copying all its bytes onto the stack first:
/// 3 KB for each question to a `Pipeline`, a third of a simulated run. A value whose address matters,
/// as an atomic's does, is lent by its address alone.
struct InPlace: ~Copyable {
  private let address = Atomic(false)
}
