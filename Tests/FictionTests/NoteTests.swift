import CaseModel
import Fiction
import Testing

@Suite("Fictional notes")
struct NoteTests {
    static let histories: [CaseHistory] = {
        let practice = FictionalPractice(seed: 11, today: FictionalPracticeTests.today, couples: 120)
        return (0..<120).map(practice.couple)
    }()

    static let sessions = histories.flatMap(\.sessions).filter { $0.note != nil }
    static let notes = sessions.compactMap(\.note)

    @Test("are there for everything that was held, and for nothing else")
    func presence() {
        #expect(Self.notes.count == Self.histories.flatMap(\.sessions).count { $0.state.wantsNote })
        #expect(Self.notes.count > 1_500)
    }

    @Test("are never alike")
    func distinct() {
        #expect(Set(Self.notes.map(\.text)).count == Self.notes.count)
    }

    @Test("do not say the same thing twice to one couple within a short time")
    func repetition() {
        for history in Self.histories {
            let themes = history.sessions.compactMap { session -> String? in
                session.attendance == .both ? session.note?[.responseOfA] : nil
            }
            for (earlier, later) in zip(themes, themes.dropFirst()) { #expect(earlier != later) }
        }
    }

    @Test("have every section that their format asks for, and read back as they were written")
    func sections() throws {
        for note in Self.notes {
            #expect(note.format.required.allSatisfy { note[$0]?.isEmpty == false })
            let read = try NoteBody(reading: note.text, as: note.format)
            #expect(read == note)
        }
        for format in NoteFormat.allCases { #expect(Self.notes.contains { $0.format == format }, "\(format)") }
    }

    @Test("have the length of a note")
    func length() {
        let lengths = Self.notes.map(\.text.count)
        #expect(lengths.allSatisfy { 250...3_500 ~= $0 }, "\(lengths.min() ?? 0) to \(lengths.max() ?? 0)")
        let mean = lengths.reduce(0, +) / lengths.count
        #expect(700...1_800 ~= mean, "\(mean)")
    }

    @Test("give each partner's response apart when both came, and one alone otherwise")
    func responses() {
        for session in Self.sessions {
            guard let note = session.note, note.format != .free else { continue }
            #expect((note[.responseOfA] != nil) == (session.attendance != .bOnly), "\(session.at)")
            #expect((note[.responseOfB] != nil) == (session.attendance != .aOnly), "\(session.at)")
            if session.attendance == .both {
                #expect(note[.agreements] != nil && note[.risk] != nil && note[.next] != nil)
            }
        }
    }

    @Test(
        "show no seam of their making",
        arguments: [
            "{", "}", "  ", " ,", " .", "..", ",,", "Optional", "nil", " a a", " a e", " a i", " a o", "\n\n\n", ".,",
        ])
    func seams(artifact: String) {
        let found = Self.notes.first { $0.text.contains(artifact) }
        #expect(found == nil, "\(found?.text ?? "")")
    }

    @Test("begin every sentence with a capital and end every section with a stop")
    func sentences() {
        for note in Self.notes {
            for part in note.parts {
                let text = part.text
                #expect(text.last.map { ".?!\"".contains($0) } == true, "\(text)")
                #expect(text.first?.isLowercase == false, "\(text)")
                var previous: Character = "x"
                var beforeThat: Character = "x"
                for character in text {
                    if character.isLowercase, previous == " ", beforeThat == "." { Issue.record("\(text)") }
                    (beforeThat, previous) = (previous, character)
                }
            }
        }
    }

    @Test(
        "demand no forgiveness, blame nobody and quote no score",
        arguments: [
            "at fault", "guilty party", "must forgive", "has to forgive", "should forgive", "CSI-16", "GAD-7", "DTS",
        ])
    func tone(words: String) {
        #expect(!Self.notes.contains { $0.text.contains(words) })
    }

    @Test("keep what one partner's questionnaire said out of the couple's notes")
    func confidences() {
        for session in Self.sessions where session.noteAudience == .joint {
            #expect(session.note?.text.contains("PHQ") == false)
            #expect(session.note?.text.contains("suicid") == false)
        }
    }

    @Test(
        "are spelled the American way",
        arguments: ["behaviour", "colour", "honour", "apologis", "recognis", "cancelled", "centre"])
    func spelling(british: String) {
        let found = Self.notes.first { note in note.parts.contains { $0.text.lowercased().contains(british) } }
        #expect(found == nil, "\(found?.text ?? "")")
    }

    @Test("are signed within three days for the most part, late now and then, and recent ones may be drafts")
    func signatures() {
        let signed = Self.sessions.compactMap(\.noteSignedAfterDays)
        let late = Double(signed.count { $0 > 3 }) / Double(signed.count)
        #expect(0.02...0.12 ~= late, "\(late)")
        let drafts = Self.sessions.filter { $0.noteSignedAfterDays == nil }
        #expect(!drafts.isEmpty)
        #expect(drafts.allSatisfy { FictionalPracticeTests.today.days(since: $0.at.day) <= 6 })
    }
}
