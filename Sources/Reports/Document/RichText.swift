package import CaseModel

/// A line of a document: words of the program, words of a person, names and days, kept apart until they are rendered.
///
/// A name is a run of its own so that a right-to-left one cannot turn the words around it; a day is one so that each
/// format can write it in its own way. `"\(name: text)"` marks a name, `"\(day)"` a day, `"\(text)"` anything else.
package struct RichText: Sendable, Hashable {
    package enum Run: Sendable, Hashable {
        case text(String)
        case name(String)
        case day(CalendarDate)
    }

    package var runs: [Run]

    package init(_ text: String) {
        runs = [.text(text)]
    }

    /// The runs one after the other, as a format without marks has them.
    var plain: String {
        var plain = ""
        for run in runs {
            switch run {
            case .text(let text): plain += text
            case .name(let name): plain += Bidirectional.isolated(name)
            case .day(let day): plain += DayText.short(day)
            }
        }
        return plain
    }

    /// At least as many as `plain` has bytes, and so letters; without putting it together.
    var mostBytes: Int {
        runs.reduce(0) { sum, run in
            switch run {
            case .text(let text): sum + text.utf8.count
            case .name(let name): sum + name.utf8.count + 6
            case .day: sum + 11
            }
        }
    }

    /// The words as they were written and days as ISO 8601 has them, for a program.
    var exact: String {
        runs.map { run in
            switch run {
            case .text(let text), .name(let text): text
            case .day(let day): day.description
            }
        }.joined()
    }

    /// The same with a capital letter first. A name and a day stay as they are.
    var capitalized: RichText {
        guard case .text(let text)? = runs.first, let letter = text.first else { return self }
        var copy = self
        copy.runs[0] = .text(letter.uppercased() + text.dropFirst())
        return copy
    }

    static func + (left: Self, right: Self) -> Self {
        var joined = left
        joined.runs += right.runs
        return joined
    }
}

extension RichText: ExpressibleByStringInterpolation {
    package init(stringLiteral value: String) {
        self.init(value)
    }

    package init(stringInterpolation: Interpolation) {
        runs = stringInterpolation.runs
    }

    package struct Interpolation: StringInterpolationProtocol {
        fileprivate var runs: [Run] = []

        package init(literalCapacity: Int, interpolationCount: Int) {}

        package mutating func appendLiteral(_ literal: String) {
            if !literal.isEmpty { runs.append(.text(literal)) }
        }

        package mutating func appendInterpolation(_ text: String) {
            runs.append(.text(text))
        }

        package mutating func appendInterpolation(_ number: Int) {
            runs.append(.text(String(number)))
        }

        package mutating func appendInterpolation(name: String) {
            runs.append(.name(name))
        }

        package mutating func appendInterpolation(_ day: CalendarDate) {
            runs.append(.day(day))
        }

        package mutating func appendInterpolation(_ text: RichText) {
            runs += text.runs
        }
    }
}
