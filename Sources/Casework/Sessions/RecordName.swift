import CaseModel
import FoundationEssentials
import Postgres

/// What a person typed to name a record: its handle, or its id, which is taken wherever a handle is.
struct RecordName: Sendable {
    private enum Form: Sendable {
        case handle(Handle)
        case id(UUID)
    }

    private let form: Form

    /// - Throws: `invalid` where it can be neither; what was typed is not repeated, since it may be a name.
    init(_ text: String, _ kind: Handle.Kind) throws(CaseworkError) {
        if let handle = Handle(text, kind) {
            form = .handle(handle)
        } else if let id = UUID(uuidString: text) {
            form = .id(id)
        } else {
            let letter = kind.rawValue
            throw .invalid(
                field: kind.subject.rawValue,
                "this is no handle of one; it is \(letter) and 7 more letters and digits, such as \(letter)4XK92TM")
        }
    }

    /// As it stands in messages, and in what a request is known by.
    var text: String {
        switch form {
        case .handle(let handle): handle.description
        case .id(let id): id.uuidString.lowercased()
        }
    }

    /// The predicate that finds it.
    func matches(handle: SQL, id: SQL) -> SQL {
        switch form {
        case .handle(let name): "\(handle) = \(name)"
        case .id(let name): "\(id) = \(name)"
        }
    }
}

extension Handle.Kind {
    fileprivate var subject: CaseworkError.Subject {
        switch self {
        case .caseFile: .caseFile
        case .session: .session
        case .note: .note
        case .commitment: .commitment
        case .goal: .goal
        case .record: .record
        case .reportRun: .reportRun
        case .reportSchedule: .reportSchedule
        case .release: .release
        }
    }
}

extension Handle {
    /// The handle that a change answered with.
    init(answer: String, _ kind: Kind) throws(CaseworkError) {
        guard let handle = Handle(answer, kind) else { throw .internal("answer is no handle") }
        self = handle
    }
}
