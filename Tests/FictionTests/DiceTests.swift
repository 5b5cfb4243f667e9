import Fiction
import Testing

@Suite("The dice")
struct DiceTests {
    @Test("give the published sequence of SplitMix64 for seed 1234567")
    func reference() {
        var dice = Dice(seed: 1_234_567)
        let drawn = (0..<5).map { _ in dice.next() }
        #expect(
            drawn == [
                6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
                4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
            ])
    }

    @Test("give each stream its own sequence")
    func streams() {
        var firsts: Set<UInt64> = []
        for stream in 0..<10_000 {
            var dice = Dice(seed: 7, stream: UInt64(stream))
            firsts.insert(dice.next())
        }
        #expect(firsts.count == 10_000)
    }
}
