/// Given and family names of one culture, as they occur on the West Coast of the United States.
struct NameCulture: Sendable {
    let weight: Int
    let women: [String]
    let men: [String]
    let families: [String]
    /// How given and family name are put together: `Chen Wei` and `陈美玲` have the family name first.
    var order = Order.givenFirst

    enum Order: Sendable { case givenFirst, familyFirstJoined }

    func full(given: String, family: String) -> String {
        order == .givenFirst ? "\(given) \(family)" : family + given
    }
}

extension NameCulture {
    static let weights = all.map(\.weight)

    static let all: [NameCulture] = [
        .init(
            weight: 40,
            women: words(
                """
                Emily Sarah Megan Rachel Hannah Laura Katherine Nicole Heather Allison Claire Diane Susan Marian
                Judith
                Paula Brooke Kelsey Natalie Erin Abigail Jocelyn Teresa Lindsay Caroline Margaret Denise Robin Vivian
                """),
            men: words(
                """
                Michael Andrew Brian Kevin Matthew Jason Eric Ryan Scott Gregory Thomas Peter Walter Russell Dennis
                Nathan Tyler Aaron Douglas Stephen Mark Craig Owen Connor Wesley Graham Martin Philip Leonard Curtis
                """),
            families: words(
                """
                Bennett Collins Foster Hughes Parker Reed Sullivan Turner Walsh Whitaker O'Brien O'Connor Marsh Keller
                Hansen Larson Griffin Holloway Pierce Sutton Vaughn Langley Mercer Prescott Redmond Stanton Tolliver
                Weaver Barlow Carmichael D'Amico Fitzgerald McAllister Kowalczyk Brandt Ellsworth Haskell Ingram
                """)),
        .init(
            weight: 18,
            women: words(
                "María Lucía Sofía Ana Gabriela Elena Isabel Carmen Verónica Adriana Mónica Daniela Beatriz Rocío"),
            men: words(
                "José Luis Andrés Miguel Carlos Javier Raúl Tomás Héctor Sergio Óscar Iván Ramón Fernando Joaquín"),
            families: words(
                """
                García Hernández Ramírez Muñoz Peña Ibáñez Castañeda Ordóñez Villaseñor Delgado Fuentes Ríos Núñez
                Cervantes Arreola Zúñiga Maldonado Quiñones
                """)),
        .init(
            weight: 6,
            women: words("Linh Thảo Ngọc Hương Mai Trâm Phương Lan"),
            men: words("Minh Tuấn Hùng Khải Quân Đức Long Thịnh"),
            families: words("Nguyễn Trần Phạm Lê Võ Đặng Bùi Huỳnh")),
        .init(
            weight: 6,
            women: words("Priya Anjali Meera Kavita Deepa Nandini Shreya Lakshmi"),
            men: words("Arjun Rohan Vikram Sanjay Anand Kiran Rahul Naveen"),
            families: words("Patel Iyer Sharma Krishnan Reddy Banerjee Kulkarni Mehta")),
        .init(
            weight: 6,
            women: words("Mei Jia Grace Yuna Hana Keiko Ji-woo Soo-jin Aiko Min-seo"),
            men: words("Wei Kenji Daniel Jun Hiroshi Min-ho Tao Sung-min Takumi Kai"),
            families: words("Chen Lin Wong Tanaka Kim Park Nakamura Choi Huang Ishikawa")),
        .init(
            weight: 5,
            women: words("Maricel Jasmine Rosalie Cristina Liezel Corazon"),
            men: words("Rommel Jericho Benjie Arnel Dante Emmanuel"),
            families: words("Reyes Bautista Manalo Santos Villanueva Macaraeg")),
        .init(
            weight: 5,
            women: words("Imani Keisha Ebony Monique Adaeze Ngozi Zuri Tamika"),
            men: words("Darnell Malik Terrence Chidi Kwame Isaiah Emeka Jamal"),
            families: words("Washington Okafor Jefferson Mensah Adeyemi Broussard Freeman Nwosu")),
        .init(
            weight: 4,
            women: words("Léa Åsa Zoë Małgorzata Jana Šárka Katarzyna Sigrún Chloé Ingrid"),
            men: words("René Łukasz Björn Søren Jürgen François Zdeněk Jiří Mátyás Günther"),
            families: words("Dvořák Müller Lefèvre Ångström Wójcik Sørensen Kovács Böhm Jónsdóttir Çelik")),
        .init(
            weight: 4,
            women: words("Layla Noor Samira Yasmin Parisa Shirin Rania Hala"),
            men: words("Omar Karim Tariq Samir Reza Dariush Ziad Bassam"),
            families: words("Haddad Mansour Nasser Farahani Rahimi Khoury Sabbagh Tehrani")),
        .init(
            weight: 2,
            women: words("Leilani Malia Kalena Noelani"),
            men: words("Keoni Kaleo Makoa Nainoa"),
            families: words("Kealoha Kahananui Ka'anapu Nāhale")),
        .init(
            weight: 2,
            women: words("ליאורה תמר נועה שירה יעל"),
            men: words("אבי יונתן דוד איתן נדב"),
            families: words("לוי כהן פרידמן ברק שפירא")),
        .init(
            weight: 2,
            women: words("ليلى سلمى هدى رنا مريم"),
            men: words("عمر كريم يوسف سامي طارق"),
            families: words("حداد منصور خوري الخطيب ناصر")),
        .init(
            weight: 2,
            women: words("美玲 晓燕 静怡 丽华 雅婷"),
            men: words("志强 建国 伟明 文博 俊杰"),
            families: words("陈 林 王 张 李 黄"), order: .familyFirstJoined),
    ]

    private static func words(_ text: String) -> [String] {
        text.split(whereSeparator: \.isWhitespace).map(String.init)
    }
}

/// One made-up person.
struct Person: Sendable {
    var given: String
    var name: String
    var isWoman: Bool
    var birth: Birth

    struct Birth: Sendable {
        var year: Int
        var month: Int
        var day: Int
    }
}
