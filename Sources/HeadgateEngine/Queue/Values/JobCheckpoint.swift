/// How far a job has come: the stage that is next, and what that stage works on.
public struct JobCheckpoint: Sendable, Hashable {
  /// The next stage's position, from 0.
  public var stageIndex: Int
  /// The next stage's name, so that a pipeline whose stages were changed since can tell.
  public var stageName: String
  /// The next stage's input: what the stage before it gave.
  public var input: [UInt8]

  public init(stageIndex: Int, stageName: String, input: [UInt8]) {
    precondition(stageIndex >= 0, "stages count from 0, not \(stageIndex)")
    self.stageIndex = stageIndex
    self.stageName = stageName
    self.input = input
  }
}
