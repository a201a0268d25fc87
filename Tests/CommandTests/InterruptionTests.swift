import Foundation
import Testing

/// Ctrl-C, and readers that go away. The trace goes into a named pipe: what comes out of it says how
/// far the run is, and while nobody reads it the run stands still.
struct InterruptionTests {
  @Test("Ctrl-C keeps what has finished, marked interrupted, and exits with 130")
  func first() throws {
    let command = try Command()
    let (running, trace) = try startLongRun(command)
    try #require(try trace.read(upToCount: 1)?.count == 1)
    running.process.interrupt()
    while try trace.read(upToCount: 1 << 16)?.isEmpty == false {}
    let outcome = try running.finish()
    #expect(outcome.status == 130)
    let shown = try command.run("show", "1")
    #expect(shown.status == 0)
    #expect(shown.stdout.contains("verdict: interrupted"))
  }

  @Test("A second Ctrl-C ends at once, whatever the run waits for")
  func second() throws {
    let command = try Command()
    let (running, trace) = try startLongRun(command)
    try #require(try trace.read(upToCount: 1)?.count == 1)
    running.process.interrupt()
    running.process.interrupt()
    // A signal that arrives before the first was handled is the same signal.
    while running.process.isRunning { running.process.interrupt() }
    #expect(try running.finish().status == 130)
    try trace.close()
  }

  @Test("A reader of stdout that has gone changes neither the exit code nor what is stored")
  func brokenPipe() throws {
    let command = try Command()
    let pipe = Pipe()
    try pipe.fileHandleForReading.close()
    let running = try command.start(
      ["run", "small.yaml", "--quiet"], stdout: pipe.fileHandleForWriting)
    let outcome = try running.finish()
    #expect(outcome.status == 0)
    #expect(outcome.stderr.isEmpty)
    #expect(try command.run("show", "1").status == 0)
  }

  private func startLongRun(_ command: Command) throws -> (Command.Running, FileHandle) {
    let path = command.folder.appendingPathComponent("trace").path
    try #require(mkfifo(path, 0o600) == 0)
    let running = try command.start(
      ["run", "small.yaml", "--set", "run.duration=30d", "--trace", path, "--quiet"],
      stdout: .nullDevice)
    return (running, try #require(FileHandle(forReadingAtPath: path)))
  }
}
