package import Casework
import Crypto
package import FoundationEssentials
import Paper

/// One worker on a run: claims documents, opens their records, renders them and hands the bytes on, until the run has
/// none left. While one portion is rendered the next is opened.
///
/// Any number of workers may be at one run, on any number of machines. What a worker claimed is given back when it
/// stops; when it is killed its lease runs out.
package struct BatchWorker: Sendable {
    private let casework: Casework
    private let run: ReportRun
    private let worker: UUID
    private let formats: [DocumentFormat]
    private let names: BatchNames
    private let limit: Int
    private let templates: Templates?
    private let put: @Sendable (_ name: String, _ bytes: [UInt8]) throws -> Void
    /// Between two looks at a run whose last documents others have claimed.
    private static let pause = Duration.milliseconds(200)

    /// - Parameters:
    ///   - worker: another for each.
    ///   - limit: how many documents are opened at once, and so how many records are held at one time, twice.
    ///   - templates: the practice's own wording; those whose hash the run has.
    ///   - put: writes a file; called again for the same name it is given the same bytes.
    package init(
        _ casework: Casework, on run: ReportRun, worker: UUID, limit: Int = 40, templates: Templates? = nil,
        put: @escaping @Sendable (_ name: String, _ bytes: [UInt8]) throws -> Void
    ) {
        (self.casework, self.run, self.worker, self.limit) = (casework.working(on: run), run, worker, limit)
        (self.put, self.templates) = (put, templates)
        formats = run.formats.compactMap(DocumentFormat.init)
        names = BatchNames(run)
    }

    /// Works until no document of the run is left; `told` hears how many more have been made.
    ///
    /// - Throws: what ends the run for this worker; a document that cannot be made does not.
    @concurrent
    package func work(_ told: @Sendable (Int) -> Void) async throws {
        do {
            try await makeAll(told)
        } catch {
            let (casework, run, worker) = (casework, run, worker)
            // the work was cancelled perhaps, and this is still to be done
            await Task { try? await casework.releaseReportItems(of: run, worker: worker) }.value
            throw error
        }
    }

    private func makeAll(_ told: @Sendable (Int) -> Void) async throws {
        let press = Press(size: PaperSize(rawValue: run.paper) ?? .a4)
        var outcomes: [ReportOutcome] = []
        var opened = try await next(after: [])
        while true {
            if opened.isEmpty {
                opened = try await next(after: outcomes)
                outcomes = []
                if !opened.isEmpty { continue }
                if try await casework.reportItemsLeft(of: run) == 0 { return }
                try await Task.sleep(for: Self.pause)
                continue
            }
            let known = outcomes
            async let upcoming = next(after: known)
            var made: [ReportOutcome] = []
            for item in opened {
                made.append(try make(item, press))
                told(1)
                // the other worker's readings wait for this thread, perhaps
                await Task.yield()
            }
            outcomes = made
            opened = try await upcoming
        }
    }

    private func next(after outcomes: [ReportOutcome]) async throws(CaseworkError) -> [OpenedReportItem] {
        let items = try await casework.claimReportItems(of: run, worker: worker, limit: limit, after: outcomes)
        return items.isEmpty ? [] : try await casework.openReportItems(items, of: run)
    }

    private func make(_ opened: OpenedReportItem, _ press: Press) throws -> ReportOutcome {
        try Task.checkCancellation()
        let record: ReportRecord
        switch opened.record {
        case .failure(let reason): return ReportOutcome(item: opened.item.item, .failed(reason))
        case .success(let opened): record = opened
        }
        guard let made = Self.document(of: record) else {
            return ReportOutcome(item: opened.item.item, .failed(.heldBack))
        }
        let document = templates?.applied(to: made.document) ?? made.document
        var hashes: [UInt8] = []
        for (format, name) in zip(formats, names.files(of: opened.item.handle)) {
            let bytes: [UInt8]
            do {
                bytes = try press.bytes(of: document, as: format)
            } catch {
                guard case .library = error else { throw error }
                return ReportOutcome(item: opened.item.item, .failed(.notDrawn))
            }
            hashes += SHA256.hash(data: bytes)
            try put(name, bytes)
        }
        return ReportOutcome(
            item: opened.item.item, .done(version: opened.version, isDraft: made.isDraft, sha256: hashes))
    }

    /// The document of a record; nil for a case that was closed when the run was ordered, and is open again.
    private static func document(of record: ReportRecord) -> (document: Document, isDraft: Bool)? {
        switch record {
        case .summary(let record):
            let summary = SessionSummary(record)
            return (summary.document, summary.isDraft)
        case .insurer(let record): return (InsurerSummary(record).document, false)
        case .partner(let record): return (PartnerSummary(record).document, false)
        case .progress(let record): return (ProgressReport(record).document, false)
        case .closing(let record): return ClosingSummary(record).map { ($0.document, false) }
        }
    }
}
