package import CaseModel

/// A made-up person who works in the fictional practice.
package struct FictionalStaff: Sendable, Hashable {
    package let name: String
    /// Unique within the practice, ASCII, lower case.
    package let login: String
    /// What stands under a signature, such as `LMFT`; nil for those who sign no notes.
    package let credential: String?
    /// The person's place in the practice, such as `Clinical supervisor`.
    package let position: String
    package let duties: [Duty]
}

extension FictionalStaff {
    static let admin = FictionalStaff(
        name: "Joanna Whitfield", login: "jwhitfield", credential: nil, position: "Practice manager",
        duties: [.practiceAdmin])

    static let frontDesk = FictionalStaff(
        name: "Priya Raman", login: "praman", credential: nil, position: "Front desk", duties: [.frontDesk])

    /// The therapist at `index`: the first is the experienced one who supervises.
    static func therapist(_ index: Int) -> FictionalStaff {
        if index < founders.count { return founders[index] }
        let later = index - founders.count
        let given = givenNames[later % givenNames.count]
        let family = familyNames[(later / givenNames.count + later) % familyNames.count]
        let round = later / (givenNames.count * familyNames.count)
        let login = given.lowercased() + "." + family.lowercased() + (round == 0 ? "" : String(round + 1))
        let credential = credentials[later % credentials.count]
        return FictionalStaff(
            name: "\(given) \(family)", login: login, credential: credential,
            position: credential == "LMFT Associate" ? "Associate" : "Therapist", duties: [.therapist])
    }

    private static let founders: [FictionalStaff] = [
        .init(
            name: "Miriam Castellanos", login: "mcastellanos", credential: "PhD", position: "Clinical supervisor",
            duties: [.therapist, .supervisor]),
        .init(
            name: "Daniel Okonkwo", login: "dokonkwo", credential: "LMFT", position: "Therapist",
            duties: [.therapist]),
        .init(
            name: "Ruth Lindqvist", login: "rlindqvist", credential: "LCSW", position: "Therapist",
            duties: [.therapist]),
        .init(
            name: "Theo Nakagawa", login: "tnakagawa", credential: "LMFT Associate", position: "Associate",
            duties: [.trainee]),
    ]

    private static let credentials = [
        "LMFT", "LCSW", "LMFT", "LMFT Associate", "LMFT", "PhD", "LPC", "LCSW", "LMFT", "LMFT Associate",
    ]

    private static let givenNames = [
        "Alice", "Benjamin", "Carmen", "David", "Elena", "Frank", "Grace", "Hector", "Irene", "Jonah", "Karen",
        "Louis", "Maya", "Nathan", "Olivia", "Paul", "Quinn", "Rosa", "Samuel", "Tessa", "Umar", "Vera", "Walter",
        "Ximena", "Yusuf", "Zoe", "Adrian", "Bridget", "Colin", "Diana", "Ethan", "Fiona", "Gabriel", "Helen",
        "Ivan", "Judith", "Kenji", "Laura", "Marcus", "Nora", "Omar",
    ]

    private static let familyNames = [
        "Abbott", "Barnes", "Chen", "Delgado", "Ellison", "Fischer", "Garza", "Hoffman", "Iyer", "Jensen", "Kaplan",
        "Lowell", "Mercer", "Novak", "Ortega", "Pruitt", "Quist", "Ramsey", "Sato", "Tran", "Underwood", "Vance",
        "Weiss", "Xiong", "Yates", "Zeller", "Acosta", "Boyd", "Cohen", "Dunn", "Eng", "Flores", "Graves", "Hale",
        "Ito", "Joyce", "Kerr", "Lund", "Moss", "Nash", "Odell", "Park", "Rowe",
    ]
}
