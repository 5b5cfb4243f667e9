import ArgumentParser
import Casework
import Crypto
import FoundationEssentials
import Paper
import Reports
import Sealing

/// The workers of one process on one run, up to its manifest.
struct ReportShift {
    private let office: Office
    private let run: ReportRun
    private let options: WorkOptions
    private let folder: RunFolder
    private let templates: Templates?

    init(_ office: Office, _ run: ReportRun, _ options: WorkOptions) throws {
        (self.office, self.run, self.options) = (office, run, options)
        templates = try options.templates()
        guard templates?.sha256 == run.templates else {
            throw CaseworkError.invalid(
                field: "--template",
                run.templates == nil
                    ? "the run \(run.handle) was ordered without templates; leave it out"
                    : "the run \(run.handle) was ordered with a practice\u{2019}s templates; name the folder that holds them as "
                        + "they were then, or make a new run")
        }
        folder = RunFolder(options.out, run: run.handle)
    }

    /// Works until the run is finished, and tells what came of it.
    ///
    /// - Throws: `UnfinishedRun` with what stopped it; `ExitCode(1)` where documents are missing.
    func work() async throws {
        let manifest = try await manifest()
        try ReportTelling(run, manifest, folder: options.out, isQuiet: options.quiet).tell()
        if !manifest.missing.isEmpty { throw ExitCode(1) }
    }

    /// Works until the run is finished, and gives its manifest.
    func manifest() async throws -> BatchManifest {
        if !folder.isFinished { try await finish() }
        return try await settled()
    }

    private func finish() async throws {
        if let day = run.finishedOn {
            throw CaseworkError.conflict(
                "The run \(run.handle) was finished on \(day), and its folder is not at \(VisibleText.of(options.out)). "
                    + "Name it, or make a new run.")
        }
        do {
            try folder.begin()
        } catch let error as FileError {
            throw UnfinishedRun(cause: error, run: run.handle, folder: options.out)
        }
        do {
            let lost = try folder.lostWorkers()
            if !lost.isEmpty {
                try await office.casework.freeReportItems(of: run, lost: lost)
                folder.forget(lost)
            }
            var isFinished = false
            while !isFinished {
                try await makeAll()
                var isWhole = false
                let isOurs = try await folder.finishing { isWhole = try await publishIfWhole() }
                isFinished = isWhole || !isOurs
            }
        } catch {
            throw UnfinishedRun(cause: error, run: run.handle, folder: options.out)
        }
    }

    private func makeAll() async throws {
        let left = try await office.casework.reportItemsLeft(of: run)
        if left == 0 { return }
        try await BatchProgress.run("Run \(run.handle)", total: left) { progress in
            try await withThrowingTaskGroup { group in
                for _ in 0..<options.workers {
                    let id = UUID()
                    let presence = try folder.presence(of: id)
                    let worker = BatchWorker(office.casework, on: run, worker: id, templates: templates) {
                        [folder] name, bytes in
                        try folder.put(name, bytes)
                    }
                    group.addTask {
                        defer { presence.leave() }
                        try await worker.work { progress.advance(by: $0) }
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    /// Writes the manifest where every file is there as it was made; has the others made again.
    private func publishIfWhole() async throws -> Bool {
        let lines = try await office.casework.reportLines(of: run)
        folder.flush()
        let names = BatchNames(run)
        var sizes: [String: Int] = [:]
        var damaged: [Int] = []
        for line in lines {
            try Task.checkCancellation()
            switch line.standing {
            case .failed: continue
            case .open: return false
            case .done(_, _, let sha256):
                for (index, name) in names.files(of: line.handle).enumerated() {
                    let bytes = try folder.read(name)
                    guard let bytes, SHA256.hash(data: bytes).elementsEqual(sha256[(index * 32)..<(index * 32 + 32)])
                    else {
                        damaged.append(line.item)
                        break
                    }
                    sizes[name] = bytes.count
                }
            }
        }
        if !damaged.isEmpty {
            try await office.casework.remakeReportItems(of: run, damaged)
            return false
        }
        let manifest = try BatchManifest(run, lines, program: Troth.made) { name in sizes[name] ?? 0 }
        let bytes = try manifest.bytes()
        let signer = try office.casework.environment.keyring.reportSigner(of: run.practice)
        let signature = try BatchManifest.signed(bytes, run: run.handle, by: signer)
        try folder.publish([
            (BatchManifest.signatureName, Array(signature.utf8)), (BatchManifest.fileName, bytes),
        ])
        return true
    }

    /// Writes down in the database that the folder is finished, and reads its manifest.
    private func settled() async throws -> BatchManifest {
        let bytes = try FinishedFolder.bytes("\(folder.path)/\(BatchManifest.fileName)")
        guard let manifest = BatchManifest(reading: bytes), manifest.run == run.handle else {
            throw OfficeError.folderInUse(folder.path)
        }
        try await office.casework.finishReportRun(run, manifest: Array(SHA256.hash(data: bytes)))
        return manifest
    }
}

/// A run that stopped before its manifest stood: why, and how to go on.
struct UnfinishedRun: Error {
    let cause: any Error
    let run: String
    let folder: String

    var advice: String {
        "The run \(run) is not finished. Go on with `troth report run --resume \(run) --out \(VisibleText.of(folder))`."
    }
}

extension Troth {
    /// What the documents of a run are made with: another version of these may give other bytes.
    static var made: [String: String] { ["troth": version].merging(FontBook.versions) { $1 } }
}
