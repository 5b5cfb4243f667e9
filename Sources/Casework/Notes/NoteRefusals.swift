package import CaseModel

/// The most bytes a note may have: far more than a session needs, far less than what would fill a memory.
private let noteLimit = 1_048_576

extension CaseworkError {
    /// That a note is signed and stays as it is: what would be added to it comes as a note of its own.
    package static func signed(_ note: NoteEntry, at: LocalTime) -> Self {
        let next: String
        if note.sessionHandle == nil {
            next = "Another comes as a note of its own: `troth note write --case \(note.caseHandle) --psychotherapy`."
        } else if case .given(.returned, _, _, _)? = note.review {
            next =
                note.correctedBy.map { "It was returned, and \($0) corrects it." }
                ?? "It was returned: `troth note correct \(note.handle)` writes its corrected text."
        } else {
            next = "An addendum leaves it untouched: `troth note amend \(note.handle)`."
        }
        return .conflict(
            "The note \(note.handle) was signed on \(at) and stays as it is. Nothing was changed. \(next)")
    }
}

extension NoteBody {
    /// Reads the words of a note.
    ///
    /// - Throws: `invalid`, with the line that is at fault; none of the words is repeated.
    init(checking words: String, as format: NoteFormat, whole: Bool) throws(CaseworkError) {
        if words.utf8.contains(0) {
            throw .invalid(field: "note", "it holds the character U+0000, which cannot be stored; remove it")
        }
        if words.utf8.count > noteLimit {
            throw .invalid(field: "note", "it is longer than 1 MiB; shorten it or split it")
        }
        do throws(NoteBody.Refusal) {
            self = try NoteBody(reading: words, as: format, whole: whole)
        } catch {
            throw .invalid(field: "note", error.advice(format))
        }
    }
}

extension NoteBody.Refusal {
    fileprivate func advice(_ format: NoteFormat) -> String {
        let name = format.rawValue.uppercased()
        switch self {
        case .empty:
            return "there are no words in it; write some"
        case .missing(let sections):
            return "there are no words yet under \(Self.list(sections)). To be signed, a \(name) note needs "
                + Self.list(format.required)
        case .unknownHeading(let line):
            return "line \(line) is no heading of a \(name) note. It needs \(Self.list(format.required)), and may have "
                + "\(Self.list(NoteFormat.optional.filter { !format.required.contains($0) })); --format free needs none"
        case .textBeforeFirstHeading(let line):
            return "line \(line) stands before the first heading. Begin with a line `# "
                + "\(format.required[0].rawValue)`, or use --format free"
        case .repeated(let section):
            return "the heading # \(section.rawValue) stands there twice; put its words together under one"
        }
    }

    private static func list(_ sections: [NoteSection]) -> String {
        sections.map { "# \($0.rawValue)" }.joined(separator: ", ")
    }
}
