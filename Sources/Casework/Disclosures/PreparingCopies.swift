package import CaseModel
import FoundationEssentials
import Postgres

/// What somebody asks a copy of a record for.
package struct CopyRequest: Sendable {
    package var caseName: String
    package var reader: CopyReader
    package var purpose: String
    /// Handles of entries that the therapist leaves out.
    package var leavingOut: Set<String>
    /// The release that was asked for by a law, where it is not by the couple's leave.
    package var release: String?

    package init(
        caseName: String, reader: CopyReader, purpose: String, leavingOut: Set<String> = [], release: String? = nil
    ) {
        (self.caseName, self.reader, self.purpose) = (caseName, reader, purpose)
        (self.leavingOut, self.release) = (leavingOut, release)
    }
}

/// A copy that was built and is not checked yet: nothing was written, given or recorded.
package struct PreparedCopy: Sendable {
    package let copy: RecordCopy
    /// What was withheld and why, for the therapist; not part of the package.
    package let withheld: [Withheld]
    let request: CopyRequest
    let grant: CopyGrant
    let caseID: UUID

    /// The package without its manifest: the same copy for a person and for a program.
    package func files() throws -> [(name: String, content: [UInt8])] {
        [("record.txt", Array(copy.text.utf8)), ("record.json", try copy.fileJSON())]
    }
}

extension Casework {
    /// Builds the separated copy of a record for a reader, by the authorizations that are in force or by a release that
    /// the law asks for. Nothing leaves by it: it is checked next, and given after that.
    ///
    /// - Throws: `conflict` where nothing of the record may go to that reader.
    package func prepareCopy(_ request: CopyRequest) async throws(CaseworkError) -> PreparedCopy {
        try await failures {
            let name = try RecordName(request.caseName, .caseFile)
            _ = try request.reader.checkedName()
            _ = try checkedWords(request.purpose, field: "purpose", atMost: 2000)
            let release = try request.release.map { text in
                guard let id = UUID(uuidString: text) else {
                    throw CaseworkError.invalid(
                        field: "override", "it is no id of a release; `troth release list` shows them")
                }
                return id
            }
            let read = try await open("release prepare", by: .treating) { desk in
                let found = try desk.find(case: name)
                let grant = try desk.grant(request.reader, of: found.id, under: release)
                if grant.covers.isEmpty { throw CaseworkError.nothingToCopy(grant) }
                let jointCount =
                    grant.covers.contains(.joint)
                    ? 0 : try desk.copyRows(of: found.id, [.joint], for: grant.reader).count
                return SealedCopy(
                    caseID: found.id, handle: found.handle, practice: try desk.practiceName(), today: try desk.today(),
                    grant: grant, rows: try desk.copyRows(of: found.id, grant.covers, for: grant.reader),
                    jointCount: jointCount,
                    words: try desk.words(
                        of: [found.id],
                        [
                            .notes, .stageEvents, .commitments, .goals, .profiles, .stageRecords, .stageAnswers,
                            .treatmentPlans, .coverages,
                        ]))
            }
            return try read.opened(for: request)
        }
    }
}

extension CaseworkError {
    fileprivate static func nothingToCopy(_ grant: CopyGrant) -> Self {
        let who = grant.missing.map { "partner \($0.rawValue)" }.joined(separator: " and ")
        return .conflict(
            "Nothing of this record may go to that reader: \(who) has given no authorization that is in force. Record one "
                + "with `troth authorization add`, or ask for a release by law with `troth release ask`.")
    }
}

/// A copy as it was fetched, to be opened after COMMIT.
private struct SealedCopy: Sendable {
    let caseID: UUID
    let handle: String
    let practice: String
    let today: CalendarDate
    let grant: CopyGrant
    let rows: [CopyRow]
    let jointCount: Int
    let words: SealedWords

    func opened(for request: CopyRequest) throws -> PreparedCopy {
        let words = try words.opened()
        let kept = rows.filter { $0.handle.map { !request.leavingOut.contains($0) } ?? true }
        let unknown = request.leavingOut.subtracting(rows.compactMap(\.handle))
        if let name = unknown.min() {
            throw CaseworkError.invalid(field: "leave out", "\(name) is not in this copy anyway; leave the option out")
        }
        let copy = RecordCopy(
            practice: practice, caseHandle: handle, madeOn: today.description, reader: grant.reader.inWords,
            entries: try kept.map { try $0.entry(caseID, words, for: grant.reader) })
        return PreparedCopy(
            copy: copy, withheld: withheld(leftOut: rows.count - kept.count), request: request, grant: grant,
            caseID: caseID)
    }

