import ArgumentParser
import CaseModel

struct NoteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "note", abstract: "Notes: write, show, sign.",
        subcommands: [NoteWrite.self, NoteShow.self, NoteSign.self, NoteShare.self])
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
