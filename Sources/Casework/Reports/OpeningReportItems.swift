import FoundationEssentials
import Sealing

/// What a document of a run is made from.
package enum ReportRecord: Sendable {
    case summary(SummaryRecord)
    case insurer(InsurerRecord)
    case partner(PartnerRecord)
    case progress(ProgressRecord)
    case closing(ProgressRecord)
}

/// A claimed document with its record, or why there is none.
package struct OpenedReportItem: Sendable {
    package let item: ReportItem
    package let record: Result<ReportRecord, ReportFailure>
    /// The edit version of the session or the case.
    package let version: Int
}

/// A record that was read for a document, with the edit version of its session or case.
struct VersionedRecord<Record: Sendable>: Sendable {
    let version: Int
    let record: Result<Record, ReportFailure>
}

extension Casework {
    /// Opens the records of claimed documents in one transaction: each kind of word leaves one event with all its ids.
    /// Where one record keeps the others from being read, each is opened by itself.
    ///
    /// - Throws: what ends the run: no login, no server, a cancellation. What one record is about is in its result.
    package func openReportItems(
        _ items: [ReportItem], of run: ReportRun
    ) async throws(CaseworkError) -> [OpenedReportItem] {
        do {
            switch (run.report, run.copy) {
            case (.summary, .insurer(let client)):
                return try await copies(of: items) { item async throws(CaseworkError) in
                    let record = try await insurerRecord(of: item.handle, client: client)
                    return (.insurer(record), record.version)
                }
            case (.summary, .partner(let partner)):
                return try await copies(of: items) { item async throws(CaseworkError) in
                    let record = try await partnerRecord(of: item.handle, for: partner)
                    return (.partner(record), record.version)
                }
            case (.summary, .file):
                return Self.opened(items, try await summaryRecords(of: items.map(\.record))) { .summary($0) }
            case (.progress, _):
                return Self.opened(items, try await progressRecords(of: items.map(\.record))) { .progress($0) }
            case (.closing, _):
                return Self.opened(items, try await progressRecords(of: items.map(\.record))) { .closing($0) }
            }
        } catch {
            guard let failure = ReportFailure(error) else { throw error }
            if let only = items.first, items.count == 1 {
                return [OpenedReportItem(item: only, record: .failure(failure), version: 0)]
            }
            var opened: [OpenedReportItem] = []
            for item in items { opened += try await openReportItems([item], of: run) }
            return opened
        }
    }

    /// Copies for somebody outside, each by itself as a single one is made: what holds one back is that one's own.
    private func copies(
        of items: [ReportItem], _ open: (ReportItem) async throws(CaseworkError) -> (ReportRecord, version: Int)
    ) async throws(CaseworkError) -> [OpenedReportItem] {
        var opened: [OpenedReportItem] = []
        for item in items {
            do {
                let (record, version) = try await open(item)
                opened.append(OpenedReportItem(item: item, record: .success(record), version: version))
            } catch .conflict {
                opened.append(OpenedReportItem(item: item, record: .failure(.heldBack), version: 0))
            } catch {
                guard let failure = ReportFailure(error) else { throw error }
                opened.append(OpenedReportItem(item: item, record: .failure(failure), version: 0))
            }
        }
        return opened
    }

    private static func opened<Record>(
        _ items: [ReportItem], _ read: [UUID: VersionedRecord<Record>], _ wrap: (Record) -> ReportRecord
    ) -> [OpenedReportItem] {
        items.map { item in
            let found = read[item.record]
            return OpenedReportItem(
                item: item, record: (found?.record ?? .failure(.notFound)).map(wrap), version: found?.version ?? 0)
        }
    }
}

extension ReportFailure {
    /// What the error means to one document; nil where it is about who asks or where, so that no other fares better.
    init?(_ error: CaseworkError) {
        switch error {
        case .notFound: self = .notFound
        case .erased: self = .erased
        case .keys: self = .keys
        case .internal, .invalid: self = .unreadable
        case .notLoggedIn, .loginRefused, .loginDelayed, .loginNeeds, .proofNeeded, .proofRefused, .forbidden,
            .unavailable, .cancelled, .outcomeUnknown, .conflict, .staleVersion, .keyUsedOtherwise:
            return nil
        }
    }

    /// What reading one record of several threw.
    init(of error: any Error) {
        switch error {
        case let error as CaseworkError: self = ReportFailure(error) ?? .unreadable
        case is SealingError: self = .keys
        default: self = .unreadable
        }
    }
}
