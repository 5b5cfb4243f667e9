package import CaseModel

/// A report as a document: what it says, in an order, without a look. Every format is made from this.
///
/// No name of a person is in `kind`, `id` or `title`: these go into file names, page margins and metadata.
package struct Document: Sendable {
    /// A stable word for programs, such as `session-summary`.
    package var kind: String
    package var title: String
    /// Who it is about; stands under the title.
    package var subject: RichText
    /// The few facts that stand first.
    package var facts: [Fact]
    /// What a reader must know before anything else; a draft has one.
    package var notice: Notice?
    package var sections: [Section]
    package var footer: Footer
    /// A practice's own head over the title; nil without a template.
    package var letterhead: Letterhead?

    package init(
        kind: String, title: String, subject: RichText, facts: [Fact], notice: Notice? = nil, sections: [Section],
        footer: Footer
    ) {
        (self.kind, self.title, self.subject, self.facts) = (kind, title, subject, facts)
        (self.notice, self.sections, self.footer) = (notice, sections, footer)
    }
}

/// A mark across the whole document and the sentence that explains it.
package struct Notice: Sendable {
    /// One word, printed across every page.
    package var mark: String
    package var text: String

    package init(mark: String, text: String) {
        (self.mark, self.text) = (mark, text)
    }
}

/// What identifies one copy of a document.
package struct Footer: Sendable {
    /// Handles and digits only.
    package var documentID: String
    package var part: Int
    package var parts: Int
    package var recipient: String
    package var generatedAt: LocalTime

    package init(documentID: String, part: Int = 1, parts: Int = 1, recipient: String, generatedAt: LocalTime) {
        (self.documentID, self.part, self.parts) = (documentID, part, parts)
        (self.recipient, self.generatedAt) = (recipient, generatedAt)
    }
}
