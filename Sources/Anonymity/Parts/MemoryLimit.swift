/// How many parts a table is cut into so that recoding one takes no more memory than was allowed.
///
/// A part is recoded by itself, its t held against the whole table. Classes of two parts under the same labels are one
/// class of the file, and keep what each of them keeps: counts add up, entropy is concave and t convex. What is lost is a
/// little more, since a part has fewer rows to make classes of.
package struct MemoryLimit: Sendable {
    /// What the program takes before there is a row.
    private static let base = 40_000_000

    package let bytes: Int

    package init(bytes: Int) {
        self.bytes = bytes
    }

    /// Throws `.memoryTooSmall` where a part would have too few rows to make classes of.
    package func parts(
        of survey: TableSurvey, known: Set<String>, model: PrivacyModel
    ) throws(AnonymityError) -> Int {
        let moved = known.union(model.sensitive.map(\.column))
        var row = 0
        var dictionaries = 0
        for column in survey.columns {
            let code = column.vocabulary.count > 256 ? 4 : 1
            // lists that grow take up to twice of what they hold
            row += 2 * code + (moved.contains(column.name) ? (column.vocabulary.count > 256 ? 2 : 1) : 0)
            dictionaries += column.vocabulary.reduce(0) { $0 + $1.utf8.count + 64 }
        }
        // rows of a class, of the search, of the recoding and of the writer
        row += 24
        let left = bytes - Self.base - dictionaries
        let parts = max((survey.rowCount * row + max(left, 1) - 1) / max(left, 1), 1)
        guard left > 0, parts == 1 || survey.rowCount / parts >= 200 * model.k else {
            throw .memoryTooSmall(
                megabytes: (Self.base + dictionaries + min(survey.rowCount, 200 * model.k) * row) / 1_000_000 + 1)
        }
        return parts
    }
}
