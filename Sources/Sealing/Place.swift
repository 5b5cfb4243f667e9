package import FoundationEssentials

/// Where a sealed text lives, down to the column of one row.
///
/// All of it is authenticated with the text, so that a ciphertext copied to another row, column, case or practice
/// does not open there.
package struct Place: Sendable, Hashable {
    /// The practice, the case and the compartment; it decides which key seals here.
    package let scope: KeyScope
    /// The id of the row.
    package let row: UUID
    /// The table and column, such as `notes.body`; a rename in the database must keep this word.
    package let column: String
    /// The version of what the plaintext of this column means, so that its inner form can change later.
    package let schema: UInt16

    /// A place inside one compartment of a case.
    package init(
        practice: UUID, caseID: UUID, compartment: Compartment, row: UUID, column: String, schema: UInt16 = 1
    ) {
        self.init(
            scope: .compartment(practice: practice, caseID: caseID, compartment), row: row, column: column,
            schema: schema)
    }

    /// A place that belongs to the practice and to no case, such as the name of a member of staff.
    package init(practice: UUID, row: UUID, column: String, schema: UInt16 = 1) {
        self.init(scope: .practiceWords(practice: practice), row: row, column: column, schema: schema)
    }

    init(scope: KeyScope, row: UUID, column: String, schema: UInt16) {
        self.scope = scope
        self.row = row
        self.column = column
        self.schema = schema
    }
}

extension Place: CustomStringConvertible {
    /// The place in ids, for messages and logs.
    package var description: String {
        "\(column) of row \(row), \(scope)"
    }
}
