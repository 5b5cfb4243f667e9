extension FieldRule: Decodable {
    private enum Key: String, CodingKey, CaseIterable {
        case constant, column, text, values, otherwise, above, then, subtractFrom, round
    }

    /// What can be wrong with a rule, in words for the person who wrote the mapping.
    struct Mistake: Error {
        let text: String
    }

    /// Any name at all, so that a misspelt key is seen and not passed over.
    struct AnyKey: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
        let names = try decoder.container(keyedBy: AnyKey.self).allKeys.map(\.stringValue)
        if let stranger = names.filter({ Key(rawValue: $0) == nil }).min() {
            throw Mistake(
                text: "\(stranger) is unknown; use \(Key.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        let keys = try decoder.container(keyedBy: Key.self)
        func scalar(_ key: Key) throws -> String? { try keys.decodeIfPresent(Scalar.self, forKey: key)?.text }
        switch (try scalar(.constant), try scalar(.column), try scalar(.text)) {
        case (let constant?, nil, nil): source = .constant(constant)
        case (nil, let column?, nil): source = .column(column)
        case (nil, nil, let text?): source = .text(try Self.pieces(of: text))
        default: throw Mistake(text: "give exactly one of constant, column and text")
        }
        if let table = try keys.decodeIfPresent([String: Scalar?].self, forKey: .values) {
            values = table.mapValues { $0?.text }
        }
        subtractFrom = try keys.decodeIfPresent(Double.self, forKey: .subtractFrom)
        if let name = try scalar(.round) {
            guard let rounding = Rounding(rawValue: name) else { throw Mistake(text: "round is down, up or nearest") }
            round = rounding
        }
        let (then, other) = (try scalar(.then), try scalar(.otherwise))
        if let limit = try keys.decodeIfPresent(Double.self, forKey: .above) {
            guard let then, let other else { throw Mistake(text: "above needs both then and otherwise") }
            threshold = Threshold(limit: limit, then: then, otherwise: other)
        } else if then != nil {
            throw Mistake(text: "then needs above")
        } else {
            otherwise = other
        }
        try checkTogether(hasOther: other != nil)
    }

    private func checkTogether(hasOther: Bool) throws {
        let changes = values != nil || threshold != nil || subtractFrom != nil || round != nil || hasOther
        if case .column = source {
        } else if changes {
            throw Mistake(text: "values, otherwise, above, subtractFrom and round go with column only")
        }
        if hasOther, values == nil, threshold == nil { throw Mistake(text: "otherwise needs values or above") }
        if threshold != nil, values != nil || subtractFrom != nil || round != nil {
            throw Mistake(text: "above goes with neither values nor subtractFrom nor round")
        }
    }

    /// A string, a number or a truth value, as its text.
    private struct Scalar: Decodable {
        let text: String

        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            if let text = try? value.decode(String.self) {
                self.text = text
            } else if let flag = try? value.decode(Bool.self) {
                text = flag ? "true" : "false"
            } else if let number = try? value.decode(Int.self) {
                text = String(number)
            } else {
                throw Mistake(text: "a value is neither a text, a whole number nor true or false")
            }
        }
    }

    private static func pieces(of text: String) throws -> [TextPiece] {
        var pieces: [TextPiece] = []
        var rest = text[...]
        while let open = rest.firstIndex(of: "{") {
            guard let close = rest[open...].firstIndex(of: "}") else {
                throw Mistake(text: "text has a { that is not closed")
            }
            if open > rest.startIndex { pieces.append(.words(String(rest[..<open]))) }
            pieces.append(.column(String(rest[rest.index(after: open)..<close])))
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { pieces.append(.words(String(rest))) }
        return pieces
    }
}
