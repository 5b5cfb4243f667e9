import CLibPQ

extension Session {
    /// Refuses a server over the network whose certificate would not be checked for its name, before anything is sent.
    ///
    /// libpq alone knows what its service file, its variables and the given keywords come to. It tells after it has read
    /// them; a word for target_session_attrs that does not exist makes it stop there, so no connection is made.
    static func requireVerifiedServer(_ keywords: [String: String]) throws(PostgresError) {
        var keywords = keywords
        keywords["target_session_attrs"] = "settings-only"
        let effective = effectiveSettings(keywords)
        let hosts = effective["hostaddr"].flatMap { $0.isEmpty ? nil : $0 } ?? effective["host"] ?? ""
        let isRemote = hosts.split(separator: ",").contains { !$0.hasPrefix("/") && !$0.hasPrefix("@") }
        guard isRemote, effective["sslmode"] != "verify-full" else { return }
        throw PostgresError(.unverifiedServer, "a server over the network needs sslmode=verify-full")
    }

    private static func effectiveSettings(_ keywords: [String: String]) -> [String: String] {
        let texts = keywords.flatMap { [$0.key, $0.value] }.map { Array($0.utf8CString) }
        return unsafe withPointers(texts) { pointers in
            let count = unsafe pointers.count / 2
            let names = unsafe (0..<count).map { unsafe pointers[$0 * 2] } + [nil]
            let values = unsafe (0..<count).map { unsafe pointers[$0 * 2 + 1] } + [nil]
            guard let link = unsafe PQconnectStartParams(names, values, 0) else { return [:] }
            defer { unsafe PQfinish(link) }
            guard let options = unsafe PQconninfo(link) else { return [:] }
            defer { unsafe PQconninfoFree(options) }
            var effective: [String: String] = [:]
            var index = 0
            while let keyword = unsafe options[index].keyword {
                if let value = unsafe options[index].val {
                    unsafe effective[String(cString: keyword)] = String(cString: value)
                }
                index += 1
            }
            return effective
        }
    }
}
