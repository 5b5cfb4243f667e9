import CaseModel

/// A mapping whose columns were found in a file: makes a case of each row.
struct BoundMapping: Sendable {
    private let rules: [(field: MappedField, rule: FieldRule)]
    private let places: [String: Int]

    init(rules: [(field: MappedField, rule: FieldRule)], places: [String: Int]) {
        (self.rules, self.places) = (rules, places)
    }

    /// The case of one row.
    ///
    /// - Throws: the first problem of the row, with the column.
    func history(of record: CSVRecord) throws(ImportProblem) -> CaseHistory {
        var draft = CaseDraft()
        for (field, rule) in rules {
            do throws(CaseDraft.BrokenRule) {
                let value = try rule.value { name in places[name].map { record[$0] } ?? "" }
                if let value {
                    try draft.fill(field, with: value)
                } else if field.isRequired {
                    throw CaseDraft.BrokenRule(text: "empty, and \(field.rawValue) is needed for every case")
                }
            } catch {
                throw ImportProblem(
                    line: record.line, column: rule.columns.first ?? field.rawValue, rule: error.text)
            }
        }
        do {
            return try draft.finished()
        } catch {
            throw problem(error, line: record.line)
        }
    }

    /// A field's own check, said of the column that fills the field.
    private func problem(_ error: CaseworkError, line: Int) -> ImportProblem {
        guard case .invalid(let name, let reason) = error else {
            return ImportProblem(line: line, column: nil, rule: error.description)
        }
        let field = MappedField.named(inCheck: name) ?? MappedField(rawValue: name)
        let column = rules.first { $0.field == field }?.rule.columns.first
        return ImportProblem(line: line, column: column ?? name, rule: reason)
    }
}
