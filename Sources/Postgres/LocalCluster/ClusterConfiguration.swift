/// The text of the files that the cluster's server reads; written at creation and again whenever they differ.
struct ClusterConfiguration: Sendable {
    let settings: LocalCluster.Settings
    let owner: ServerAccount

    /// The mark of a cluster made here: without it nothing is rewritten, started or deleted.
    static let marker = "local_cluster"

    /// File names in the data directory and what they hold.
    var files: [(name: String, text: String)] {
        [
            ("postgresql.conf", serverText), ("pg_hba.conf", accessText), ("pg_ident.conf", identText),
        ]
    }

    /// The marker's text; also remembers which server version was started last.
    static func markerText(version: String) -> String {
        "This PostgreSQL cluster was made and is managed by LocalCluster.\nserver \(version)\n"
    }

    /// The version that a marker's text remembers.
    static func version(inMarker text: String) -> String? {
        text.split(separator: "\n").first { $0.hasPrefix("server ") }.map { String($0.dropFirst(7)) }
    }

    /// The options of the command line, which no ALTER SYSTEM can override: one socket, no port of the network.
    static func serverOptions(socketFolder: String) -> String {
        "-c listen_addresses='' -c port=\(LocalCluster.port) -c unix_socket_directories='\(socketFolder)'"
    }

    private var serverText: String {
        let switchText = settings.durable ? "on" : "off"
        let own = """
            # Written by LocalCluster at every start; use ALTER SYSTEM for settings of your own.
            listen_addresses = ''
            port = \(LocalCluster.port)
            unix_socket_permissions = 0700
            max_connections = 50
            shared_buffers = 256MB
            # a page of today's disks costs little more here or there: else small tables are read whole, at every statement
            random_page_cost = 1.1
            jit = off
            fsync = \(switchText)
            synchronous_commit = \(switchText)
            full_page_writes = \(switchText)
            max_wal_size = 1GB
            timezone = 'UTC'
            datestyle = 'iso, ymd'
            lc_messages = 'C'
            default_text_search_config = 'pg_catalog.simple'
            # The log must not hold anyone's words: no statement, no parameter, no detail, no error of a statement.
            logging_collector = off
            log_destination = 'stderr'
            log_timezone = 'UTC'
            log_line_prefix = '%m [%p] '
            log_min_messages = log
            log_min_error_statement = panic
            log_error_verbosity = terse
            log_statement = none
            log_min_duration_statement = -1
            log_parameter_max_length = 0
            log_parameter_max_length_on_error = 0
            log_checkpoints = off

            """
        return own + settings.configurationLines.map { $0 + "\n" }.joined()
    }

    private var accessText: String {
        """
        # Written by LocalCluster at every start: the operating system says who connects, over the socket only.
        local all \(roles.joined(separator: ",")) peer map=owner

        """
    }

    /// The roles that may connect at all: the superuser and those of the ident map, each once.
    private var roles: [String] {
        var roles: [String] = []
        for role in [settings.superuser] + settings.identMap where !roles.contains(role) { roles.append(role) }
        return roles
    }

    /// Root may become the owner anyway; listing it lets a command started as root connect without switching.
    private var identText: String {
        let people = owner.name == "root" ? ["root"] : [owner.name, "root"]
        let lines = people.flatMap { person in roles.map { "owner \"\(person)\" \"\($0)\"\n" } }
        return "# Written by LocalCluster at every start: which database roles the owner of the files may take.\n"
            + lines.joined()
    }
}
