import CaseModel
import FoundationEssentials

/// A copy of a couple's record for one reader: entries, each as it stands in the record and with whose it is.
package struct RecordCopy: Sendable, Encodable {
    package struct Fact: Sendable, Hashable, Encodable {
        package let name: String
        package let value: String
    }

    package struct Entry: Sendable, Hashable, Encodable {
        /// What kind of record: the name of its table.
        package let kind: String
        /// The row's id; of a stage, the case's id and its number on the road.
        package let id: String
        package let handle: String?
        package let on: String
        package let audience: String
        package let title: String
        package let facts: [Fact]
        /// The words, by their headings.
        package let words: [Fact]
    }

    package let format = "troth-record-copy-1"
    package let practice: String
    package let caseHandle: String
    package let madeOn: String
    /// As the reader is called: `partner A`, `both partners`, or the person's name.
    package let reader: String
    /// In the order of their days.
    package let entries: [Entry]

    private enum CodingKeys: String, CodingKey {
        case format, practice, reader, entries
        case caseHandle = "case"
        case madeOn = "made_on"
    }

    /// The copy as a person reads it: plain text, so that anything shows it and a check reads every letter of it.
    package var text: String {
        var lines = [
            "COPY OF A RECORD", "", "Practice  \(practice)", "Case      \(caseHandle)", "For       \(reader)",
            "Made on   \(madeOn)", "", "Confidential. What stands here is for the reader named above.", "",
        ]
        for entry in entries {
            lines.append("────────────────────────────────────────────────────────────")
            lines.append("\(entry.on)  \(entry.title)" + (entry.handle.map { "  \($0)" } ?? ""))
            lines.append("  \(Self.whose(entry.audience))")
            lines += entry.facts.map { "  \($0.name): \($0.value)" }
            for part in entry.words {
                lines.append("")
                if !part.name.isEmpty { lines.append("  \(part.name)") }
                lines += part.value.split(separator: "\n", omittingEmptySubsequences: false).map { "    \($0)" }
            }
            lines.append("")
        }
        lines.append("End of the copy: \(entries.count) entries.")
        return lines.joined(separator: "\n") + "\n"
    }

    private static func whose(_ audience: String) -> String {
        audience == "joint" ? "of both partners" : "of partner \(audience)"
    }
}

/// Why something of the record is not in a copy, for the therapist who makes it. The same sentences for every case, and
/// counts of joint entries only: nothing tells whether there is a screen, a flag or a confidence.
package struct Withheld: Sendable, Hashable {
    package let what: String
    package let why: String

    /// What no copy holds, whether or not there is any.
    static let always = [
        Withheld(
            what:
                "Psychotherapy notes, drafts, notes that wait for a co-signature, answers to items, and whatever belongs to safety",
            why: "no copy holds them, whether or not there are any")
    ]
}
