package import Casework

/// The reports there are, by the names that commands and runs know them by.
package enum ReportName: String, Sendable, CaseIterable {
    case summary, progress, closing, caseload, supervision, outcomes

    /// What one is about, in a word; nil where it is about all that its reader has.
    package var subject: String? {
        switch self {
        case .summary: "session"
        case .progress, .closing: "case"
        case .caseload, .supervision, .outcomes: nil
        }
    }
}

/// One document that somebody asked for: which report, about what, for whom.
///
/// An order holds no figures and no words, so it can be kept and carried out later, by whoever has the right to then.
package struct ReportOrder: Sendable, Hashable {
    package let report: ReportName
    /// The handle, or the id, of what it is about: a session or a case; nil where it is about neither.
    package let subject: String?
    package let copy: ReportCopy

    package init(_ report: ReportName, of subject: String? = nil, copy: ReportCopy = .file) {
        (self.report, self.subject, self.copy) = (report, subject, copy)
    }
}
