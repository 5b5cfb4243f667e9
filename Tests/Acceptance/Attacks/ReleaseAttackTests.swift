import Anonymity
import CaseModel
import Crypto
import FoundationEssentials
import Postgres
import TestSupport
import Testing

@testable import Casework

/// Attacks of our own on files that were delivered, by somebody who has the database's truth of whom they look for.
@Suite("Attacks on releases", .serialized)
struct ReleaseAttackTests {
    /// Who knows every known column of a couple exactly finds k couples at least, and no one kind of breach.
    @Test func linkageAndHomogeneity() async throws {
        let proof = Proof("linkage and homogeneity: every couple of a release hides among k couples and 3 kinds")
        defer { proof.report() }
        let fixture = try await ReleaseFixture(couples: Proof.size(300, full: 3_000))
        let file = try await fixture.delivered(try await fixture.approved(.research))
        let known = ReleaseProfile.research.columns.filter(\.isDemographic)
        let truth = try await fixture.practice.admin.scanProgress(known + [.breachKind], keepsIDs: false).table
        let hierarchies = try known.map { try $0.hierarchy }
        let classes = file.classes
        for row in 0..<truth.rowCount {
            let values = known.indices.map { truth.columns[$0].value(ofRow: row) }
            // the rows that this couple could be
            let candidates = classes.filter { labels, _ in
                zip(zip(labels, values), hierarchies).allSatisfy { pair, hierarchy in
                    (0...hierarchy.top).contains { hierarchy.label(of: pair.1, atLevel: $0) == pair.0 }
                }
            }.flatMap(\.value)
            let kinds = Set(candidates.map { file.cell($0, .breachKind) })
            #expect(proof.holds(candidates.isEmpty || candidates.count >= 11 && kinds.count >= 3))
        }
    }

    /// Three releases to one circle, with couples that join and couples that withdraw in between: no pair of files differs
    /// in 1 to k - 1 rows of a class.
    @Test func differencingOfThree() async throws {
        let proof = Proof("differencing: no two of three releases differ in 1 to k - 1 rows of a class")
        defer { proof.report() }
        let k = ReleaseProfile.agreement.k
        for round in 0..<Proof.size(1, full: 6) {
            let fixture = try await ReleaseFixture(couples: Proof.size(150, full: 300))
            var files = [try await fixture.delivered(try await fixture.approved(.agreement))]
            for (first, gone) in [(300 + round, 5 + round), (600 + round, 9)] {
                try await fixture.withdraw(gone)
                try await ManyCouples.add(first * 10..<first * 10 + Proof.size(60, full: 120), to: fixture.superuser)
                files.append(try await fixture.delivered(try await fixture.approved(.agreement)))
            }
            for (one, other) in [(0, 1), (1, 2), (0, 2)] {
                let (before, after) = (files[one].classes, files[other].classes)
                for (labels, rows) in before {
                    guard let now = after[labels] else { continue }
                    var left = now.map { Array($0.dropFirst()) }
                    var gone = 0
                    for row in rows.map({ Array($0.dropFirst()) }) {
                        if let place = left.firstIndex(of: row) { left.remove(at: place) } else { gone += 1 }
                    }
                    let safe = [gone, left.count].allSatisfy { $0 == 0 || $0 >= k }
                    #expect(proof.holds(safe), "\(labels): \(gone) gone, \(left.count) new")
                }
            }
        }
    }

    /// Neither the order of rows nor the pseudonyms say anything of who was filed when.
    @Test func rowOrderAndPseudonyms() async throws {
        let fixture = try await ReleaseFixture(couples: 100)
        let first = try DeliveredFile(try await fixture.practice.admin.previewRelease(.agreement))
        let second = try DeliveredFile(try await fixture.practice.admin.previewRelease(.agreement))
        #expect(first.rows.map { $0[1..<first.firstOutcome] } == second.rows.map { $0[1..<first.firstOutcome] })
        #expect(first.rows.map { Array($0.dropFirst()) } != second.rows.map { Array($0.dropFirst()) })
        #expect(Set(first.rows.map { $0[0] }).isDisjoint(with: second.rows.map { $0[0] }))
        let ids = try await fixture.superuser.read {
            try $0.all("select case_id, handle from app.cases", UUID.self, String.self)
        }
        let pseudonyms = Set(first.rows.map { $0[0] })
        for (id, handle) in ids {
            for text in [id.uuidString, id.uuidString.lowercased(), handle] {
                let hash = SHA256.hash(data: Array(text.utf8)).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
                #expect(!pseudonyms.contains(String(hash.joined().prefix(20))))
            }
        }
    }
}
