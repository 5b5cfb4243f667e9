import FoundationEssentials
import TestSupport

/// The expected table: one line a right, as it was written from the rules in words.
///
/// Two shorthands: the duty `working` stands for all but the researcher, and `X = Y | but | ...` gives a duty the lines of another
/// without those that are named, by `table operation` or by a group of relationships.
struct ExpectedRights: Sendable {
    struct Line: Sendable {
        let number: Int
        let duty: String
        let object: String
        let operation: String
        let whose: [String]
        let groups: [String]
        let rows: String
        let columns: [String]
    }

    struct Unreadable: Error {
        let line: Int
        let text: String
    }

    private(set) var lines: [Line] = []
    private var groups: [String: [String]] = [:]

    static let duties = [
        "therapist", "trainee", "supervisor", "practice_admin", "front_desk", "auditor", "researcher",
    ]

    /// Reads a table of the folder `Expected`.
    init(_ name: String) throws {
        let data = try Data(contentsOf: URL(filePath: Folder.tests + "/Expected/" + name))
        let texts = String(decoding: data, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        for (index, text) in texts.enumerated() where !text.isEmpty && !text.hasPrefix("#") {
            try read(text, number: index + 1)
        }
    }

    private mutating func read(_ text: Substring, number: Int) throws {
        if text.hasPrefix("@") {
            let words = text.dropFirst().split(separator: " ").map(String.init)
            groups[words[0]] = Array(words.dropFirst())
            return
        }
        let fields = text.split(separator: "|", omittingEmptySubsequences: false).map {
            $0.split(separator: " ").joined(separator: " ")
        }
        let copied = fields[0].split(separator: "=").map { $0.split(separator: " ").joined() }
        if copied.count == 2, fields.count > 2 {
            copy(to: copied[0], from: copied[1], but: Set(fields.dropFirst(2)), number: number)
            return
        }
        guard fields.count == 7, !fields[6].isEmpty else { throw Unreadable(line: number, text: String(text)) }
        let named = fields[3].split(separator: " ").map(String.init)
        let working = Self.duties.filter { $0 != "researcher" }
        for duty in fields[0] == "working" ? working : [fields[0]] {
            lines.append(
                Line(
                    number: number * 10_000 + lines.count, duty: duty, object: fields[1], operation: fields[2],
                    whose: named.flatMap { groups[$0] ?? [$0] }, groups: named, rows: fields[4],
                    columns: fields[5].split(separator: " ").map(String.init)))
        }
    }

    private mutating func copy(to duty: String, from other: String, but exceptions: Set<String>, number: Int) {
        let copied = lines.filter { line in
            line.duty == other && !exceptions.contains("\(line.object) \(line.operation)")
                && !line.groups.contains(where: exceptions.contains)
        }
        for line in copied where !lines.contains(where: { $0.duty == duty && $0.same(as: line) }) {
            lines.append(
                Line(
                    number: number * 10_000 + lines.count, duty: duty, object: line.object, operation: line.operation,
                    whose: line.whose, groups: line.groups, rows: line.rows, columns: line.columns))
        }
    }
}

extension ExpectedRights.Line {
    fileprivate func same(as other: Self) -> Bool {
        (object, operation, groups, rows) == (other.object, other.operation, other.groups, other.rows)
    }
}

/// Where the files beside these tests lie.
enum Folder {
    static let tests: String = {
        var parts = #filePath.split(separator: "/")
        parts.removeLast(2)
        return "/" + parts.joined(separator: "/")
    }()

    static func text(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(filePath: tests + "/" + path)), as: UTF8.self)
    }
}