    private func withheld(leftOut: Int) -> [Withheld] {
        var list: [Withheld] = []
        if !grant.covers.contains(.joint) {
            let who = grant.missing.map { "partner \($0.rawValue)" }.joined(separator: " and ")
            list.append(
                Withheld(
                    what: "\(jointCount) joint entries",
                    why: who.isEmpty
                        ? "the release does not cover them" : "no authorization of \(who) is in force for this reader"))
        }
        switch grant.reader {
        case .partner(let partner):
            list.append(
                Withheld(
                    what: "Whatever partner \(partner.other.rawValue) told, answered, rated or reported alone",
                    why: "it is never part of a copy for partner \(partner.rawValue)"))
        case .couple:
            list.append(
                Withheld(
                    what: "Whatever either partner told, rated or reported alone",
                    why:
                        "it is never part of a copy for both; a score or a rating is where its giver agreed to share it"
                ))
        case .person:
            for partner in Partner.allCases where !grant.covers.contains(Audience(of: partner)) {
                list.append(
                    Withheld(
                        what: "Whatever partner \(partner.rawValue) told alone",
                        why: grant.override == nil
                            ? "partner \(partner.rawValue) has not authorized it for this reader"
                            : "the release does not cover it"))
            }
        }
        if grant.reader.isOfTheCouple {
            list.append(
                Withheld(
                    what: "In joint notes: risk, and the response of the other partner",
                    why: "no copy for a partner or for both holds them"))
        }
        if leftOut > 0 { list.append(Withheld(what: "\(leftOut) entries", why: "you left them out")) }
        return list + Withheld.always
    }
}

extension CopyRow {
    func entry(_ caseID: UUID, _ words: OpenWords, for reader: CopyReader) throws -> RecordCopy.Entry {
        let text = field.flatMap { words[id, $0] }
        var named = id.uuidString.lowercased()
        if kind == "stage_events", let number = field?.split(separator: ".").last { named += "/\(number)" }
        return RecordCopy.Entry(
            kind: kind, id: named, handle: handle, on: on.description, audience: audience.rawValue, title: title,
            facts: stride(from: 0, to: facts.count - 1, by: 2).map {
                RecordCopy.Fact(name: facts[$0], value: facts[$0 + 1])
            }, words: try text.map { try parts(of: $0, for: reader) } ?? [])
    }

    private func parts(of text: String, for reader: CopyReader) throws -> [RecordCopy.Fact] {
        switch kind {
        case "notes":
            guard let format, let body = try? NoteBody(reading: text, as: format) else {
                throw CaseworkError.internal("the stored note \(handle ?? "") does not read as it was written")
            }
            return body.parts.filter { reader.mayRead($0.section) }.map {
                RecordCopy.Fact(name: $0.section == .text ? "" : $0.section.rawValue, value: $0.text)
            }
        case "goals":
            let goal = try JSONDecoder().decode(GoalWords.self, from: Data(text.utf8))
            return [
                RecordCopy.Fact(name: "Goal", value: goal.goal),
                RecordCopy.Fact(name: "Measured by", value: goal.measure),
                RecordCopy.Fact(name: "Reached when", value: goal.target),
            ]
        case "coverages":
            let coverage = try JSONDecoder().decode(CoverageWords.self, from: Data(text.utf8))
            return [
                RecordCopy.Fact(name: "Payer", value: coverage.payer),
                RecordCopy.Fact(name: "Member id", value: coverage.memberID),
                RecordCopy.Fact(name: "Diagnosis", value: coverage.diagnoses.joined(separator: ", ")),
                RecordCopy.Fact(name: "Service", value: coverage.services.joined(separator: ", ")),
            ]
        case "partners":
            let profile = try JSONDecoder().decode(PartnerProfile.self, from: Data(text.utf8))
            return [
                ("Born on", profile.birthDate), ("Education", profile.education), ("Occupation", profile.occupation),
                ("Background", profile.background),
            ].compactMap { name, value in value.map { RecordCopy.Fact(name: name, value: $0) } }
        default:
            return [RecordCopy.Fact(name: "", value: text)]
        }
    }
}

extension CopyReader {
    /// As a copy and the accounting call the reader.
    var inWords: String {
        switch self {
        case .partner(let partner): "partner \(partner.rawValue)"
        case .couple: "both partners"
        case .person(let name): name
        }
    }

    var isOfTheCouple: Bool {
        if case .person = self { return false }
        return true
    }

    /// Risk belongs to safety and is in no copy; how one partner took it is not told to the other.
    fileprivate func mayRead(_ section: NoteSection) -> Bool {
        switch (self, section) {
        case (_, .risk): false
        case (.person, _): true
        case (.partner(.a), .responseOfB), (.partner(.b), .responseOfA): false
        case (.couple, .responseOfA), (.couple, .responseOfB): false
        default: true
        }
    }
}

extension Desk {
    fileprivate func practiceName() throws -> String {
        try transaction.one("select name from app.practices where practice_id = \(practice)", String.self)
    }
}
