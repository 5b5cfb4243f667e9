package import CaseModel

/// Which records a run of reports is about, among those that the person's duty reaches.
///
/// Written as `name=value` with blanks between: days, handles and words of the program, never a name of a person. All
/// conditions must hold; of several values after one name, one.
package struct ReportConditions: Sendable, Hashable {
    /// Sessions on this day and after; a case with such a session; a case closed then.
    package var from: CalendarDate?
    /// Sessions on this day and before.
    package var until: CalendarDate?
    package var cases: [Handle] = []
    package var statuses: [CaseStatus] = []
    /// The stage that the couple is in now.
    package var stages: [Stage] = []

    package init() {}

    /// The names that there are, with what follows them, for a message.
    package static let names =
        "from=DAY, until=DAY, month=YYYY-MM, case=HANDLE[,HANDLE], "
        + "status=\(CaseStatus.allCases.map(\.rawValue).joined(separator: "|")), stage=1..6"

    /// Reads conditions as people write them, or as `text` wrote them.
    ///
    /// - Throws: `invalid`, with what there is.
    package init(_ texts: [String]) throws(CaseworkError) {
        for part in texts.flatMap({ $0.split(whereSeparator: \.isWhitespace) }) {
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard pair.count == 2, !pair[1].isEmpty else { throw Self.unknown(String(part)) }
            try read(pair[0], pair[1])
        }
        if let from, let until, from > until {
            throw .invalid(field: "--where", "the last day, \(until), is before the first, \(from)")
        }
    }

    /// The conditions in one fixed order: equal conditions have equal texts.
    package var text: String {
        var parts: [String] = []
        if let from { parts.append("from=\(from)") }
        if let until { parts.append("until=\(until)") }
        if !cases.isEmpty { parts.append("case=" + Set(cases.map(\.description)).sorted().joined(separator: ",")) }
        if !statuses.isEmpty {
            parts.append("status=" + Set(statuses.map(\.rawValue)).sorted().joined(separator: ","))
        }
        if !stages.isEmpty {
            parts.append("stage=" + Set(stages.map { "\($0.rawValue)" }).sorted().joined(separator: ","))
        }
        return parts.joined(separator: " ")
    }

    private mutating func read(_ name: String, _ value: String) throws(CaseworkError) {
        switch name {
        case "from": from = try Self.day(value)
        case "until": until = try Self.day(value)
        case "month":
            let first = try Self.day(value + "-01")
            from = first
            // the last of the month is the day before the first of the next
            let next = first.adding(days: 31)
            until = next.adding(days: -next.day)
        case "case":
            for text in value.split(separator: ",") {
                guard let handle = Handle(String(text), .caseFile) else {
                    throw .invalid(field: "--where", "case= takes handles of cases, such as C4XK92TM")
                }
                cases.append(handle)
            }
        case "status": statuses += try Self.words(value, CaseStatus.init)
        case "stage": stages += try Self.words(value) { Int16($0).flatMap(Stage.init) }
        default: throw Self.unknown(name)
        }
    }

    private static func day(_ text: String) throws(CaseworkError) -> CalendarDate {
        guard let day = CalendarDate(text) else {
            throw .invalid(field: "--where", "there is no such day; write a day as YYYY-MM-DD and a month as YYYY-MM")
        }
        return day
    }

    private static func words<Value>(_ text: String, _ value: (String) -> Value?) throws(CaseworkError) -> [Value] {
        var values: [Value] = []
        for word in text.split(separator: ",") {
            guard let known = value(String(word)) else { throw unknown(String(word)) }
            values.append(known)
        }
        return values
    }

    /// What was typed is not repeated: it may be a name.
    private static func unknown(_ part: String) -> CaseworkError {
        .invalid(field: "--where", "it is made of \(names), with blanks between")
    }
}
