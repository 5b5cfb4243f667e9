import CaseModel
import Crypto
import FoundationEssentials
import Postgres

/// A package that was found to hold nothing that its reader may not have. Only the check makes one.
package struct CheckedCopy: Sendable {
    let prepared: PreparedCopy
    /// The last file of the package: what belongs to it, by SHA-256.
    package let manifest: [UInt8]

    var sha256: [UInt8] { Array(SHA256.hash(data: manifest)) }
}

private struct CopyManifest: Encodable {
    let format = "troth-record-package-1"
    let files: [ReleasedFile]
}

extension Casework {
    /// Checks the files of a package as they lie on the disk, before it is given to anybody.
    ///
    /// It shares no query with what built the copy: it looks at the bytes, asks the database's catalogue for every table
    /// that has rows of the case, and for every sealed text there is. A kind of record that it does not know is one that
    /// no copy holds.
    ///
    /// - Throws: `conflict` that names what was found; nothing was given then.
    package func checkCopy(
        _ prepared: PreparedCopy, files: [(name: String, content: [UInt8])]
    ) async throws(CaseworkError) -> CheckedCopy {
        let findings = try await copyFindings(
            in: files, of: prepared.caseID, for: prepared.grant.reader, covering: prepared.grant.covers)
        guard findings.isEmpty else {
            throw .conflict(
                "The copy was not given, for " + findings.map(\.description).joined(separator: "; ")
                    + ". Leave the entry that repeats it out with --leave-out, or report this as a mistake of Troth's.")
        }
        return try await failures {
            let manifest = CopyManifest(files: files.map { ReleasedFile(name: $0.name, content: $0.content) })
            return CheckedCopy(prepared: prepared, manifest: try manifest.fileJSON())
        }
    }

    /// What these files hold that the reader may not have; nothing where the package may be given.
    func copyFindings(
        in files: [(name: String, content: [UInt8])], of caseID: UUID, for reader: CopyReader, covering: Set<Audience>
    ) async throws(CaseworkError) -> [CopyFinding] {
        try await failures {
            guard let text = try? PackageText(files) else { return [.unreadable("record.json")] }
            let (rows, reports, sealed) = try await open("release check", by: .treating) { desk in
                (try desk.everyRow(of: caseID), try desk.everyReport(of: caseID), try desk.everyWord(of: caseID))
            }
            let check = PackageCheck(
                text: text, reader: reader, covers: covering.intersection(reader.widest), caseID: caseID, rows: rows,
                reports: reports)
            return try check.findings(try sealed.opened(), of: sealed.places)
        }
    }
}

/// One package held against everything that there is of its case.
private struct PackageCheck {
    /// What may be in a copy at all; other tables are safety's, the practice's own, or not known here.
    private static let kinds: Set<String> = [
        "notes", "sessions", "stage_events", "criterion_ratings", "measure_responses", "commitments",
        "commitment_reports", "goals", "goal_reviews", "consents", "partners", "cases", "stage_records",
        "stage_answers", "treatment_plans", "coverages", "session_observations",
    ]

    /// A name may stand inside an entry that the reader may have.
    private static let names: Set<String> = ["partners.name_sealed", "disclosures.recipient_sealed"]

    let text: PackageText
    let reader: CopyReader
    let covers: Set<Audience>
    let caseID: UUID
    let rows: [RecordRow]
    let reports: Set<String>

    func findings(_ words: OpenWords, of places: [SealedPlace]) throws -> [CopyFinding] {
        var found: Set<CopyFinding> = []
        var known: Set<UUID> = [caseID]
        for row in rows {
            let isThere = text.ids.contains(row.id) || row.handle.map { text.handles.contains($0) } ?? false
            known.insert(row.id)
            if isThere, !allows(row) { found.insert(.row(row.handle ?? "\(row.table) \(row.id)")) }
        }
        for id in text.ids.subtracting(known) { found.insert(.strangeID(id.uuidString.lowercased())) }
        for entry in text.entries where !allows(entry) { found.insert(.row("\(entry.kind) \(entry.id)")) }
        var index = PassageIndex(text)
        let open = Dictionary(grouping: rows, by: \.id)
        let own = ownCoverage(words, places)
        for place in places {
            guard let words = words[place.row, place.field] else { continue }
            if place.subject == "partners.contacts_sealed" {
                if let partner = Partner(rawValue: place.audience.rawValue), reader != .partner(partner),
                    try holdsContact(words)
                {
                    found.insert(.contact(of: partner.rawValue))
                }
                continue
            }
            guard !Self.names.contains(place.subject), isWithheld(place) else { continue }
            let texts = Self.texts(in: words)
            if texts.contains(where: { !(place.isCoverage && own.contains($0)) && index.holds($0) }) {
                let handle = open[place.row]?.compactMap(\.handle).first
                found.insert(.passage(of: handle ?? "\(place.field) of \(place.row)"))
            }
        }
        return found.sorted { $0.description < $1.description }
    }

    /// What stands in a coverage that the reader may have: two partners may have one insurer, and one number there.
    private func ownCoverage(_ words: OpenWords, _ places: [SealedPlace]) -> Set<String> {
        Set(
            places.filter { $0.isCoverage && !isWithheld($0) }.flatMap { place in
                words[place.row, place.field].map(Self.texts) ?? []
            })
    }

    /// A row is the reader's by its audience; a score or a rating also by its giver's agreement, which speaks of the other
    /// partner and of nobody outside. A note that waits for its co-signature is nobody's yet.
    private func allows(_ row: RecordRow) -> Bool {
        guard Self.kinds.contains(row.table), row.isFinished else { return false }
        if covers.contains(row.audience) { return true }
        return row.isShared && covers.contains(.joint) && reader.isOfTheCouple
    }

    /// What an entry says of itself; that it says the truth of its row is held against the row above.
    private func allows(_ entry: PackageText.Entry) -> Bool {
        guard Self.kinds.contains(entry.kind), let audience = Audience(rawValue: entry.audience) else { return false }
        if entry.kind == "commitment_reports" {
            guard reports.contains("\(entry.id) \(entry.on) \(entry.audience)") else { return false }
        }
        return covers.contains(audience) || ["measure_responses", "criterion_ratings"].contains(entry.kind)
    }

    private func isWithheld(_ place: SealedPlace) -> Bool {
        let table = String(place.subject.prefix { $0 != "." })
        return !Self.kinds.contains(table) || !covers.contains(place.audience)
            || place.subject == "sessions.others_sealed" || place.subject == "measure_responses.answers_sealed"
    }

    private func holdsContact(_ json: String) throws -> Bool {
        let channels = try JSONDecoder().decode([ContactChannel].self, from: Data(json.utf8))
        return channels.contains { channel in
            switch channel.kind {
            case .phone:
                let digits = channel.value.filter { $0.isASCII && $0.isNumber }
                return digits.count >= 6 && text.digits.contains(digits)
            case .email, .post:
                return !channel.value.isEmpty && text.lowercased.contains(channel.value.lowercased())
            }
        }
    }

    /// A sealed text as it was written; of one that is JSON, each of its strings but the name of a recipient.
    private static func texts(in words: String) -> [String] {
        guard words.hasPrefix("{"), let json = try? JSONDecoder().decode(AnyJSON.self, from: Data(words.utf8)) else {
            return [words]
        }
        return json.strings(but: "recipient")
    }
}

extension SealedPlace {
    fileprivate var isCoverage: Bool { subject == "coverages.words_sealed" }
}
