import CaseModel
package import Casework

/// A report that was made: the document, and what its file is called without its ending.
package struct MadeReport: Sendable {
    package let document: Document
    /// The report's word and a handle; no name of a person.
    package let name: String

    package func fileName(_ format: DocumentFormat) -> String { "\(name).\(format.fileExtension)" }

    /// Whether a note that it is made from is not signed, so that it cannot leave the practice.
    package var isDraft: Bool { document.notice != nil }
}

extension ReportOrder {
    /// Makes the document, as the person of `casework` and by what they may read now: one audited opening.
    ///
    /// - Throws: `notFound`, also where the subject is somebody else's; `conflict` where there is nothing to report of, or
    ///   a rule holds the copy back.
    package func carriedOut(by casework: Casework) async throws(CaseworkError) -> MadeReport {
        guard copy == .file || report == .summary else {
            throw .invalid(field: "copy", "only a session\u{2019}s summary has a copy for somebody else")
        }
        switch report {
        case .summary: return try await summary(of: try named(), by: casework)
        case .progress:
            let progress = ProgressReport(try await casework.progressRecord(of: try named()))
            return MadeReport(document: progress.document, name: "progress-\(progress.record.road.handle)")
        case .closing:
            let record = try await casework.progressRecord(of: try named())
            guard let closing = ClosingSummary(record) else {
                throw .conflict(
                    "The case \(record.road.handle) is not closed, so there is nothing to close off. `troth case close` "
                        + "closes it; `troth progress` reports of a case that goes on.")
            }
            return MadeReport(document: closing.document, name: "closing-\(record.road.handle)")
        case .caseload:
            let caseload = CaseloadReport(try await casework.caseloadRecord())
            return MadeReport(document: caseload.document, name: "caseload-\(caseload.record.readAt.day)")
        case .supervision:
            let supervision = SupervisionReport(try await casework.supervisionRecord())
            return MadeReport(document: supervision.document, name: "supervision-\(supervision.record.readAt.day)")
        case .outcomes:
            let outcomes = OutcomesReport(try await casework.practiceOutcomes())
            return MadeReport(document: outcomes.document, name: "outcomes-\(outcomes.record.readAt.day)")
        }
    }

    private func summary(of session: String, by casework: Casework) async throws(CaseworkError) -> MadeReport {
        switch copy {
        case .file:
            let summary = SessionSummary(try await casework.summaryRecord(of: session))
            return MadeReport(document: summary.document, name: "summary-\(summary.record.session.handle)")
        case .insurer(let client):
            let summary = InsurerSummary(try await casework.insurerRecord(of: session, client: client))
            return MadeReport(
                document: summary.document, name: "insurer-\(client.rawValue)-\(summary.record.session.handle)")
        case .partner(let partner):
            let summary = PartnerSummary(try await casework.partnerRecord(of: session, for: partner))
            return MadeReport(
                document: summary.document, name: "partner-\(partner.rawValue)-\(summary.record.session.handle)")
        }
    }

    private func named() throws(CaseworkError) -> String {
        guard let subject else { throw .invalid(field: "handle", "say which \(report.subject ?? "one") it is about") }
        return subject
    }
}
