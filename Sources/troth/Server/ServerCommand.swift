import ArgumentParser
import FoundationEssentials
import Postgres

struct ServerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "server", abstract: "The embedded database server: start, stop, status.",
        discussion: "Commands that need it start it by themselves; it stays up until `troth server stop`.",
        subcommands: [ServerStart.self, ServerStop.self, ServerStatus.self], defaultSubcommand: ServerStatus.self)
}

struct ServerStart: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "start", abstract: "Start the embedded server.")

    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try office.requireEmbedded()
        let home = Home(office.home)
        if await home.cluster.status() == .missing { throw OfficeError.noPractice(home.path) }
        try await home.cluster.start()
        print("The server is running.")
    }
}

struct ServerStop: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stop", abstract: "Stop the embedded server; everything is saved first.")

    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try office.requireEmbedded()
        let home = Home(office.home)
        if await home.cluster.status() == .missing { throw OfficeError.noPractice(home.path) }
        try await home.cluster.stop()
        print("The server is stopped.")
    }
}

struct ServerStatus: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Whether the embedded server runs. Exits with 7 when it does not.")

    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try office.requireEmbedded()
        let home = Home(office.home)
        let status = await home.cluster.status()
        switch status {
        case .running(let server):
            print(
                "Running: PostgreSQL \(server.version), process \(server.processID), socket \(server.socketDirectory)")
            print("Data: \(home.path)/cluster   Log: \(home.cluster.logPath)")
            return
        case .missing: throw OfficeError.noPractice(home.path)
        case .stopped: print("Stopped. `troth server start` starts it.")
        case .crashed: print("It was killed. `troth server start` recovers it; nothing that was saved is lost.")
        case .unreachable: print("It runs, but its socket is gone. `troth server start` starts it anew.")
        case .starting: print("It is starting.")
        case .stopping: print("It is stopping.")
        case .foreign: print("\(home.path)/cluster was not made by Troth. Give another folder with --home.")
        case .inaccessible: print("\(home.path)/cluster belongs to another user. Run this as that user.")
        }
        throw ExitCode(7)
    }
}
