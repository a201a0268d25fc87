// swift-tools-version: 6.2

import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "headgate",
  products: [
    .executable(name: "headgate", targets: ["headgate"]),
    .library(name: "HeadgateCore", targets: ["HeadgateCore"]),
    .library(name: "HeadgateSimulator", targets: ["HeadgateSimulator"]),
    .library(name: "HeadgateEngine", targets: ["HeadgateEngine"]),
    .library(name: "HeadgateIngest", targets: ["HeadgateIngest"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    .target(name: "HeadgateCore", swiftSettings: settings),
    .target(
      name: "HeadgateModel",
      dependencies: ["HeadgateCore", .product(name: "Yams", package: "Yams")],
      swiftSettings: settings),
    .target(
      name: "HeadgateSimulator",
      dependencies: ["HeadgateCore", "HeadgateModel"],
      swiftSettings: settings),
    .target(
      name: "HeadgateEngine",
      dependencies: [
        "HeadgateCore", "HeadgateModel", .product(name: "Logging", package: "swift-log"),
        .product(name: "Metrics", package: "swift-metrics"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ],
      swiftSettings: settings),
    .target(
      name: "HeadgateIngest",
      dependencies: [
        "HeadgateCore", "HeadgateEngine", "HeadgateModel",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: settings),
    .target(name: "HeadgateStatistics", swiftSettings: settings),
    .target(
      name: "HeadgateLab",
      dependencies: ["HeadgateCore", "HeadgateModel", "HeadgateStatistics"],
      swiftSettings: settings),
    .target(
      name: "HeadgateStore",
      dependencies: ["HeadgateModel", .product(name: "GRDB", package: "GRDB.swift")],
      swiftSettings: settings),
    .target(
      name: "HeadgateReport",
      dependencies: [
        "HeadgateModel", "HeadgateStatistics",
        .product(name: "Mustache", package: "swift-mustache"),
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "headgate",
      dependencies: [
        "HeadgateCore", "HeadgateModel", "HeadgateSimulator", "HeadgateStatistics",
        "HeadgateLab", "HeadgateStore", "HeadgateReport", "HeadgateEngine", "HeadgateIngest",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "headgate-bench",
      dependencies: ["HeadgateEngine", "HeadgateIngest"],
      swiftSettings: settings),

    .target(
      name: "HeadgateTestSupport",
      dependencies: ["HeadgateCore", "HeadgateEngine", "HeadgateModel"],
      path: "Tests/Support",
      swiftSettings: settings),
    .executableTarget(
      name: "queue-victim",
      dependencies: ["HeadgateEngine", "HeadgateIngest"],
      path: "Tests/QueueVictim",
      swiftSettings: settings),
    .testTarget(
      name: "HeadgateCoreTests",
      dependencies: ["HeadgateCore", "HeadgateTestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "HeadgateStatisticsTests",
      dependencies: ["HeadgateCore", "HeadgateStatistics", "HeadgateTestSupport"],
      resources: [.copy("Vectors")],
      swiftSettings: settings),
    .testTarget(
      name: "HeadgateModelTests",
      dependencies: ["HeadgateCore", "HeadgateModel", "HeadgateTestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "HeadgateSimulatorTests",
      dependencies: [
        "HeadgateCore", "HeadgateModel", "HeadgateSimulator", "HeadgateLab",
        "HeadgateStatistics", "HeadgateTestSupport",
      ],
      resources: [.copy("Truth")],
      swiftSettings: settings),
    .testTarget(
      name: "HeadgateEngineTests",
      dependencies: [
        "HeadgateCore", "HeadgateEngine", "HeadgateModel", "HeadgateSimulator",
        "HeadgateTestSupport", .product(name: "Logging", package: "swift-log"),
        .product(name: "Metrics", package: "swift-metrics"),
        .product(name: "MetricsTestKit", package: "swift-metrics"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ],
      swiftSettings: settings),
    .testTarget(
      name: "HeadgateIngestTests",
      dependencies: [
        "HeadgateCore", "HeadgateEngine", "HeadgateIngest", "HeadgateModel",
        "HeadgateTestSupport", "queue-victim", .product(name: "FlyingFox", package: "FlyingFox"),
        .product(name: "FlyingSocks", package: "FlyingFox"),
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: settings),
    .testTarget(
      name: "HeadgateLabTests",
      dependencies: [
        "HeadgateCore", "HeadgateLab", "HeadgateModel", "HeadgateStatistics",
        "HeadgateTestSupport",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "HeadgateStoreTests",
      dependencies: [
        "HeadgateStore", "HeadgateModel", "HeadgateTestSupport",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: settings),
    .testTarget(
      name: "HeadgateReportTests",
      dependencies: ["HeadgateReport", "HeadgateModel", "HeadgateTestSupport"],
      exclude: ["Golden"],
      swiftSettings: settings),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "HeadgateCore", "HeadgateTestSupport", "headgate",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      exclude: ["Golden", "Scenarios"],
      swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
