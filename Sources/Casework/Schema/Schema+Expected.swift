extension Schema {
    /// SHA-256 of every file of `sql` that this program was built with. Written by deploy/schema-hashes.
    static let expected: [String: String] = [
        "functions/1_badge.sql":
            "be33ed4567f12c0a57c8d02cc28aa71339c82ac815a66d8621a877d9d487b1e2",
        "functions/2_audit.sql":
            "1334777b3a41df690b0443c6951b2bd84578c4ac673cdd8dce0431334f482809",
        "functions/3_login.sql":
            "129471d018913d3d462aaf1fced82712ff6b23e13218052c13106f937413b3ec",
        "functions/4_cases.sql":
            "6ad1d72eb07b7cf935fe2599d1d0e228a0462909f7696d5e256fc0cdf2823f77",
        "functions/5_words.sql":
            "fb07f35192d5c3310f41395e2b1502b37c480f46c89bd4602a488c0cb2859f9a",
        "functions/6_progress.sql":
            "417cbc8b27dfbb1bb3741a33c76633faacc069b341b35cf9e627f2790c109e3b",
        "migrations/0001_practices.sql":
            "1ecfb76cf1a1aa494a785a73b7ee8666b4e8f2da96fd9ae6835c6fc4b56ab9c3",
        "migrations/0002_cases.sql":
            "c1f37949f44e3c6afda613e988cf7cc473c2ab7f6bafc7e76456c90741293738",
        "migrations/0003_sessions_and_notes.sql":
            "7fa81350150143f659139df5e6d6d92d09ee2b517f58dd30a711fcbdf9b7ac88",
        "migrations/0004_road.sql":
            "4d7015e02c19c54bec78bfca954f0e231af164b675c978e2b9a56104ff917404",
        "migrations/0005_audit_and_requests.sql":
            "6e527a287f75f75fe0dc78f7aed46c02882bc5336e64fdc7b722c75dd895fa43",
        "policies/0_duties.sql":
            "e0716df36c4457b3b8ed970afc9b1034ea0cf8d4719eafc4d4da7d5ac3703c7f",
        "policies/1_apply.sql":
            "0dad9eb607799bb109a406a009735321034db67214386e8cd47428d9eb852007",
        "reference/catalogue.sql":
            "cf39461a399f3139f826b574537a4499bfe29815b90ce741e2c7d8a6dda45167",
        "reference/measures.sql":
            "50fd6cb5c2f3feffea072bd53ffac09192cb6de4960631e465f242d0cfc96cd9",
        "roles.sql":
            "1f5ddebb7c61e53855675e82676cdf7a491d4a4b30a33fb6fd2f95e3fd00c548",
    ]
}
