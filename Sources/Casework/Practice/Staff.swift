package import CaseModel
import FoundationEssentials
import Postgres
import Sealing

/// One person of the practice, as the list shows them.
package struct StaffEntry: Sendable {
    package let login: String
    package let name: String
    package let credential: String?
    package let duties: [Duty]
    package let openCases: Int
}

extension Casework {
    /// Records a person who joins the practice, with a first password. Returns the login.
    package func addStaff(_ person: NewStaffMember, key: RequestKey) async throws(CaseworkError) -> String {
        try await failures {
            var random = environment.random
            let prepared = try await person.prepared(
                cost: environment.passwordCost, derivations: environment.derivations, random: &random)
            let request = Request(
                "staff add", key: key,
                [
                    person.login, person.name, person.credential,
                    person.duties.map(\.rawValue).sorted().joined(separator: ","),
                ])
            return try await change(request, by: [.practiceAdmin], answer: person.login) { [random] desk in
                var random = random
                let practice = try desk.transaction.one(
                    "select name from app.practices where practice_id = \(desk.practice)", String.self)
                try PasswordRules.check(person.password, login: person.login, name: person.name, practice: practice)
                try prepared.insert(
                    practice: desk.practice, sealedName: prepared.sealedName(under: try desk.keys, using: &random),
                    desk.transaction)
                _ = try desk.transaction.execute(
                    """
                    select private.give_credential(\(prepared.id), \(prepared.login), \(prepared.password.salt),
                        \(prepared.password.derivation), \(prepared.password.proof.bytes))
                    """)
            }
        }
    }

    /// Everyone in the practice, with their duties and how many open cases each has.
    package func staffList() async throws(CaseworkError) -> [StaffEntry] {
        try await failures {
            let (rows, names) = try await open("staff list", by: [.practiceAdmin]) { desk in
                let rows = try desk.transaction.all(
                    """
                    select s.staff_id, s.login, s.credential,
                        array(select d.duty from app.staff_duties d
                              where d.practice_id = s.practice_id and d.staff_id = s.staff_id
                                  and d.starts_at <= now() and (d.ends_at is null or d.ends_at > now())
                              order by d.duty),
                        (select count(*) from app.assignments a
                         join app.cases c on c.practice_id = a.practice_id and c.case_id = a.case_id
                         where a.practice_id = s.practice_id and a.staff_id = s.staff_id and a.part <> 'break_glass'
                             and a.starts_at <= now() and (a.ends_at is null or a.ends_at > now())
                             and c.status <> 'closed')
                    from app.staff s where s.practice_id = \(desk.practice)
                    order by s.login
                    """, UUID.self, String.self, String?.self, [String].self, Int.self)
                return (rows, try desk.staffNames())
            }
            let opened = try names.opened()
            return rows.map { row in
                StaffEntry(
                    login: row.1, name: opened[row.0] ?? row.1, credential: row.2,
                    duties: row.3.compactMap(Duty.init), openCases: row.4)
            }
        }
    }
}

extension Casework {
    /// Records the number of a person's licence, as an insurer asks for it, in the place of what was there.
    package func setLicence(_ number: String, of login: String, key: RequestKey) async throws(CaseworkError) {
        try await failures {
            let number = try checkedWords(number, field: "number", atMost: 100)
            let request = Request("staff licence", key: key, [login, number])
            _ = try await change(request, by: [.practiceAdmin], answer: login) { desk in
                let staff = try desk.staffMember(login)
                var random = desk.environment.random
                let keys = try desk.keys
                let sealed = try keys.words.seal(
                    Array(number.utf8), at: PreparedStaffMember.licenceField(of: staff, in: keys.practice), revision: 1,
                    using: &random)
                try desk.transaction.execute(
                    """
                    update app.staff set licence_sealed = \(sealed)
                    where practice_id = \(desk.practice) and staff_id = \(staff)
                    """)
            }
        }
    }
}

/// The sealed names of a practice's people. Opened only after COMMIT.
struct SealedStaffNames: Sendable {
    let names: [(UUID, [UInt8])]
    let licences: [(UUID, [UInt8])]
    let practice: PracticeKey

    /// The number of a person's licence, where one is recorded.
    func licence(of person: UUID) throws -> String? {
        guard let (staff, sealed) = licences.first(where: { $0.0 == person }) else { return nil }
        let place = PreparedStaffMember.licenceField(of: staff, in: practice.practice)
        return String(decoding: try practice.words.open(sealed, at: place), as: UTF8.self)
    }

    func opened() throws -> [UUID: String] {
        var opened: [UUID: String] = [:]
        for (staff, sealed) in names {
            let place = PreparedStaffMember.nameField(of: staff, in: practice.practice)
            opened[staff] = String(decoding: try practice.words.open(sealed, at: place), as: UTF8.self)
        }
        return opened
    }
}

extension Desk {
    /// Fetches the names of the practice's people, or of these of them. In an `open` transaction only.
    func staffNames(of staff: [UUID]? = nil) throws -> SealedStaffNames {
        let rows = try transaction.all(
            "select staff_id, name_sealed, licence_sealed from app.open_staff(\(staff)::uuid[])", UUID.self,
            [UInt8].self,
            [UInt8]?.self)
        return SealedStaffNames(
            names: rows.map { ($0.0, $0.1) }, licences: rows.compactMap { row in row.2.map { (row.0, $0) } },
            practice: try keys)
    }
}
