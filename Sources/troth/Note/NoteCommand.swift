import ArgumentParser
import CaseModel
import Casework

struct NoteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "note", abstract: "Notes: write, show, sign, co-sign, return, correct, amend, sweep.",
        subcommands: [
            NoteWrite.self, NoteShow.self, NoteSign.self, NoteCosign.self, NoteReturn.self, NoteCorrect.self,
            NoteAmend.self, NoteSweep.self, NoteShare.self, NoteKept.self,
        ])
}

extension NoteFormat: ExpressibleByArgument {}
extension Audience: ExpressibleByArgument {}

extension NoteFormat {
    /// As a person says it.
    var words: String { self == .free ? "free text" : rawValue.uppercased() }
}

extension Audience {
    /// As a person says it.
    var words: String {
        switch self {
        case .joint: "for the couple's record"
        case .a: "told by A in confidence"
        case .b: "told by B in confidence"
        case .therapist: "psychotherapy note"
        }
    }
}

extension NoteEntry {
    /// How far the note is, in one word: a signed note that waits for its co-signature is not done yet.
    var stateName: String {
        switch (standing, review) {
        case (.draft, _): "draft"
        case (.signed, nil): "signed"
        case (.signed, .waiting?): "to_cosign"
        case (.signed, .given(let outcome, _, _, _)?): outcome.rawValue
        }
    }
}
