import CaseModel

/// A case while its fields are filled in from one row, each checked as it comes.
struct CaseDraft {
    /// The rule that a value breaks.
    struct BrokenRule: Error, Equatable {
        let text: String
    }

    private var openedOn: CalendarDate?
    private var status: CaseStatus?
    private var region: String?
    private var togetherSince: Int?
    private var children: Int?
    private var breachKind: Breach.Kind?
    private var cameToLight = Breach.CameToLight.unknown
    private var breachMonth: CalendarDate?
    private var breachState = Breach.State.unknown
    private var closedOn: CalendarDate?
    private var howItEnded: Closing.HowItEnded?
    private var relationship: Closing.Relationship?
    private var a = PartnerDraft()
    private var b = PartnerDraft()

    struct PartnerDraft {
        var name: String?
        var part: PartInBreach?
        var birthYear: Int?
        var profile = PartnerProfile()
        var objects = false
    }

    /// Fills one field with a value that is known.
    mutating func fill(_ field: MappedField, with text: String) throws(BrokenRule) {
        switch field {
        case .openedOn: openedOn = try Self.day(text)
        case .status: status = try Self.word(text)
        case .region: region = text
        case .togetherSince: togetherSince = try Self.number(text, in: 1900...9999)
        case .children: children = try Self.number(text, in: 0...30)
        case .breachKind: breachKind = try Self.word(text)
        case .breachCameToLight: cameToLight = try Self.word(text)
        case .breachMonth: breachMonth = try Self.day(text.utf8.count == 7 ? text + "-01" : text)
        case .breachState: breachState = try Self.word(text)
        case .closedOn: closedOn = try Self.day(text)
        case .howItEnded: howItEnded = try Self.word(text)
        case .relationship: relationship = try Self.word(text)
        case .nameA: a.name = text
        case .partA: a.part = try Self.word(text)
        case .birthYearA: a.birthYear = try Self.number(text, in: 1850...9999)
        case .educationA: a.profile.education = text
        case .occupationA: a.profile.occupation = text
        case .backgroundA: a.profile.background = text
        case .objectsA: a.objects = try Self.flag(text)
        case .nameB: b.name = text
        case .partB: b.part = try Self.word(text)
        case .birthYearB: b.birthYear = try Self.number(text, in: 1850...9999)
        case .educationB: b.profile.education = text
        case .occupationB: b.profile.occupation = text
        case .backgroundB: b.profile.background = text
        case .objectsB: b.objects = try Self.flag(text)
        }
    }

    /// The whole case; a field's name with the rule where the fields do not go together.
    func finished() throws(CaseworkError) -> CaseHistory {
        guard let openedOn, let status, let breachKind, let partA = a.part, let partB = b.part else {
            throw .internal("a required field was not filled")
        }
        var closing: Closing?
        if let closedOn, let howItEnded {
            if closedOn < openedOn { throw .invalid(field: "closing.on", "the case was closed before it was opened") }
            closing = Closing(on: closedOn, howItEnded: howItEnded, relationship: relationship ?? .unknown)
        } else if closedOn != nil || howItEnded != nil {
            throw .invalid(field: "closing.on", "a closing needs both closing.on and closing.howItEnded")
        }
        if (status == .closed) != (closing != nil) {
            throw .invalid(
                field: "status", "a closed case has closing.on and closing.howItEnded, and no other case has them")
        }
        var history = CaseHistory(
            a: CaseHistory.PartnerRecord(
                name: a.name, part: partA, birthYear: a.birthYear, profile: a.profile, objectsToResearch: a.objects),
            b: CaseHistory.PartnerRecord(
                name: b.name, part: partB, birthYear: b.birthYear, profile: b.profile, objectsToResearch: b.objects),
            breach: Breach(kind: breachKind, cameToLight: cameToLight, month: breachMonth, state: breachState),
            region: region, togetherSince: togetherSince, children: children, openedOn: openedOn, status: status)
        history.closing = closing
        try history.check()
        return history
    }

    private static func word<Word: RawRepresentable & CaseIterable>(_ text: String) throws(BrokenRule) -> Word
    where Word.RawValue == String {
        guard let word = Word(rawValue: text) else {
            throw BrokenRule(
                text: "not one of \(Word.allCases.map(\.rawValue).joined(separator: ", ")); map it with values")
        }
        return word
    }

    private static func day(_ text: String) throws(BrokenRule) -> CalendarDate {
        guard let day = CalendarDate(text) else {
            throw BrokenRule(text: "no day that exists; write it as YYYY-MM-DD")
        }
        return day
    }

    private static func number(_ text: String, in range: ClosedRange<Int>) throws(BrokenRule) -> Int {
        guard text.utf8.count <= 4, text.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(text),
            range.contains(number)
        else {
            throw BrokenRule(text: "no whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    private static func flag(_ text: String) throws(BrokenRule) -> Bool {
        switch text {
        case "true": return true
        case "false": return false
        default: throw BrokenRule(text: "neither true nor false; map it with values")
        }
    }
}
