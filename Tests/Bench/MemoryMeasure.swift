import FoundationEssentials
import Subprocess
import SystemPackage

/// What `troth anonymize --memory` takes at its peak, of a file and of one four times as long: the same, however long.
struct MemoryMeasure: Sendable {
    private static let megabytes = 120
    private static let rows = 1_000_000
    private let server: BenchServer
    private let workplace: Workplace

    init(_ server: BenchServer, _ workplace: Workplace) {
        (self.server, self.workplace) = (server, workplace)
    }

    func run(_ report: Report) async throws {
        let folder = workplace.folder + "/memory"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for (column, values) in Self.columns {
            let lines = (0..<values).map { "\($0);\($0 / 5 * 5)+;\($0 / 20 * 20)++;*\n" }
            try Data(lines.joined().utf8).write(to: URL(filePath: "\(folder)/\(column).csv"))
        }
        for times in [1, 4] {
            try write(folder + "/rows.csv", rows: times * Self.rows)
            let arguments = [
                "anonymize", folder + "/rows.csv", "--hierarchies", folder, "--quasi",
                Self.columns.map(\.0).joined(separator: ","), "--sensitive", "kind", "--k", "11", "--l", "3", "--t",
                "0.3",
                "--memory", "\(Self.megabytes)", "--out", folder + "/out.csv", "--report", folder + "/report.json",
            ]
            let lines = try await server.run(
                .path(.init(workplace.python)),
                [
                    "-c",
                    "import resource, subprocess, sys, time; start = time.time(); subprocess.run(sys.argv[1:], check=True); "
                        + "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, time.time() - start)",
                    try Self.program(),
                ] + arguments, database: "postgres")
            let found = lines.last?.split(separator: " ").compactMap { Double($0) } ?? []
            guard found.count == 2 else { throw BenchError("no peak in \(lines)") }
            let peak = found[0] * 1024 / 1e6
            report.add(
                "memory of anonymize with --memory \(Self.megabytes), \(Double(times * Self.rows).grouped) rows",
                ratio: peak / Double(Self.megabytes), ours: "\(peak.decimals(0)) MB",
                reference: "\(Self.megabytes) MB", n: 1, .atMost(1))
            say("  written and checked in \(found[1].decimals(1)) s")
            for name in ["out.csv", "out.csv-metadata.json", "report.json"] {
                try FileManager.default.removeItem(atPath: "\(folder)/\(name)")
            }
        }
    }

    private static let columns = [
        ("year", 30), ("state", 56), ("younger", 80), ("older", 80), ("years", 50), ("children", 6),
    ]

    /// The program that lies beside the benchmark.
    private static func program() throws -> String {
        let bench = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        return bench.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 } + "/troth"
    }

    private func write(_ path: String, rows: Int) throws {
        try Data().write(to: URL(filePath: path))
        let file = try FileDescriptor.open(FilePath(path), .writeOnly)
        defer { try? file.close() }
        var bytes = Array((Self.columns.map(\.0) + ["kind", "stage", "ending"]).joined(separator: ",").utf8) + [0x0A]
        for _ in 0..<rows {
            // two draws a value: the middle is frequent, as with people
            for (_, values) in Self.columns {
                bytes += "\((Int.random(in: 0..<values) + Int.random(in: 0..<values)) / 2),".utf8
            }
            bytes += "k\(Int.random(in: 0..<6)),\(Int.random(in: 1...6)),e\(Int.random(in: 0..<7))\n".utf8
            if bytes.count > 1 << 20 {
                try file.writeAll(bytes)
                bytes.removeAll(keepingCapacity: true)
            }
        }
        try file.writeAll(bytes)
    }
}
