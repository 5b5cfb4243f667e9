/// The life of the notes of one session as the rules in words tell it (docs/decisions/0040), without a database: what
/// each person's step does, or that it is refused. Written from the rules, not from the SQL.
struct NoteModel: Hashable {
    /// Tom is a trainee; Tia one too, and a supervisor; Thea a therapist. Sue supervises Tom and Tia, Tia supervises Tom,
    /// Max supervises nobody.
    enum Person: String, CaseIterable { case tom, tia, thea, sue, max }

    enum Kind: String { case plain, correction, addendum }

    enum Phase: String { case draft, waiting, signed, cosigned, returned }

    struct Note: Hashable {
        let author: Person
        let kind: Kind
        /// The place of the note that it corrects or adds to.
        let of: Int?
        var phase: Phase
    }

    enum Step: Hashable {
        case write(Person)
        case edit(Person, Int)
        case sign(Person, Int)
        /// Overdue, and without a reason.
        case signLate(Person, Int)
        case cosign(Person, Int)
        case giveBack(Person, Int)
        case correct(Person, Int)
        case amend(Person, Int)
        /// Changing or deleting what is signed, taking a review away, writing what only the database may write.
        case tamper(Person, Int, Int)
    }

    static let authors: [Person] = [.tom, .tia, .thea]
    static let supervisors: [Person] = [.sue, .tia, .max]
    static let tamperings = 6

    private(set) var notes: [Note] = []

    private static func supervises(_ supervisor: Person, _ author: Person) -> Bool {
        switch (supervisor, author) {
        case (.sue, .tom), (.sue, .tia), (.tia, .tom): true
        default: false
        }
    }

    private func hasDraft(_ person: Person) -> Bool { notes.contains { $0.phase == .draft && $0.author == person } }

    private func isSigned(_ note: Note) -> Bool { note.phase != .draft }

    /// Takes the step if the rules allow it; says whether they did.
    mutating func take(_ step: Step) -> Bool {
        switch step {
        case .write(let person):
            guard !hasDraft(person) else { return false }
            notes.append(Note(author: person, kind: .plain, of: nil, phase: .draft))
        case .edit(let person, let place):
            guard notes[place].phase == .draft, notes[place].author == person else { return false }
        case .sign(let person, let place): return sign(person, place)
        case .signLate(let person, let place):
            // what corrects or adds to a note is due at no time
            guard notes[place].kind != .plain else { return false }
            return sign(person, place)
        case .cosign(let person, let place): return review(person, place, .cosigned)
        case .giveBack(let person, let place): return review(person, place, .returned)
        case .correct(let person, let place):
            guard notes[place].phase == .returned, notes[place].author == person, !hasDraft(person) else {
                return false
            }
            notes.append(Note(author: person, kind: .correction, of: place, phase: .draft))
        case .amend(let person, let place):
            guard isSigned(notes[place]), !hasDraft(person) else { return false }
            notes.append(Note(author: person, kind: .addendum, of: place, phase: .draft))
        case .tamper: return false
        }
        return true
    }

    private mutating func sign(_ person: Person, _ place: Int) -> Bool {
        let note = notes[place]
        guard note.phase == .draft, note.author == person else { return false }
        switch note.kind {
        case .plain:
            if notes.contains(where: { isSigned($0) && $0.kind == .plain && $0.author == person }) { return false }
        case .correction:
            if notes.contains(where: { isSigned($0) && $0.kind == .correction && $0.of == note.of }) { return false }
        case .addendum: break
        }
        notes[place].phase = person == .thea ? .signed : .waiting
        return true
    }

    private mutating func review(_ person: Person, _ place: Int, _ phase: Phase) -> Bool {
        guard notes[place].phase == .waiting, notes[place].author != person,
            Self.supervises(person, notes[place].author)
        else { return false }
        notes[place].phase = phase
        return true
    }

    /// As the database is asked for it: each note's place and phase.
    var state: String { notes.indices.map { "\($0):\(notes[$0].phase.rawValue)" }.joined(separator: " ") }

    /// Every step that could be tried here.
    func steps() -> [Step] {
        var steps: [Step] = Self.authors.map { .write($0) }
        for place in notes.indices {
            for person in Self.authors {
                steps += [
                    .edit(person, place), .sign(person, place), .signLate(person, place), .correct(person, place),
                    .amend(person, place),
                ]
            }
            for person in Self.supervisors { steps += [.cosign(person, place), .giveBack(person, place)] }
            for tampering in 0..<Self.tamperings {
                for person in Person.allCases { steps.append(.tamper(person, place, tampering)) }
            }
        }
        return steps
    }
}
