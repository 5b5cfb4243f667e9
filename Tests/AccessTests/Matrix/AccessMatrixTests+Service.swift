import CaseModel
import Casework
import FoundationEssentials
import Postgres
import Sealing
import TestSupport
import Testing

extension AccessMatrixTests {
    private struct Person: RowDecodable, Sendable {
        let name: String
        let duty: String
        let relationship: String
        let token: [UInt8]
        let target: UUID

        init(row: inout RowReader) throws(PostgresError) {
            name = try row.next()
            duty = try row.next()
            relationship = try row.next()
            token = try row.next()
            target = try row.next()
        }
    }

    /// Each person asks for each thing that the program does; who may not is told the right thing, and what somebody may
    /// is done.
    @Test func throughTheServiceSaysWhatTheRulesSay() async throws {
        let practices = try await TwoPractices()
        let expected = try ExpectedRights("service.txt").lines
        let proof = Proof("access matrix, through the service")
        let every = Proof.size(16, full: 1)
        let people = try await practices.past { transaction in
            try transaction.all(
                """
                select actor, duty, relationship, decode(token, 'hex'), target from proof.actors
                where duty <> 'exporter' order by actor
                """, as: Person.self)
        }
        var turn = 0
        for person in people {
            let target = try await practices.past { try $0.one(Target.query(person.target), as: Target.self) }
            let token = person.token.isEmpty ? nil : try LoginToken(bytes: person.token)
            let casework = Casework(practices.environment, token: token, acting: Duty(rawValue: person.duty))
            for useCase in UseCase.reading + UseCase.writing {
                turn += 1
                guard turn.isMultiple(of: every) else { continue }
                let wanted = Self.expects(expected, of: person, useCase.name)
                let holders = Set(expected.filter { $0.object == useCase.name }.map(\.duty))
                var got = await Self.outcome(naming: holders) { try await useCase.run(casework, target) }
                // to lock a row for a change one has to be let change it: then it is not found
                if wanted == "refused", got == "not found" { got = wanted }
                #expect(proof.holds(got == wanted), "\(person.name), \(useCase.name): \(wanted), not \(got)")
            }
        }
        proof.report()
    }

    /// What a message says, who does a thing, is what the table of rights says: the one that the policies are made from.
    @Test func aMessageNamesOnlyWhoHoldsTheRight() async throws {
        let practices = try await TwoPractices()
        let rights = try await practices.past { transaction in
            try transaction.all(
                "select distinct duty, object || ':' || action from private.rights", String.self, String.self)
        }
        let held = Dictionary(grouping: rights, by: \.0).mapValues { Set($0.map(\.1)) }
        let lines = try ExpectedRights("service.txt").lines
        let known = Set(rights.map(\.1))
        for useCase in UseCase.reading + UseCase.writing {
            let said = lines.filter { $0.object == useCase.name }
            #expect(!said.isEmpty, "\(useCase.name) has no line")
            for line in said {
                let needed = Set(line.rows.split(separator: " ").map(String.init))
                #expect(!needed.isEmpty && needed.isSubset(of: known), "\(line.object): \(line.rows)")
                #expect(
                    !needed.isDisjoint(with: held[line.duty] ?? []), "\(line.duty) does not hold \(line.rows)")
            }
        }
    }

    private static func expects(_ lines: [ExpectedRights.Line], of person: Person, _ useCase: String) -> String {
        switch person.relationship {
        case "revoked", "expired", "forged", "nobody": return "not logged in"
        case "duty_ended", "duty_not_yet": return "forbidden"
        default: break
        }
        let found = lines.filter { $0.duty == person.duty && $0.object == useCase }
        guard !found.isEmpty else { return "forbidden" }
        if found.contains(where: { $0.whose.contains(person.relationship) }) { return "done" }
        // who has a case open by break-glass finds it, and is told that it is not theirs to change
        let reads = lines.contains { $0.duty == person.duty && $0.whose.contains(person.relationship) }
        return reads && person.relationship == "break_glass" && found.contains { $0.operation == "write" }
            ? "refused" : "not found"
    }

    /// What came of it. A message about a missing duty must name just the duties that the rules give the use case to.
    static func outcome(naming holders: Set<String>, _ body: () async throws -> Void) async -> String {
        do {
            try await body()
            return "done"
        } catch CaseworkError.notLoggedIn {
            return "not logged in"
        } catch CaseworkError.forbidden(let duties, _) {
            let named = Set(duties.map(\.rawValue))
            return named == holders ? "forbidden" : "forbidden, naming \(named.sorted()), not \(holders.sorted())"
        } catch CaseworkError.notFound {
            return "not found"
        } catch CaseworkError.erased {
            // the case is not there either; that it was erased is told to admins
            return "not found"
        } catch CaseworkError.conflict(let words)
            where words.contains("not yours to change") || words.contains("break-glass, to read")
        {
            return "refused"
        } catch CaseworkError.keys(let words) where words.contains("staff.name") || words.contains("in format 0") {
            // what the fixture has for names and words is no real ciphertext: the database has let it pass
            return "done"
        } catch CaseworkError.conflict {
            // a rule of the record, met after access was given
            return "done"
        } catch {
            return String(describing: error)
        }
    }
}

extension LoginToken {
    init(bytes: [UInt8]) throws {
        let text = Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
            .replacing("=", with: "")
        try self.init(text: text)
    }
}
