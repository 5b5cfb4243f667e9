import Testing

@testable import Postgres

@Suite("A server over the network must be verified")
struct VerifiedServerTests {
    private func kind(_ keywords: [String: String]) -> PostgresError.Kind? {
        do {
            try Session.requireVerifiedServer(keywords)
            return nil
        } catch {
            return error.kind
        }
    }

    @Test(arguments: [
        ["host": "db.example.org"], ["host": "db.example.org", "sslmode": "require"],
        ["host": "db.example.org", "sslmode": "verify-ca"], ["hostaddr": "192.0.2.1", "host": "/run/postgresql"],
        ["host": "127.0.0.1", "sslmode": "disable"], ["host": "/run/postgresql,db.example.org", "sslmode": "prefer"],
    ])
    func refused(keywords: [String: String]) {
        #expect(kind(keywords) == .unverifiedServer)
    }

    @Test(arguments: [
        ["host": "db.example.org", "sslmode": "verify-full"], ["hostaddr": "192.0.2.1", "sslmode": "verify-full"],
        ["host": "/run/postgresql"], ["host": "@abstract"], ["host": "/run/a,/run/b", "sslmode": "disable"],
    ])
    func accepted(keywords: [String: String]) {
        #expect(kind(keywords) == nil)
    }

    @Test("Nothing is sent: the refusal comes before any connection")
    func beforeAnything() async throws {
        // 192.0.2.0/24 belongs to nobody (RFC 5737): a connection would take until its time-out
        var settings = ConnectionSettings(["host": "192.0.2.1", "dbname": "troth"])
        settings.connectTimeout = .seconds(600)
        let error = await #expect(throws: PostgresError.self) { try await Connection.open(settings) }
        #expect(error?.kind == .unverifiedServer)
    }
}
