import CaseModel
import Fiction
import SystemPackage

/// A caseload as another program would give it: Fiction's couples without their treatment, as CSV.
struct CaseloadFile {
    private let fiction: FictionalPractice

    init(_ fiction: FictionalPractice) {
        self.fiction = fiction
    }

    func write(to path: FilePath) throws {
        let file = try FileDescriptor.open(
            path, .writeOnly, options: [.create, .truncate], permissions: .ownerReadWrite)
        try file.closeAfter {
            var text =
                "opened_on,kind,came_to_light,part,name_a,name_b,born_a,born_b,occupation_a,occupation_b,"
                + "together_since,children,region\n"
            for number in 0..<fiction.couples {
                text += Self.line(fiction.couple(number))
                if text.utf8.count > 1 << 16 {
                    try file.writeAll(text.utf8)
                    text = ""
                }
            }
            try file.writeAll(text.utf8)
        }
    }

    private static func line(_ couple: CaseHistory) -> String {
        func number(_ value: Int?) -> String { value.map(String.init) ?? "" }
        let part =
            switch couple.a.part {
            case .hurt: "b"
            case .involved: "a"
            case .both: "both"
            }
        let cells = [
            couple.openedOn.description, couple.breach.kind.rawValue, couple.breach.cameToLight.rawValue, part,
            couple.a.name ?? "", couple.b.name ?? "", number(couple.a.birthYear), number(couple.b.birthYear),
            couple.a.profile.occupation ?? "", couple.b.profile.occupation ?? "", number(couple.togetherSince),
            number(couple.children), couple.region ?? "",
        ]
        return cells.map { $0.contains(",") ? "\"\($0)\"" : $0 }.joined(separator: ",") + "\n"
    }
}
