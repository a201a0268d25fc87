import HeadgateModel
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

@Suite struct FuzzTests {
  /// `HEADGATE_FUZZ` is the number of files; without it a tenth of what the release run takes.
  private static let count = getenv("HEADGATE_FUZZ").flatMap { Int(String(cString: $0)) } ?? 10_000

  @Test func `a mutated file loads, or fails with problems that say where`() {
    var mutator = Mutator(seed: 20_26, seeds: SampleScenarios.all)
    var valid = 0
    for number in 0..<Self.count {
      let text = mutator.next()
      do throws(InvalidScenario) {
        let scenario = try ScenarioLoader.load(text: text, path: "mutant.yaml")
        #expect(!scenario.variants.isEmpty)
        valid += 1
      } catch {
        let isTold =
          !error.problems.isEmpty
          && error.problems.allSatisfy {
            $0.location.line >= 1 && $0.location.column >= 1 && !$0.location.file.isEmpty
              && !$0.message.isEmpty
          }
        if !isTold { Issue.record("mutant \(number) is rejected without a reason:\n\(text)") }
      }
    }
    // Both ends must be reached for the test to mean anything.
    #expect(valid > Self.count / 100 && valid < Self.count * 9 / 10)
  }
}
