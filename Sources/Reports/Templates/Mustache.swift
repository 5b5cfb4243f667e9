/// A template in the part of Mustache that needs no code: values by name, sections that stand only where there is a
/// value, their opposites, comments. Source: mustache(5).
///
/// Partials, lambdas and other delimiters are refused. Nothing is escaped: what is made is plain text, and each format
/// escapes by itself.
package struct Mustache: Sendable {
    /// What is wrong with a template, and in which line.
    package struct Fault: Error, Sendable, Hashable {
        package let line: Int
        package let problem: String
    }

    private indirect enum Piece: Sendable {
        case text(String)
        case value(String)
        case section(String, isInverted: Bool, [Piece])
    }

    private struct Open {
        let name: String
        let isInverted: Bool
        let line: Int
        var pieces: [Piece] = []
    }

    private let pieces: [Piece]
    /// The names that it asks for, each with the first line that does.
    package let names: [String: Int]

    package init(_ text: String) throws(Fault) {
        var stack = [Open(name: "", isInverted: false, line: 0)]
        var names: [String: Int] = [:]
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let number = index + 1
            let parts = try Self.parts(of: line, number)
            // A line that holds nothing but one tag of a section or a comment is no line of the text.
            let isStandalone =
                parts.count { if case .tag = $0 { true } else { false } } == 1
                && parts.allSatisfy { part in
                    switch part {
                    case .text(let words): words.allSatisfy(\.isWhitespace)
                    case .tag(let kind, _): kind != nil && kind != "&"
                    }
                }
            for part in parts {
                switch part {
                case .text(let words):
                    if !isStandalone, !words.isEmpty { stack[stack.count - 1].pieces.append(.text(words)) }
                case .tag("!", _): break
                case .tag("#", let name), .tag("^", let name):
                    names[name] = names[name] ?? number
                    stack.append(Open(name: name, isInverted: part.kind == "^", line: number))
                case .tag("/", let name):
                    guard stack.count > 1, let open = stack.popLast(), open.name == name else {
                        throw Fault(line: number, problem: "{{/\(name)}} closes no section that is open")
                    }
                    stack[stack.count - 1].pieces.append(
                        .section(open.name, isInverted: open.isInverted, open.pieces))
                case .tag(_, let name):
                    names[name] = names[name] ?? number
                    stack[stack.count - 1].pieces.append(.value(name))
                }
            }
            if !isStandalone { stack[stack.count - 1].pieces.append(.text("\n")) }
        }
        if stack.count > 1, let open = stack.last {
            throw Fault(line: open.line, problem: "{{\(open.isInverted ? "^" : "#")\(open.name)}} is never closed")
        }
        pieces = stack[0].pieces
        self.names = names
    }

    /// The text with the values in place. A name without a value, or with an empty one, gives nothing.
    package func rendered(_ values: [String: String]) -> String {
        Self.rendered(pieces, values)
    }

    private static func rendered(_ pieces: [Piece], _ values: [String: String]) -> String {
        pieces.map { piece in
            switch piece {
            case .text(let text): text
            case .value(let name): values[name] ?? ""
            case .section(let name, let isInverted, let inner):
                (values[name] ?? "").isEmpty == isInverted ? rendered(inner, values) : ""
            }
        }.joined()
    }

    private enum Part {
        case text(String)
        case tag(Character?, String)

        var kind: Character? { if case .tag(let kind, _) = self { kind } else { nil } }
    }

    private static func parts(of line: Substring, _ number: Int) throws(Fault) -> [Part] {
        var parts: [Part] = []
        var rest = line
        while let start = rest.firstRange(of: "{{") {
            parts.append(.text(String(rest[..<start.lowerBound])))
            let isTriple = rest[start.upperBound...].hasPrefix("{")
            let inner = rest[start.upperBound...].dropFirst(isTriple ? 1 : 0)
            guard let end = inner.firstRange(of: isTriple ? "}}}" : "}}") else {
                throw Fault(line: number, problem: "a tag is not closed in its line")
            }
            parts.append(try tag(inner[..<end.lowerBound], number))
            rest = inner[end.upperBound...]
        }
        parts.append(.text(String(rest)))
        return parts
    }

    private static func tag(_ content: Substring, _ number: Int) throws(Fault) -> Part {
        var words = content.drop(while: \.isWhitespace)
        var kind: Character?
        if let first = words.first, !first.isLetter {
            guard "#^/!&".contains(first) else {
                throw Fault(line: number, problem: "{{\(content)}} is not taken here: only names, #, ^, / and !")
            }
            kind = words.removeFirst()
        }
        if kind == "!" { return .tag("!", "") }
        let name = String(words.filter { !$0.isWhitespace })
        guard !name.isEmpty, name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }) else {
            throw Fault(line: number, problem: "{{\(content)}} names nothing")
        }
        return .tag(kind, name)
    }
}
