import Anonymity
import FoundationEssentials
import Glibc
import TestSupport
import Testing

/// pyCANON (PyPI), a checker by others, where `deploy/prove` has installed it.
private enum PyCanon {
    static let python: String = {
        let project = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        return project + "/.build/prove-venv/bin/python"
    }()

    static var isInstalled: Bool { access(python, X_OK) == 0 }

    /// The lines that the script prints for the lines it is given.
    static func check(_ lines: [String], in folder: String) throws -> [String] {
        let input = folder + "/files"
        try Data(lines.map { $0 + "\n" }.joined().utf8).write(to: URL(filePath: input))
        let script = "/" + #filePath.split(separator: "/").dropLast().joined(separator: "/")
        let output = folder + "/found"
        let command =
            "'\(python)' '\(script)/References/pycanon_check.py' < '\(input)' > '\(output)' 2> '\(output).errors'"
        guard system(command) == 0 else {
            throw Failure(
                text: String(decoding: try Data(contentsOf: URL(filePath: output + ".errors")), as: UTF8.self))
        }
        return String(decoding: try Data(contentsOf: URL(filePath: output)), as: UTF8.self)
            .split(separator: "\n").map(String.init)
    }

    struct Failure: Error {
        let text: String
    }
}

@Suite("pyCANON, a checker by others", .enabled(if: PyCanon.isInstalled))
struct PyCanonTests {
    @Test("finds the same k, l and t in the file of every test table, of both recoders")
    func agrees() throws {
        let proof = Proof("pyCANON finds the k, l and t that are reported, in the file of every test table")
        defer { proof.report() }
        let folder = Scratch.folder()
        defer { Scratch.remove(folder) }
        var tables = try AdversarialTable.allCases.map { try $0.table() }
        for seed in 0..<UInt64(Proof.size(20, full: 300)) { tables.append(try SensitiveTable(seed: seed)) }
        var lines: [String] = []
        var ours: [(k: Int, reached: ReachedPrivacy)] = []
        for (number, table) in tables.enumerated() {
            for method in [Method.fine, .uniform] {
                // what cannot be kept is refused, and has no file
                guard
                    let recoding = try? Recoder(table.model, method: method, suppressionLimit: 0.3)
                        .recode(try table.table(), quasiIdentifiers: table.quasiIdentifiers),
                    recoding.releasedRows > 0
                else { continue }
                let path = "\(folder)/\(number)-\(method).csv"
                var bytes: [UInt8] = []
                var random = SystemEntropy()
                try ReleaseWriter(recoding, of: table.quasiIdentifiers, format: .csv(separator: UInt8(ascii: ",")))
                    .write(shuffledBy: &random) { bytes += $0 }
                try Data(bytes).write(to: URL(filePath: path))
                let known = table.quasiIdentifiers.map(\.column).joined(separator: ",")
                lines.append("\(path)\t\(known)\ts\t\(table.isNumeric ? "numeric" : "equal")")
                ours.append((recoding.classSizes.min() ?? 0, try #require(recoding.reached.first)))
            }
        }
        let found = try PyCanon.check(lines, in: folder)
        #expect(found.count == lines.count && found.count > tables.count)
        for (line, ours) in zip(found, ours) {
            let parts = line.split(separator: " ")
            let isSame =
                parts.count == 3 && Int(parts[0]) == ours.k && Int(parts[1]) == ours.reached.distinct
                && abs((Double(parts[2]) ?? .nan) - ours.reached.closeness) < 1e-9
            #expect(proof.holds(isSame), "\(line) and \(ours)")
        }
    }
}

/// A folder of its own under the system's for temporary files.
private enum Scratch {
    static func folder() -> String {
        let path = "/tmp/troth-pycanon-\(UInt32.random(in: .min ... .max))"
        mkdir(path, 0o700)
        return path
    }

    static func remove(_ path: String) {
        try? FileManager.default.removeItem(atPath: path)
    }
}
