import HeadgateStore

/// Opens the results store for a command.
enum StoreAccess {
  /// - Throws: `CommandFailure` (usage) where there is no store at `path`, or none that can be used.
  static func open(_ path: String, readOnly: Bool) throws -> ResultStore {
    do {
      return try ResultStore(path: path, readOnly: readOnly)
    } catch {
      throw CommandFailure(.usage, error.message)
    }
  }
}
