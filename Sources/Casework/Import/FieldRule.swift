/// How a mapping fills one field: from a constant, a column, or a text made of columns.
struct FieldRule: Sendable, Equatable {
    enum Source: Sendable, Equatable {
        case constant(String)
        case column(String)
        /// A text with `{column}` in it.
        case text([TextPiece])
    }

    enum TextPiece: Sendable, Equatable {
        case words(String)
        case column(String)
    }

    enum Rounding: String, Sendable {
        case down, up, nearest
    }

    /// A number compared with a limit.
    struct Threshold: Sendable, Equatable {
        let limit: Double
        let then: String
        let otherwise: String
    }

    var source: Source
    /// What each value of the column stands for; nil is "not known".
    var values: [String: String?]?
    /// What a value stands for that `values` does not have.
    var otherwise: String?
    var threshold: Threshold?
    /// The result is this number less the column's.
    var subtractFrom: Double?
    var round: Rounding?

    /// The names of the columns it reads.
    var columns: [String] {
        switch source {
        case .constant: []
        case .column(let name): [name]
        case .text(let pieces): pieces.compactMap { if case .column(let name) = $0 { name } else { nil } }
        }
    }

    /// Every result that does not depend on the file, to be checked before the first row.
    var fixedResults: [String] {
        var results: [String] = []
        if case .constant(let text) = source { results.append(text) }
        if subtractFrom == nil, round == nil {
            results.append(contentsOf: (values ?? [:]).values.compactMap(\.self).sorted())
        }
        results.append(contentsOf: [otherwise, threshold?.then, threshold?.otherwise].compactMap(\.self))
        return results
    }

    /// The field's value in one row, nil where it is not known. `cell` gives the column of that name.
    func value(_ cell: (String) -> String) throws(CaseDraft.BrokenRule) -> String? {
        switch source {
        case .constant(let text):
            return text
        case .text(let pieces):
            var text = ""
            var isKnown = false
            for piece in pieces {
                switch piece {
                case .words(let words): text += words
                case .column(let name):
                    let part = cell(name)
                    if !part.isEmpty { isKnown = true }
                    text += part
                }
            }
            return isKnown ? text : nil
        case .column(let name):
            let text = cell(name)
            return text.isEmpty && values?[""] == nil ? nil : try mapped(text)
        }
    }

    private func mapped(_ text: String) throws(CaseDraft.BrokenRule) -> String? {
        var text = text
        if let values {
            if let known = values[text] {
                guard let known else { return nil }
                text = known
            } else if let otherwise {
                return otherwise
            } else {
                throw CaseDraft.BrokenRule(
                    text: "a value that the mapping's values do not have; add it, or give otherwise")
            }
        }
        if let threshold {
            return try Self.number(text) > threshold.limit ? threshold.then : threshold.otherwise
        }
        guard subtractFrom != nil || round != nil else { return text }
        var number = try Self.number(text)
        if let subtractFrom { number = subtractFrom - number }
        switch round {
        case .down: number.round(.down)
        case .up: number.round(.up)
        case .nearest: number.round(.toNearestOrAwayFromZero)
        case nil: break
        }
        guard let whole = Int(exactly: number) else {
            throw CaseDraft.BrokenRule(text: "not a whole number; give round: \"down\", \"up\" or \"nearest\"")
        }
        return String(whole)
    }

    /// A decimal number as people write it: digits with a point, no exponent, nothing around it.
    private static func number(_ text: String) throws(CaseDraft.BrokenRule) -> Double {
        let digits = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
        let parts = digits.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
        let isDecimal = parts.allSatisfy { !$0.isEmpty && $0.allSatisfy { (48...57).contains($0) } }
        guard isDecimal, digits.count <= 30, let number = Double(text) else {
            throw CaseDraft.BrokenRule(text: "not a number")
        }
        return number
    }
}
