import CaseModel
import Casework
import TestSupport
import Testing

@Suite("A person barred from a case")
struct BarTests {
    @Test("cannot open it, whatever else would let them: assignment, supervision, break-glass, the practice's lists")
    func everything() async throws {
        let group = try await GroupPractice()
        try await group.admin.startSupervision(by: "sue", of: "thea", key: .fresh())
        try await group.admin.assignCase(group.handle, to: "omar", as: .coTherapist, key: .fresh())
        try await group.supervisor.prove(password: TestPractice.password)
        for (login, person) in [("sue", group.supervisor), ("omar", group.omar)] {
            #expect(await sees(person, group.handle))
            try await group.admin.bar(login, from: group.handle, because: "a cousin of A", key: .fresh())
            #expect(await !sees(person, group.handle))
            #expect(try await person.caseload().isEmpty)
            try await person.prove(password: TestPractice.password)
            let glass = await refusal { () async throws(CaseworkError) in
                try await person.breakGlass(group.handle, because: GroupPractice.reason, key: .fresh())
            }
            #expect(glass?.kind == "notFound")
        }
        #expect(try await group.frontDesk.deskCouples().map(\.nameA) == ["Ana O'Neill"])
        try await group.admin.bar("fay", from: group.handle, because: "a neighbour", key: .fresh())
        #expect(try await group.frontDesk.deskCouples().isEmpty)
        let assigned = await refusal { () async throws(CaseworkError) in
            try await group.admin.assignCase(group.handle, to: "omar", as: .coTherapist, key: .fresh())
        }
        #expect(assigned?.words.hasPrefix("This person is barred from this case.") == true)
        #expect(try await group.admin.bars().map(\.reason) == ["a cousin of A", "a cousin of A", "a neighbour"])
        try await group.admin.unbar("omar", from: group.handle, key: .fresh())
        #expect(await !sees(group.omar, group.handle))
        try await group.admin.assignCase(group.handle, to: "omar", as: .coTherapist, key: .fresh())
        #expect(await sees(group.omar, group.handle))
        #expect(await sees(group.therapist, group.handle))
    }

    @Test("loses what they had open by break-glass, and an admin loses the case's administration")
    func atOnce() async throws {
        let group = try await GroupPractice()
        try await group.omar.prove(password: TestPractice.password)
        _ = try await group.omar.breakGlass(group.handle, because: GroupPractice.reason, key: .fresh())
        #expect(await sees(group.omar, group.handle))
        try await group.admin.bar("omar", from: group.handle, because: "his brother", key: .fresh())
        #expect(await !sees(group.omar, group.handle))
        #expect(try await group.admin.allCases(limit: 10).count == 1)
        try await group.admin.bar("admin", from: group.handle, because: "myself", key: .fresh())
        #expect(try await group.admin.allCases(limit: 10).isEmpty)
        #expect(try await group.admin.bars().isEmpty)
    }
}
