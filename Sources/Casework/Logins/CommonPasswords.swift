/// What is tried first. The entries of 15 and more characters of the list that Django ships (Royce Williams' list, made
/// from breaches; BSD 3-clause), and words and keyboard rows of our own choice (docs/decisions/0018).
enum CommonPasswords {
    /// Whole passwords, in lower case.
    static let passwords: Set<String> = [
        "111111111111111", "12345678900987654321", "12345678901234567890", "1234567890987654321",
        "1234567890qwertyuiop", "123456789101112", "123456789123456", "1234567891234567", "123456789123456789",
        "12345678987654321", "123456789987654321", "123456789qwerty", "1q2w3e4r5t6y7u8i", "1q2w3e4r5t6y7u8i9o",
        "1q2w3e4r5t6y7u8i9o0p", "1qaz2wsx3edc4rfv", "asdfghjkl:&#39:", "demon1q2w3e4r5t", "doomsayer.2.7mords.v",
        "doomsayer.2.7mords.vv", "familiyafamiliya", "friend of emily", "friend of gerly", "inactive1996aug",
        "john!20130605at1753", "kartoffelpuffer", "lightpower12345", "manchesterunited", "mega_pizdetz666",
        "migrationschool", "neworleans12345", "polniypizdec0211", "polniypizdec1102", "polniypizdec110211",
        "q1w2e3r4t5y6u7i8o9p0", "qazwsxedcrfvtgb", "qwerty123456789", "sdf7asdf6asdg8df", "somanypickles27",
        "stefangreil1983", "yfdbufnjh10305070",
        // every reader of the comic has tried it
        "correct horse battery staple", "correcthorsebatterystaple", "correct-horse-battery-staple",
    ]

    /// Words that passwords are built around; each counts for nothing.
    static let words = [
        "password", "passwort", "passcode", "passphrase", "motdepasse", "contraseña", "contrasena", "parola", "senha",
        "letmein", "welcome", "willkommen", "bienvenue", "login", "admin", "administrator", "secret", "changeme",
        "default", "temporary", "guest", "root", "iloveyou", "trustno1", "whatever", "monkey", "dragon", "master",
        "shadow", "sunshine", "princess", "football", "baseball", "basketball", "superman", "batman", "starwars",
        "pokemon", "liverpool", "chelsea", "arsenal", "barcelona", "spring", "summer", "autumn", "winter", "monday",
        "january", "december", "therapy", "therapist", "counselor", "counseling", "counselling", "couples", "practice",
        "troth", "qwerty", "azerty", "qwertz", "abc123", "loveyou", "forever",
    ]

    /// Rows along which fingers and minds run.
    static let rows: [[Unicode.Scalar]] = [
        "abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "yxcvbnm",
        "azertyuiop", "qsdfghjklm", "wxcvbn", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p", "qazwsxedcrfvtgbyhnujmikolp",
        "1q2w3e4r5t6y7u8i9o0p", "q1w2e3r4t5y6u7i8o9p0",
    ].map { Array($0.unicodeScalars) }
}
