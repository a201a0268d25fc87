import Foundation
import GRDB
import HeadgateIngest
import Testing

@Suite("Group commit")
struct GroupCommitTests {
  /// Inserts its number, and may then fail.
  private final class Insertion: DatabaseOperation, @unchecked Sendable {
    struct Refused: Error {}
    enum Outcome { case none, done, failed }

    let number: Int
    let fails: Bool
    let kind = OperationKind.write
    private(set) var outcome = Outcome.none
    /// Rows that a second connection saw when the outcome was told.
    private(set) var visible = 0
    private let observer: DatabaseQueue

    init(_ number: Int, fails: Bool = false, observer: DatabaseQueue) {
      self.number = number
      self.fails = fails
      self.observer = observer
    }

    func run(_ connection: DatabaseConnection) throws {
      try connection.statement("INSERT INTO numbers VALUES (?1)").execute([.int(number)])
      if fails { throw Refused() }
    }

    func succeed() { tell(.done) }
    func fail(_ error: any Error) { tell(.failed) }

    private func tell(_ outcome: Outcome) {
      #expect(self.outcome == .none)
      self.outcome = outcome
      visible = (try? observer.read(Self.count)) ?? -1
    }

    static func count(_ database: Database) throws -> Int {
      try Int.fetchOne(database, sql: "SELECT count(*) FROM numbers") ?? 0
    }
  }

  private let folder = TemporaryFolder()

  private func carryOut(_ count: Int, failing: Set<Int>) throws -> [Insertion] {
    try FileManager.default.createDirectory(
      atPath: folder.path, withIntermediateDirectories: true)
    let path = folder["numbers.sqlite"]
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA journal_mode = WAL; CREATE TABLE numbers (x INTEGER)")
    }
    let observer = try DatabaseQueue(path: path)
    let operations = (0..<count).map {
      Insertion($0, fails: failing.contains($0), observer: observer)
    }
    try queue.writeWithoutTransaction { database in
      GroupCommit(connection: try DatabaseConnection(database)).carryOut(operations)
    }
    return operations
  }

  @Test("operations that meet are committed together, and answered after the commit")
  func together() throws {
    let operations = try carryOut(10, failing: [])
    #expect(operations.allSatisfy { $0.outcome == .done && $0.visible == 10 })
  }

  @Test("no more share a transaction than the bound")
  func bound() throws {
    let operations = try carryOut(GroupCommit.bound + 1, failing: [])
    #expect(operations.first?.visible == GroupCommit.bound)
    #expect(operations.last?.visible == GroupCommit.bound + 1)
  }

  @Test("one that fails is told so alone, and leaves nothing behind")
  func failure() throws {
    let operations = try carryOut(10, failing: [3, 9])
    for operation in operations {
      #expect(operation.outcome == (operation.fails ? .failed : .done))
    }
    #expect(operations.last?.visible == 8)
  }
}
