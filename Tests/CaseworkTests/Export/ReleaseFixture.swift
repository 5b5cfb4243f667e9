import CaseModel
import FoundationEssentials
import TestSupport

@testable import Casework

/// A practice with couples to export, every tenth of whom a partner objects.
struct ReleaseFixture {
    let practice: TestPractice
    static let couples = 600
    static let objecting = 60

    init() async throws {
        practice = try await TestPractice()
        var random = SplitMix(state: 42)
        var text = "name_a,name_b,opened,born,born_b,region,kind,since,children,objects\n"
        let regions = ["OR", "US-WA", "CA", "NY", "97201", "DE-BY", ""]
        let kinds = ["sexual", "emotional", "online", "financial"]
        for index in 0..<Self.couples {
            let year = 2021 + Int(random.next() % 4)
            let born = 1955 + Int(random.next() % 45)
            let since = min(year, born + 20 + Int(random.next() % 20))
            text += "Zebra\(index),Quagga\(index),\(year)-03-0\(1 + random.next() % 9),\(born),"
            text += "\(random.next() % 8 == 0 ? "" : "\(born + Int(random.next() % 9) - 4)"),"
            text += "\(regions[Int(random.next() % 7)]),\(kinds[Int(random.next() % 4)]),\(since),"
            text += "\(random.next() % 5),\(index % 10 == 0)\n"
        }
        let mapping = try mapping(
            """
            "b.birthYear": { column: "born_b" }, region: { column: "region" },
            togetherSince: { column: "since" }, children: { column: "children" },
            "b.objectsToResearch": { column: "objects" },
            """, breach: "column: 'kind'")
        var keys = SystemRandomNumberGenerator()
        _ = try await practice.therapist.importCaseload(
            CheckedCaseload(MemoryFile(text), mapping: mapping), key: .random(using: &keys))
        try await practice.admin.prove(password: TestPractice.password)
    }
}

/// A release written into memory: the file's bytes and what the release says of it.
struct WrittenRelease {
    let release: ProgressRelease
    let file: ReleasedFile
    let bytes: [UInt8]

    init(_ release: ProgressRelease) throws {
        var bytes: [UInt8] = []
        file = try release.write("progress.csv") { bytes += $0 }
        self.bytes = bytes
        self.release = release
    }

    /// Cells by lines; no label has a comma or a quote.
    var rows: [[String]] {
        String(decoding: bytes, as: UTF8.self).split(separator: "\n")
            .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    }

    func check(_ bytes: [UInt8]) throws {
        var check = try release.check()
        for start in stride(from: 0, to: bytes.count, by: 1000) {
            check.read(Array(bytes[start..<min(start + 1000, bytes.count)]))
        }
        try check.finish(expecting: file)
    }
}
