import CaseModel
import Casework

/// Who wrote the notes that a document is made from, and how they are signed, in the words of every report.
enum Signing {
    /// The authors with their credentials, each once.
    static func authors(_ authors: [(name: String, credential: String?)]) -> RichText {
        var seen: [String] = []
        var line = RichText("")
        for author in authors where !seen.contains(author.name) {
            line = "\(line)\(seen.isEmpty ? "" : "; ")\(person(author.name, author.credential))"
            seen.append(author.name)
        }
        return line
    }

    static func person(_ name: String, _ credential: String?) -> RichText {
        credential.map { "\(name: name), \($0)" } ?? "\(name: name)"
    }

    /// Of several notes the last signature counts: `signed 9 Jun 2026, 14:00; co-signed 10 Jun 2026 by ...`.
    static func words(_ notes: [(signedAt: LocalTime, cosignature: Cosignature?)]) -> RichText {
        guard let last = notes.max(by: { $0.signedAt < $1.signedAt }) else { return "not signed" }
        return words(last.signedAt, last.cosignature)
    }

    static func words(_ signedAt: LocalTime, _ cosignature: Cosignature?) -> RichText {
        let signed: RichText = "signed \(signedAt.day), \(DayText.clock(signedAt))"
        guard let cosignature else { return signed }
        return
            "\(signed); co-signed \(cosignature.at.day), \(DayText.clock(cosignature.at)), by \(person(cosignature.name, cosignature.credential))"
    }
}
