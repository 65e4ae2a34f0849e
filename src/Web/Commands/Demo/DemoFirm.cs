namespace Financbase.Web.Commands.Demo;

/// <summary>With whom a small furniture maker deals, and about what. Firms only, at addresses that nobody has.</summary>
internal static class DemoFirm
{
    public const string Iban = "DE89370400440532013000";

    public static IReadOnlyList<(string Name, string Mail, string Street, string PostalCode, string City, string Country, int Days)> Customers { get; } =
    [
        ("Alder Freight", "accounts@alder-freight.example", "Hafenstraße 12", "20457", "Hamburg", "DE", 14),
        ("Juniper Hotels", "invoices@juniper-hotels.example", "Seepromenade 4", "24105", "Kiel", "DE", 30),
        ("Cobalt Dental Supply", "office@cobalt-dental.example", "Ringstraße 88", "28195", "Bremen", "DE", 14),
        ("Evergreen Interiors", "billing@evergreen-interiors.example", "Alsterufer 21", "20354", "Hamburg", "DE", 30),
        ("Hollow Oak Brewing", "books@hollow-oak.example", "Brauereiweg 3", "23552", "Lübeck", "DE", 21),
        ("Northlight Galleries", "finance@northlight.example", "Museumsplatz 7", "30159", "Hannover", "DE", 30),
        ("Tidewater Clinics", "payables@tidewater.example", "Klinikallee 15", "18055", "Rostock", "DE", 30),
        ("Marram Coffee Roasters", "office@marram-coffee.example", "Speicher 9", "20457", "Hamburg", "DE", 14),
        ("Fernhill Schools", "accounts@fernhill.example", "Schulweg 31", "22765", "Hamburg", "DE", 30),
        ("Saltmarsh Studios", "billing@saltmarsh.example", "Deichstraße 40", "26122", "Oldenburg", "DE", 14),
        ("Bellweather Insurance", "invoices@bellweather.example", "Am Markt 1", "48143", "Münster", "DE", 30),
        ("Larkspur Dining", "office@larkspur.example", "Lange Reihe 50", "20099", "Hamburg", "DE", 21),
        ("Kestrel Engineering", "purchasing@kestrel.example", "Werkring 6", "38100", "Braunschweig", "DE", 30),
        ("Pebble & Finch", "hello@pebble-finch.example", "Grünstraße 17", "10179", "Berlin", "DE", 14),
    ];

    public static IReadOnlyList<(string Name, string Code, string Unit, decimal Price)> Items { get; } =
    [
        ("Oak shelf, made to measure", "SHELF", "piece", 345m),
        ("Lobby table, ash", "TABLE", "piece", 890m),
        ("Reception desk", "DESK", "piece", 2_260m),
        ("Bench, 180 cm", "BENCH", "piece", 496m),
        ("Wall panel, oak", "PANEL", "m²", 128.50m),
        ("Fitting on site, per hour", "FIT", "hour", 64m),
        ("Delivery", "DEL", "trip", 95m),
    ];

    public static IReadOnlyList<(string Name, string Mail, string City, string Account, string[] Goods, decimal Price)> Vendors { get; } =
    [
        ("Sawmill Lindental", "office@sawmill-lindental.example", "Mölln", "5000", ["Oak boards, 40 mm", "Ash boards, 26 mm"], 1_340m),
        ("Granite Peak Tools", "sales@granite-peak.example", "Solingen", "6550", ["Saw blades, set", "Sharpening"], 186.40m),
        ("Nordwind Logistics", "billing@nordwind.example", "Bremen", "5000", ["Freight of timber"], 412m),
        ("Harbour Varnishes", "orders@harbour-varnishes.example", "Hamburg", "5000", ["Hard wax oil, 10 l", "Varnish, clear"], 268.90m),
        ("Brass & Hinge", "office@brass-hinge.example", "Iserlohn", "5000", ["Hinges, brass", "Drawer runners"], 174.20m),
        ("Ironleaf Print & Design", "studio@ironleaf.example", "Hamburg", "6400", ["Catalogue, 500 copies"], 690m),
        ("Ledgerwise Advisory", "office@ledgerwise.example", "Hamburg", "6500", ["Advice on the annual accounts"], 850m),
        ("Quill & Ledger", "shop@quill-ledger.example", "Kiel", "6250", ["Paper and folders", "Printer toner"], 118.95m),
        ("Brightpane Cleaning", "service@brightpane.example", "Hamburg", "6550", ["Cleaning of the workshop"], 320m),
        ("Copperline Electric", "service@copperline.example", "Lübeck", "6550", ["Repair of the dust extraction"], 475m),
    ];

    /// <summary>What people of the firm spend now and then, and where it goes.</summary>
    public static IReadOnlyList<(string Payee, string Purpose, string Account, decimal Price)> Expenses { get; } =
    [
        ("Nordküstenbahn", "Train to a customer", "6300", 89.90m),
        ("Taxi Hansa", "From the station to the yard", "6300", 24.50m),
        ("Hotel Am Fischmarkt", "A night at the trade fair", "6300", 118m),
        ("Café am Hafen", "Lunch with a customer", "6350", 46.80m),
        ("Bäckerei am Deich", "Breakfast for the workshop", "6350", 18.20m),
        ("Papierhaus Altona", "Paper and folders", "6250", 32.40m),
        ("Elektro am Hafen", "A keyboard and cables", "6250", 57.90m),
        ("Baumarkt Nord", "Screws and paint for the office", "6550", 41.30m),
        ("Buchhandlung am Markt", "A handbook of tax law", "6250", 39m),
    ];

    /// <summary>What costs come again and again, and where they go: the rules of the bank account post them by themselves.</summary>
    public static IReadOnlyList<(string Rule, string Payee, string Account)> Rules { get; } =
    [
        ("Workshop rent", "Hafenkontor Vermietung", "6100"),
        ("Salaries", "Payroll", "6000"),
        ("Social security", "Health Fund North", "6050"),
        ("VAT returns", "Tax office", "2200"),
        ("Electricity", "Lantern Energy", "6150"),
        ("Hosting and e-mail", "Cloudlane Hosting", "6200"),
        ("Insurance", "Mutual of Harbours", "6450"),
        ("Timber", "Timberyard Elbe", "5000"),
        ("Team lunches", "Cafe Kranich", "6350"),
        ("Parking", "Parkhaus Hafen", "6300"),
        ("Fuel", "Tankstelle Nord", "6300"),
        ("Bank charges", "Hanse Bank", "6600"),
    ];

    /// <summary>What a month is meant to earn or to cost, by account.</summary>
    public static IReadOnlyList<(string Account, decimal Month)> Budget { get; } =
    [
        ("4000", 22_000m), ("5000", 4_600m), ("6000", 7_800m), ("6050", 1_650m), ("6100", 2_400m), ("6150", 220m), ("6200", 90m), ("6250", 120m), ("6300", 260m),
        ("6350", 150m), ("6400", 200m), ("6450", 190m), ("6500", 250m), ("6550", 300m), ("6600", 15m),
    ];
}
