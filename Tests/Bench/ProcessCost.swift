import FoundationEssentials
import Glibc

/// What the benchmark's own process and its backends cost, from /proc. `ru_maxrss` of a child holds its parent's peak,
/// so it is not asked.
enum ProcessCost {
    /// Memory that the process holds now, in KiB.
    static func memory() throws -> Double { try status("VmRSS") }

    /// The most that it held since `forgetPeak`, in KiB.
    static func memoryPeak() throws -> Double { try status("VmHWM") }

    static func forgetPeak() throws {
        try Data("5".utf8).write(to: URL(filePath: "/proc/self/clear_refs"))
    }

    private static func status(_ name: String) throws -> Double {
        let text = String(decoding: try Data(contentsOf: URL(filePath: "/proc/self/status")), as: UTF8.self)
        let line = text.split(separator: "\n").first { $0.hasPrefix(name + ":") }
        guard let kibibytes = line?.split(whereSeparator: \.isWhitespace).compactMap({ Double($0) }).first else {
            throw BenchError("no \(name) in /proc/self/status")
        }
        return kibibytes
    }

    /// Processor seconds of this process and of every backend of the reports' databases that still runs.
    static func processorSeconds() throws -> Double {
        var sum = 0.0
        for entry in try FileManager.default.contentsOfDirectory(atPath: "/proc") where Int(entry) != nil {
            let line = FileManager.default.contents(atPath: "/proc/\(entry)/cmdline") ?? Data()
            guard
                Int32(entry) == getpid()
                    || String(decoding: line, as: UTF8.self).contains("troth_gate \(ReportBatch.database) ")
            else { continue }
            let stat = FileManager.default.contents(atPath: "/proc/\(entry)/stat") ?? Data()
            let fields = String(decoding: stat, as: UTF8.self).split(separator: ")").last?.split(separator: " ") ?? []
            guard fields.count > 12 else { continue }
            sum += ((Double(fields[11]) ?? 0) + (Double(fields[12]) ?? 0)) / Double(sysconf(Int32(_SC_CLK_TCK)))
        }
        return sum
    }
}
