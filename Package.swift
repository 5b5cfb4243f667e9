// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let cryptoExtras: Target.Dependency = .product(name: "CryptoExtras", package: "swift-crypto")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let systemPackage: Target.Dependency = .product(name: "SystemPackage", package: "swift-system")
let subprocess: Target.Dependency = .product(name: "Subprocess", package: "swift-subprocess")

let package = Package(
    name: "troth",
    products: [.executable(name: "troth", targets: ["troth"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2", traits: []),
    ],
    targets: [
        .systemLibrary(
            name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .target(
            name: "Postgres", dependencies: ["CLibPQ", subprocess, systemPackage],
            swiftSettings: strict + [.strictMemorySafety()]),
        .target(name: "CaseModel", swiftSettings: strict),
        .target(name: "Anonymity", swiftSettings: strict),
        .target(name: "Sealing", dependencies: [crypto, cryptoExtras], swiftSettings: strict),
        .target(name: "Fiction", dependencies: ["CaseModel"], swiftSettings: strict),
        .target(
            name: "Casework", dependencies: ["Postgres", "CaseModel", "Anonymity", "Sealing", crypto],
            swiftSettings: strict),
        .systemLibrary(
            name: "CPango", pkgConfig: "pangocairo", providers: [.apt(["libpango1.0-dev", "libcairo2-dev"])]),
        .target(name: "Paper", dependencies: ["CPango"], swiftSettings: strict + [.strictMemorySafety()]),
        .target(
            name: "Reports", dependencies: ["Casework", "CaseModel", "Paper", "Sealing", crypto],
            swiftSettings: strict),
        .executableTarget(
            name: "troth",
            dependencies: [
                "Reports", "Paper", "Casework", "CaseModel", "Fiction", "Postgres", "Sealing", "Anonymity", arguments,
                crypto,
            ],
            swiftSettings: strict),
        .target(
            name: "TestSupport", dependencies: ["Casework", "Postgres", "CaseModel", "Sealing", "Anonymity"],
            swiftSettings: strict),
        .testTarget(
            name: "PostgresTests", dependencies: ["Postgres", subprocess, systemPackage],
            swiftSettings: strict),
        .testTarget(
            name: "CaseModelTests", dependencies: ["CaseModel"], exclude: ["References"], swiftSettings: strict),
        .testTarget(
            name: "AnonymityTests", dependencies: ["Anonymity", "TestSupport"], exclude: ["References"],
            swiftSettings: strict),
        .testTarget(
            name: "SealingTests", dependencies: ["Sealing", "TestSupport", crypto], swiftSettings: strict),
        .testTarget(
            name: "FictionTests", dependencies: ["Fiction", "CaseModel", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "CaseworkTests",
            dependencies: [
                "Casework", "CaseModel", "Postgres", "Sealing", "Anonymity", "Fiction", "TestSupport", crypto,
            ],
            swiftSettings: strict),
        .testTarget(name: "PaperTests", dependencies: ["Paper", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "AccessTests", dependencies: ["Casework", "CaseModel", "Postgres", "Sealing", "TestSupport"],
            exclude: ["Expected", "SQL"], swiftSettings: strict),
        .testTarget(
            name: "ReportsTests",
            dependencies: ["Reports", "Paper", "Casework", "CaseModel", "Postgres", "Sealing", "TestSupport"],
            exclude: ["Golden", "Look", "Pictures"], swiftSettings: strict),
        .testTarget(name: "TrothTests", dependencies: ["troth", arguments], swiftSettings: strict),
        .testTarget(
            name: "Acceptance",
            dependencies: [
                "Casework", "CaseModel", "Anonymity", "Fiction", "Postgres", "Sealing", "TestSupport", "troth", crypto,
            ],
            path: "Tests/Acceptance", swiftSettings: strict),
        .executableTarget(
            name: "Bench",
            dependencies: [
                "Casework", "CaseModel", "Anonymity", "Fiction", "Paper", "Postgres", "Reports", "Sealing",
                "TestSupport",
                subprocess, systemPackage,
            ],
            path: "Tests/Bench", exclude: ["References"], swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
