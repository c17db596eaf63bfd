// swift-tools-version: 6.2
import PackageDescription

#if canImport(Glibc)
  import Glibc
#endif

/// Warnings are errors where the environment says `CI`, and nowhere else, so that a newer compiler's
/// new warning never stops a customer's build.
let underCI = getenv("CI") != nil

let strict: [SwiftSetting] =
  [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  ] + (underCI ? [.treatAllWarnings(as: .error)] : [])

func library(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .testTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdTesting = Target.Dependency.product(
  name: "HummingbirdTesting", package: "hummingbird")
let lifecycle = Target.Dependency.product(
  name: "ServiceLifecycle", package: "swift-service-lifecycle")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let package = Package(
  name: "huikan",
  products: [.executable(name: "huikan", targets: ["huikan"])],
  dependencies: [
    .package(
      url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1", traits: []),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
  ],
  targets: [
    .systemLibrary(name: "CMark", pkgConfig: "libcmark", providers: [.apt(["libcmark-dev"])]),
    .systemLibrary(name: "CCRC32C"),
    .systemLibrary(name: "CSpawn"),
    .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "COpenCC", pkgConfig: "opencc", providers: [.apt(["libopencc-dev"])]),
    .systemLibrary(
      name: "CQRencode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
    library("CSV"),
    library("CivilTime"),
    library("JSON"),
    library("Packing"),
    library("QRCode", ["CQRencode"]),
    library("Markdown", ["CMark", "Packing"]),
    library("Magazine", ["CivilTime", "Packing", yams]),
    library("Theming"),
    library("Traditional", ["COpenCC"]),
    library("Gzip", ["CZlib"]),
    library("Zip", ["CZip"]),
    .target(
      name: "SiteBuilder",
      dependencies: [
        "CSpawn", "CivilTime", "Club", "JSON", "Magazine", "Markdown", "Packing", "Theming",
        "Traditional", "Zip", crypto,
      ],
      resources: [
        .embedInCode("Offline/farewell.js"), .embedInCode("Offline/offline.js"),
        .embedInCode("Offline/worker.js"), .embedInCode("Search/fold.txt"),
        .embedInCode("Search/letters.txt"), .embedInCode("Search/search.js"),
      ],
      swiftSettings: strict),
    library("Disk"),
    library("Lines", ["CCRC32C", "Disk", "JSON"]),
    library("Annex", ["Disk", "JSON", "Lines"]),
    library("Snapshots", ["Annex", "Disk", "JSON", "Lines"]),
    library("Journal", ["Annex", "Disk", "JSON", "Lines", "Snapshots"]),
    library("Club", ["CivilTime"]),
    library(
      "ClubStore",
      [
        "Annex", "CivilTime", "Club", "Disk", "JSON", "Journal", "Lines", "Snapshots", crypto,
        logging,
      ]),
    .target(
      name: "ClubAPI",
      dependencies: [
        "CSV", "CivilTime", "Club", "ClubStore", "Gzip", "JSON", "QRCode", crypto, hummingbird,
        logging,
      ],
      resources: [.embedInCode("Contract/examples.json")], swiftSettings: strict),
    .executableTarget(
      name: "huikan",
      dependencies: [
        "CSV", "CSpawn", "CivilTime", "Club", "ClubAPI", "ClubStore", "Disk", "JSON",
        "Magazine", "Markdown", "SiteBuilder",
        argumentParser, hummingbird, lifecycle, logging,
      ],
      resources: [.embedInCode("Live/live.js"), .embedInCode("Live/overlay.js")],
      swiftSettings: strict),
    .executableTarget(
      name: "markdown-bench", dependencies: ["CMark", "Markdown"],
      path: "Tests/Bench/MarkdownBench", swiftSettings: strict),
    .executableTarget(
      name: "store-scale",
      dependencies: [
        "Annex", "CivilTime", "Club", "ClubStore", "Disk", "Journal", "Lines", crypto, logging,
      ],
      path: "Tests/Bench/StoreScale", swiftSettings: strict),

    tests("CSVTests", ["CSV"]),
    tests("CivilTimeTests", ["CivilTime"]),
    tests("JSONTests", ["JSON"]),
    tests("PackingTests", ["Packing"]),
    tests("QRCodeTests", ["QRCode"]),
    tests("MarkdownTests", ["Markdown", "Packing"]),
    tests("MagazineTests", ["Magazine", "CivilTime", "Packing"]),
    tests("ThemingTests", ["Theming", mustache]),
    tests("TraditionalTests", ["Traditional"]),
    tests("GzipTests", ["Gzip"]),
    tests("ZipTests", ["Zip"]),
    tests(
      "SiteBuilderTests",
      [
        "SiteBuilder", "CivilTime", "JSON", "Magazine", "Markdown", "Packing", "Theming",
        "Traditional", "Zip", "CZip",
      ]),
    .target(
      name: "Simulation", dependencies: ["Disk"], path: "Tests/Simulation",
      swiftSettings: strict),
    tests("DiskTests", ["Disk", "Simulation"]),
    tests("LinesTests", ["Disk", "JSON", "Lines", "Simulation"]),
    tests("AnnexTests", ["Annex", "Disk", "JSON", "Lines", "Simulation"]),
    tests("SnapshotsTests", ["Annex", "Disk", "JSON", "Lines", "Snapshots", "Simulation"]),
    tests("JournalTests", ["Annex", "Disk", "Journal", "JSON", "Lines", "Simulation"]),
    tests("ClubTests", ["Club", "CivilTime"]),
    tests(
      "ClubStoreTests",
      [
        "ClubStore", "Club", "CivilTime", "Annex", "Disk", "Journal", "JSON", "Lines", "Simulation",
        "Snapshots", logging,
      ]),
    tests(
      "ClubAPITests",
      [
        "ClubAPI", "ClubStore", "Club", "CivilTime", "JSON", "QRCode", hummingbird,
        hummingbirdTesting, logging,
      ]),
    tests(
      "huikanTests",
      [
        "huikan", "CSV", "CivilTime", "Club", "ClubAPI", "ClubStore", "JSON", "Magazine",
        "Markdown", "SiteBuilder", logging,
      ]),
    tests("TidyTests"),
  ],
  swiftLanguageModes: [.v6]
)
