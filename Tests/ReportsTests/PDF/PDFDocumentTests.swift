import CaseModel
import Casework
import Paper
import TestSupport
import Testing

@testable import Reports

@Suite("A report as a PDF")
struct PDFDocumentTests {
    static func summary(_ session: String, _ history: CaseHistory = CoupleHistory.history) async throws -> Document {
        let couple = try await FiledCouple(history)
        let handle = try await couple.session(at: session)
        return SessionSummary(try await couple.therapist.summaryRecord(of: handle)).document
    }

    static func progress(_ history: CaseHistory = CoupleHistory.history) async throws -> Document {
        let couple = try await FiledCouple(history)
        return ProgressReport(try await couple.therapist.progressRecord(of: couple.handle)).document
    }

    @Test(
        "is without fault, tagged, on the sheet that was asked for, every page numbered", arguments: PaperSize.allCases)
    func whole(_ size: PaperSize) async throws {
        for document in [try await Self.summary(CoupleHistory.jointSession), try await Self.progress()] {
            let file = PDFFile(try Press(size: size).bytes(of: document, as: .pdf))
            #expect(try file.check() == [])
            let facts = try file.facts()
            #expect(facts["Tagged"] == "yes")
            #expect(facts["Page size"]?.hasPrefix(size == .a4 ? "595.276 x 841.89" : "612 x 792") == true)
            let pages = try #require(Int(facts["Pages"] ?? ""))
            #expect(pages >= 2)
            for page in 1...pages {
                let text = try file.text(page: page)
                #expect(text.contains("Page \(page) of \(pages)"))
                #expect(text.contains(document.footer.documentID))
                #expect(text.contains(document.footer.recipient))
                #expect(text.contains(document.title))
            }
        }
    }

    @Test("says every word that the page says")
    func words() async throws {
        let document = try await Self.summary(CoupleHistory.jointSession)
        let text = try PDFFile(Press().bytes(of: document, as: .pdf)).text().filter { !$0.isWhitespace }
        for part in CoupleHistory.note.parts {
            for line in part.text.split(separator: "\n") {
                #expect(text.contains(line.filter { !$0.isWhitespace }), "\(part.section)")
            }
        }
        for heading in document.sections.map(\.title.exact) {
            #expect(text.contains(heading.filter { !$0.isWhitespace }))
        }
    }

    @Test("the same document gives the same bytes, by the same press and by another")
    func same() async throws {
        let document = try await Self.progress()
        let press = Press()
        let first = try press.bytes(of: document, as: .pdf)
        _ = try press.bytes(of: try await Self.summary(CoupleHistory.draftSession), as: .pdf)
        #expect(try press.bytes(of: document, as: .pdf) == first)
        #expect(try Press().bytes(of: document, as: .pdf) == first)
    }

    @Test("no name stands in the file's facts")
    func facts() async throws {
        let document = try await Self.summary(CoupleHistory.jointSession)
        let facts = try PDFFile(Press().bytes(of: document, as: .pdf)).facts()
        #expect(facts["Title"] == "Session summary \(document.footer.documentID)")
        #expect(facts["Author"] == "Troth")
        for fact in facts.values {
            for name in ["Ana", "O'Neill", "דן", "כהן"] { #expect(!fact.contains(name)) }
        }
    }

    @Test("a draft is marked on every page")
    func draft() async throws {
        var history = CoupleHistory.history
        history.sessions[2].note = CoupleHistory.soap(String(repeating: "A long talk about trust. ", count: 400))
        let file = PDFFile(try Press().bytes(of: try await Self.summary(CoupleHistory.draftSession, history), as: .pdf))
        let pages = try #require(Int(try file.facts()["Pages"] ?? ""))
        #expect(pages >= 3)
        for page in 1...pages { #expect(try file.text(page: page).contains("DRAFT")) }
        #expect(try file.text(page: 1).contains("This document cannot leave the practice."))
    }

    @Test("a table that goes on on another page repeats its head there, outside of the structure")
    func tables() async throws {
        var history = CoupleHistory.history
        history.measures = (0..<70).map {
            .init(
                partner: .a, instrument: "CSI-16", score: 20 + $0 % 40, answers: nil,
                on: day("2026-01-12").adding(days: $0 * 2))
        }
        let file = PDFFile(try Press().bytes(of: try await Self.progress(history), as: .pdf))
        let pages = try #require(Int(try file.facts()["Pages"] ?? ""))
        let heads = try (1...pages).map { try file.text(page: $0) }.filter { $0.contains("Day\n") }
        #expect(heads.count >= 3)
        #expect(try file.check() == [])
    }

    @Test("names of every script stand in it")
    func names() async throws {
        for (a, b) in [("سارة يوسف", "דן כהן"), ("प्रिया शर्मा", "王小明"), ("Ελένη Παππά", "Наталья Щёголева")] {
            var history = CoupleHistory.history
            history.a.name = a
            history.b.name = b
            let file = PDFFile(try Press().bytes(of: try await Self.progress(history), as: .pdf))
            #expect(try file.check() == [])
            for font in try file.fonts() { #expect(font.isEmbedded && font.isSubset) }
            let text = try file.text()
            for name in [a, b] where !name.unicodeScalars.contains(where: { (0x900...0x97F).contains($0.value) }) {
                for word in name.split(separator: " ") { #expect(text.contains(word), "\(word)") }
            }
        }
    }
}
