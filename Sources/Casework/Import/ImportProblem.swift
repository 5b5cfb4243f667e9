/// One thing wrong with a file or its mapping: where, and the rule that was broken. Never the value that broke it.
package struct ImportProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// The line of the file, from 1; nil for the mapping.
    package let line: Int?
    /// The column's name, or its number where it has none.
    package let column: String?
    package let rule: String

    package init(line: Int?, column: String?, rule: String) {
        (self.line, self.column, self.rule) = (line, column, rule)
    }

    package var description: String {
        let place = [line.map { "line \($0)" }, column].compactMap(\.self).joined(separator: ", ")
        return place.isEmpty ? rule : "\(place): \(rule)"
    }
}

/// Why a file is not imported: the first problems, and how many there are in all. Nothing was changed.
package struct ImportRefusal: Error, Hashable, Sendable {
    /// At most this many problems are named.
    package static let mostNamed = 20

    /// The file's name, or the mapping's.
    package let source: String
    package private(set) var problems: [ImportProblem] = []
    /// All problems found, named or not.
    package private(set) var count = 0
    /// The reading stopped at the last problem, so what follows it was not looked at.
    package private(set) var stopped = false

    init(source: String) {
        self.source = source
    }

    init(source: String, _ problem: ImportProblem) {
        self.source = source
        add(problem)
        stopped = true
    }

    mutating func add(_ problem: ImportProblem, stopping: Bool = false) {
        count += 1
        if problems.count < Self.mostNamed { problems.append(problem) }
        stopped = stopping
    }

    package var isEmpty: Bool { count == 0 }
}

extension CaseworkError {
    /// A refused file as the program reports it; `doing` says what was not done with any of it.
    package init(_ refusal: ImportRefusal, doing: String = "changed") {
        guard refusal.count > 1 else {
            self = .invalid(
                field: refusal.source, (refusal.problems.first?.description ?? "") + ". Nothing was \(doing).")
            return
        }
        var text = "\(refusal.count) problems; mend them and try again. Nothing was \(doing)."
        for problem in refusal.problems { text += "\n  \(problem)" }
        if refusal.count > refusal.problems.count { text += "\n  and \(refusal.count - refusal.problems.count) more" }
        if refusal.stopped { text += "\n  The reading stopped there." }
        self = .invalid(field: refusal.source, text)
    }
}
