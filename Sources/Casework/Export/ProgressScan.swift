package import Anonymity
import CaseModel
import FoundationEssentials
import Postgres

/// The couples as they were read: a coded table, and for the ledger of releases the id of each case.
package struct ScannedProgress: Sendable {
    package let table: Table
    /// 16 bytes a couple, in the table's order; empty where no ledger is kept.
    let caseIDs: [UInt8]
}

/// Reads `COPY (select case_id, ...) TO STDOUT` of `app.couple_progress` into codes, as the bytes come.
///
/// The raw cells are numbered by their bytes and never become strings; the published labels are put on the numbers at
/// the end, one a different cell.
struct ProgressScan {
    private let columns: [ProgressColumn]
    private let keepsIDs: Bool
    private var builder: TableBuilder
    private var caseIDs: [UInt8] = []

    init(_ columns: [ProgressColumn], keepsIDs: Bool) throws(CaseworkError) {
        (self.columns, self.keepsIDs) = (columns, keepsIDs)
        do { builder = try TableBuilder(columns: columns.map(\.rawValue)) } catch {
            throw .internal(error.description)
        }
    }

    /// The columns of the view, after the id, in the order of the table.
    static func query(_ columns: [ProgressColumn]) -> SQL {
        var list: SQL = "case_id"
        for column in columns { list = "\(list), \(identifier: column.rawValue)" }
        return "copy (select \(list) from app.couple_progress) to stdout"
    }

    /// Takes a chunk of whole lines.
    ///
    /// - Throws: `internal` where a line is not as the view makes it.
    mutating func read(_ chunk: [UInt8]) throws(CaseworkError) {
        do { try take(chunk.span) } catch let error as CaseworkError { throw error } catch {
            throw .internal("a line of couple_progress is not as it was asked for")
        }
    }

    private mutating func take(_ chunk: Span<UInt8>) throws {
        var place = 0
        while place < chunk.count {
            try readID(chunk, &place)
            var start = place
            while place < chunk.count {
                let byte = chunk[place]
                if byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\n") {
                    try builder.add(chunk.extracting(start..<place))
                    start = place + 1
                    if byte == UInt8(ascii: "\n") { break }
                }
                place += 1
            }
            guard place < chunk.count else { throw CaseworkError.internal("a cut line of couple_progress") }
            place += 1
            try builder.endRow()
        }
    }

    /// The table of published labels.
    consuming func finish() -> ScannedProgress {
        let columns = columns
        let ids = caseIDs
        var table = builder.finish()
        for (index, column) in columns.enumerated() {
            let labels = table.columns[index].vocabulary.map { column.label(of: $0 == "\\N" ? nil : $0) }
            table = table.relabelled(column: index, labels)
        }
        return ScannedProgress(table: table, caseIDs: ids)
    }

    private mutating func readID(_ chunk: Span<UInt8>, _ place: inout Int) throws(CaseworkError) {
        let end = place + 36
        guard end < chunk.count, chunk[end] == UInt8(ascii: "\t") else { throw .internal("a case without an id") }
        if keepsIDs {
            var high: UInt8?
            for index in place..<end where chunk[index] != UInt8(ascii: "-") {
                let byte = chunk[index]
                let digit = byte >= UInt8(ascii: "a") ? byte - UInt8(ascii: "a") + 10 : byte - UInt8(ascii: "0")
                if let first = high {
                    caseIDs.append(first << 4 | digit)
                    high = nil
                } else {
                    high = digit
                }
            }
        }
        place = end + 1
    }
}
