/// An item as the engine holds it: it hands items on and looks into none, so it is one type for all,
/// and compiled as such.
class JobItem: @unchecked Sendable {}

/// An item of the user's type. Immutable, so that it may go from task to task.
final class BoxedItem<Item: Sendable>: JobItem, @unchecked Sendable {
  let item: Item

  init(_ item: Item) { self.item = item }

  /// The item in a box that was made by this type.
  static func open(_ box: JobItem) -> Item { unsafeDowncast(box, to: BoxedItem<Item>.self).item }
}
