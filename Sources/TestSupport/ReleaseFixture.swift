import Anonymity
package import CaseModel
package import Casework
package import Postgres

/// A practice with many couples, two admins and a researcher.
package struct ReleaseFixture {
    package let practice: TestPractice
    /// The admin who did not ask.
    package let approver: Casework
    package let researcher: Casework
    package let superuser: Database

    package init(couples: Int) async throws {
        let practice = try await TestPractice()
        self.practice = practice
        superuser = try await practice.superuser()
        // the template's login may be old
        try await practice.admin.prove(password: TestPractice.password)
        try await ManyCouples.add(0..<couples, to: superuser)
        func join(_ login: String, _ duty: Duty) async throws -> Casework {
            _ = try await practice.admin.addStaff(
                NewStaffMember(
                    login: login, name: login, credential: nil, duties: [duty], password: TestPractice.password),
                key: Self.key())
            let session = try await practice.stranger.logIn(login: login, password: TestPractice.password)
            return Casework(practice.environment, token: session.token)
        }
        approver = try await join("bea", .practiceAdmin)
        researcher = try await join("rio", .researcher)
        for (recipient, circle) in [("uni", "all"), ("ministry", "all"), ("island", "apart")] {
            try await practice.admin.addRecipient(recipient, circle: circle, key: Self.key())
        }
    }

    package static func key() -> RequestKey {
        var random = SystemRandomNumberGenerator()
        return .random(using: &random)
    }

    /// Asked for and approved.
    package func approved(
        _ profile: ReleaseProfile = .research, for recipient: String = "uni", columns: [ProgressColumn] = [],
        rule: ReleaseRule = .classes, rho: String? = nil
    ) async throws -> Handle {
        let wish = ReleaseWish(
            recipient: recipient, profile: profile, rule: rule, columns: columns,
            rho: rho.flatMap { Rational(decimal: $0) })
        let handle = try await practice.admin.requestRelease(wish, key: Self.key())
        try await approver.approveRelease(handle, key: Self.key())
        return handle
    }

    /// Made, written, checked and recorded.
    package func delivered(_ handle: Handle, by admin: Casework? = nil) async throws -> DeliveredFile {
        let admin = admin ?? practice.admin
        let release = try await admin.prepareRelease(handle)
        let file = try DeliveredFile(release)
        try await admin.deliver(release, as: file.file, key: Self.key())
        return file
    }

    /// That many couples more of whom a partner objects now; they are taken from the first that do not yet.
    package func withdraw(_ couples: Int) async throws {
        _ = try await superuser.write { transaction in
            try transaction.execute(
                """
                update app.partners p set objects_to_research = true
                from (select case_id from app.partners group by case_id having not bool_or(objects_to_research)
                      order by case_id limit \(couples)) c
                where p.case_id = c.case_id
                """)
        }
    }

    package func count(_ sql: SQL) async throws -> Int {
        try await superuser.read { try $0.one(sql, Int.self) }
    }
}
