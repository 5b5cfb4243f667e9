extension Schema {
    /// SHA-256 of every file of `sql` that this program was built with. Written by deploy/schema-hashes.
    static let expected: [String: String] = [
        "functions/1_badge.sql":
            "3623d1efd11b7a93424dacb59a9e58632e9ba6b0b2983f0628082099afa8b9d3",
        "functions/2_audit.sql":
            "b6f861d1f26798708b1ebfcc7991c3c18e0a5cb64e55355abda93445bfd4240a",
        "functions/3_login.sql":
            "a51821d267f4276148482507a7d4209aeb491a88682ffc32ab8eed41bda52e5e",
        "functions/4_cases.sql":
            "6ad1d72eb07b7cf935fe2599d1d0e228a0462909f7696d5e256fc0cdf2823f77",
        "functions/5_words.sql":
            "fb07f35192d5c3310f41395e2b1502b37c480f46c89bd4602a488c0cb2859f9a",
        "functions/6_progress.sql":
            "8d530d72dcdb8050929380f6c76d3631d0a3df66185c7c5ce96b10b0918cfd7d",
        "migrations/0001_practices.sql":
            "0075723005550fd4008a002801a380d542770846fdc42d1c4af366de5661e30c",
        "migrations/0002_cases.sql":
            "db5e9568952aa17501339f8bd523ef28a14e290fd468543f18bab2c48f5ce3da",
        "migrations/0003_sessions_and_notes.sql":
            "58ca263875cc77b3e7ddeb7e1b55ed0989f07812aa6b3b5144dbd4488334ad20",
        "migrations/0004_road.sql":
            "68ee1398e3fd0ec599a1ac1ce37dc251d10f432e3ff04021c190271a48e2ad95",
        "migrations/0005_audit_and_requests.sql":
            "cc16b601df7f200990af5485e5255d9de490700c4f817a90f735b38540628960",
        "policies/0_duties.sql":
            "e0716df36c4457b3b8ed970afc9b1034ea0cf8d4719eafc4d4da7d5ac3703c7f",
        "policies/1_apply.sql":
            "9f8c967b6560c58c1ac33ebbb5183016ad1f1dcba07fefab2a030fd331bba121",
        "reference/catalogue.sql":
            "4a8535a4173304d6658bf38cf717d989736b98b47ffcf5bbd32caa8b42ccc8a6",
        "reference/measures.sql":
            "50fd6cb5c2f3feffea072bd53ffac09192cb6de4960631e465f242d0cfc96cd9",
        "roles.sql":
            "77ddfeee79d4fd78f4009966ec6f03b8cd5f4b83015e63dffcf9a1b5c2941f04",
    ]
}
