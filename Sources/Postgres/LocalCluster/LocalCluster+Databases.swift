extension LocalCluster {
    /// Makes a database in UTF-8 with the C.UTF-8 locale, empty or as a copy of a template nobody is connected to.
    ///
    /// `owner` owns it, the superuser where nil. Throws `databaseExists` where there is one of this name.
    package func createDatabase(
        _ name: String, owner: String? = nil, template: String = "template0"
    ) async throws(ClusterError) {
        let ownership = owner.map { ["--owner", $0] } ?? []
        let creation = ownership + ["--template", template, "--encoding", "UTF8", "--locale", "C.UTF-8", name]
        do {
            try await runTool("createdb", ["--maintenance-db", "postgres"] + creation)
        } catch {
            if case .toolFailed(_, let lines) = error, lines.contains(where: { $0.hasSuffix("already exists") }) {
                throw .databaseExists(name: name)
            }
            throw error
        }
    }
}
