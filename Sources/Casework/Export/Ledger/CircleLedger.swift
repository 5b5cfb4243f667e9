import Anonymity
import Crypto
import FoundationEssentials

/// What a circle of recipients has received before: its classes, and which couple stands in which, known only by a
/// keyed hash under the circle's secret.
///
/// The rules: new couples join only as whole new classes; a class is never split or drawn again; a class of which
/// couples withdrew until fewer than k are left is taken out for good; and a class of which some but fewer than k rows
/// would differ from what the circle holds is held back, since the difference of two files would single those out.
struct CircleLedger: Sendable {
    /// A couple, as a circle's ledger knows it.
    struct CoupleMAC: Hashable, Sendable {
        let high: UInt64
        let low: UInt64
    }

    struct Member: Sendable {
        let number: Int
        var row: UInt64
    }

    struct KnownClass: Sendable {
        let labels: [String]
        let isRetired: Bool
    }

    /// The row of a couple that withdrew, once a later file has gone out without it.
    static let withdrawn: UInt64 = 0

    let secret: SymmetricKey
    var classes: [Int: KnownClass] = [:]
    var members: [CoupleMAC: Member] = [:]
    /// The level of each column in the circle's last file. A later file may tell none more narrowly: rows of two files
    /// can be matched within a class, and would then say more together than either may.
    var floors: [Int]?

    init(secret: [UInt8]) {
        self.secret = SymmetricKey(data: secret)
    }

    /// The ledger of a circle that has received nothing, under a secret of its own.
    init(using random: some RandomNumberGenerator) {
        var random = random
        self.init(secret: (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &random) })
    }

    /// The keyed hash of a case's id.
    func mac(ofCase index: Int, in caseIDs: [UInt8]) -> CoupleMAC {
        var hash = HMAC<SHA256>(key: secret)
        hash.update(data: [0x01] + caseIDs[(index * 16)..<(index * 16 + 16)])
        let bytes = Array(hash.finalize())
        return CoupleMAC(high: Self.number(bytes[0..<8]), low: Self.number(bytes[8..<16]))
    }

    /// The keyed hash of what a row says in the given columns of a table.
    func mac(ofRow row: Int, _ table: Table, _ columns: [Int]) -> UInt64 {
        var text: [UInt8] = [0x02]
        for column in columns { text += Array(table.columns[column].value(ofRow: row).utf8) + [0x1F] }
        var hash = HMAC<SHA256>(key: secret)
        hash.update(data: text)
        // 0 stands for a withdrawn couple
        return max(Self.number(Array(hash.finalize())[0..<8]), 1)
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
}

/// What becomes of each class that a circle holds, and which couples are new to it.
struct LedgerStanding: Sendable {
    struct Standing: Sendable {
        let number: Int
        let labels: [String]
        let rows: [UInt32]
        /// Couples that withdrew since and are left out of this file for the first time.
        let withdrawn: [CircleLedger.CoupleMAC]
        /// Whether the file differs from the last one here, in k rows at least.
        let isChanged: Bool
    }

    /// Classes that may stand in the next file.
    var standing: [Standing] = []
    /// Couples that the circle never received.
    var newRows: [UInt32] = []
    /// Classes whose number of differing rows is from 1 to k - 1: left out of this file, and kept for a later one.
    var heldBack: [Int] = []
    /// Classes with fewer than k couples left: never to be released again.
    var retired: [Int] = []
    /// Couples of both, that might be in the file otherwise.
    var withheldCouples = 0
    /// Of each row of the table: its couple and what it says.
    var couples: [CircleLedger.CoupleMAC] = []
    var rowMACs: [UInt64] = []

    init(_ ledger: CircleLedger, _ scanned: ScannedProgress, outcomes: [Int], k: Int) {
        var present: [Int: (rows: [UInt32], changed: Int)] = [:]
        var seen: Set<CircleLedger.CoupleMAC> = []
        for row in 0..<scanned.table.rowCount {
            let couple = ledger.mac(ofCase: row, in: scanned.caseIDs)
            let said = ledger.mac(ofRow: row, scanned.table, outcomes)
            couples.append(couple)
            rowMACs.append(said)
            guard let member = ledger.members[couple] else {
                newRows.append(UInt32(row))
                continue
            }
            seen.insert(couple)
            present[member.number, default: ([], 0)].rows.append(UInt32(row))
            if member.row != said { present[member.number, default: ([], 0)].changed += 1 }
        }
        var gone: [Int: [CircleLedger.CoupleMAC]] = [:]
        for (couple, member) in ledger.members where member.row != CircleLedger.withdrawn && !seen.contains(couple) {
            gone[member.number, default: []].append(couple)
        }
        for (number, known) in ledger.classes.sorted(by: { $0.key < $1.key }) where !known.isRetired {
            let here = present[number] ?? ([], 0)
            let withdrawn = gone[number] ?? []
            let differing = here.changed + withdrawn.count
            if here.rows.count < k {
                retired.append(number)
                withheldCouples += here.rows.count
            } else if differing > 0, differing < k {
                heldBack.append(number)
                withheldCouples += here.rows.count
            } else {
                standing.append(
                    Standing(
                        number: number, labels: known.labels, rows: here.rows, withdrawn: withdrawn,
                        isChanged: differing > 0))
            }
        }
    }
}
