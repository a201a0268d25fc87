import HeadgateCore
import HeadgateModel
import Testing

@Suite struct DistributionTests {
  private func service(_ text: String) throws -> Distribution {
    try Sample.variant([12: "      service: {perItem: \(text)}"])
      .specification.pipeline.stages[0].service.perItem
  }

  @Test(arguments: [
    ("5ms", Distribution.constant(5e6)), ("0", .zero), ("0.5ns", .constant(0.5)),
    ("{constant: 5ms}", .constant(5e6)),
    ("{exponential: {mean: 30ms}}", .exponential(mean: 30e6)),
    ("{uniform: {min: 1ms, max: 3ms}}", .uniform(min: 1e6, max: 3e6)),
    ("{uniform: {min: 2ms, max: 2ms}}", .constant(2e6)),
    ("{lognormal: {mean: 2ms, cv: 0.5}}", .lognormal(mean: 2e6, cv: 0.5)),
    ("{lognormal: {mean: 2ms, cv: 0}}", .constant(2e6)),
    ("{lognormal: {median: 2ms, p95: 9ms}}", .lognormal(median: 2e6, p95: 9e6)),
    ("{lognormal: {median: 2ms, p95: 2ms}}", .constant(2e6)),
    ("{gamma: {mean: 2ms, cv: 0.7}}", .gamma(mean: 2e6, cv: 0.7)),
    ("{gamma: {mean: 2ms, cv: 0}}", .constant(2e6)),
    ("{erlang: {k: 4, mean: 2ms}}", .erlang(k: 4, mean: 2e6)),
    ("{weibull: {shape: 0.5, mean: 2ms}}", .weibull(shape: 0.5, mean: 2e6)),
    ("{pareto: {min: 1ms, alpha: 1.5}}", .pareto(min: 1e6, alpha: 1.5)),
    ("{hyperexponential: {mean: 2ms, cv: 3}}", .hyperexponential(mean: 2e6, cv: 3)),
    (
      "{exponential: {mean: 30ms, max: 1s}}", .capped(.exponential(mean: 30e6), max: 1e9)
    ),
    (
      "{exponential: {mean: 30ms}, max: 1s}", .capped(.exponential(mean: 30e6), max: 1e9)
    ),
    ("{uniform: {min: 1ms, max: 3ms}, max: 2ms}", .capped(.uniform(min: 1e6, max: 3e6), max: 2e6)),
    (
      "{mixture: [{weight: 90%, constant: 1ms}, {weight: 10%, exponential: {mean: 9ms, max: 1s}}]}",
      .mixture([
        MixtureComponent(weight: 0.9, distribution: .constant(1e6)),
        MixtureComponent(
          weight: 0.1, distribution: .capped(.exponential(mean: 9e6), max: 1e9)),
      ])
    ),
    (
      "{mixture: [{weight: 1, mixture: [{weight: 2, constant: 1ms}]}], max: 5ms}",
      .capped(
        .mixture([
          MixtureComponent(
            weight: 1,
            distribution: .mixture([
              MixtureComponent(weight: 2, distribution: .constant(1e6))
            ]))
        ]), max: 5e6)
    ),
  ])
  func `a distribution of durations is read in nanoseconds`(
    _ text: String, _ distribution: Distribution
  ) throws {
    #expect(try service(text) == distribution)
  }

  @Test func `a distribution of sizes is read in bytes`() throws {
    let workload = try Sample.variant([
      6: "    arrivals: poisson\n    chapters: {size: {lognormal: "
        + "{median: 8KiB, p95: 64KiB, max: 1MiB}}}"
    ]).specification.workloads[0]
    #expect(
      workload.chapters
        == .size(.capped(.lognormal(median: 8192, p95: 65536), max: 1_048_576)))
  }

  @Test func `recorded values come from a file, with units or in seconds and bytes`() throws {
    let directory = TemporaryDirectory()
    directory.write("service.txt", "# measured\n5ms\n\n 0.25 \r\n1us\n")
    directory.write("sizes.txt", "100\n2KiB\n")
    let path = directory.write(
      "sample.yaml",
      Sample.text([
        6: "    arrivals: poisson\n    chapters: {size: {empirical: {file: sizes.txt}}}",
        12: "      service: {perItem: {empirical: {file: service.txt, max: 1s}}}",
      ]))
    let specification = try ScenarioLoader.load(path: path).variants[0].specification
    #expect(specification.workloads[0].chapters == .size(.empirical([100, 2048])))
    #expect(
      specification.pipeline.stages[0].service.perItem
        == .capped(.empirical([5e6, 250e6, 1000]), max: 1e9))
  }
}
