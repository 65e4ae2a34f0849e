namespace Financbase.Infrastructure.Tests.Banking;

/// <summary>The repository's own files, each format among them: what is in them, like <see cref="RealFile"/>.</summary>
internal static class OwnFiles
{
    public static RealFile[] All =>
    [
        new("card.ofx2.ofx", "USD", ["4000000000000002, USD, 3 lines, 437.90, ? to 437.90"],
            "2026-06-03 | -42.10 | Team breakfast | Juniper Coffee & Tea | C-1", "2026-06-07 | -20.00 | Corrected | Corrected | C-3")
        {
            IsOwn = true,
        },
        new("card.us.qif", "EUR", ["no account, EUR, 3 lines, -1135.06, ? to ?"],
            "2025-12-31 | -1234.56 | Bluefin Supplies | Bluefin Supplies", "2026-01-15 | 0.50 | Interest")
        {
            IsOwn = true,
        },
        new("excel.utf-16be-no-mark.csv", "EUR", ["no account, EUR, 2 lines, -9.00, ? to ?"],
            "2026-06-01 | -4.50 | Café “Zwölf”", "2026-06-02 | -4.50 | Café “Zwölf”")
        {
            IsOwn = true,
        },
        new("excel.utf-16le.csv", "EUR", ["no account, EUR, 2 lines, -9.00, ? to ?"],
            "2026-06-01 | -4.50 | Café “Zwölf”", "2026-06-02 | -4.50 | Café “Zwölf”")
        {
            IsOwn = true,
        },
        new("excel.utf-8-mark.csv", "EUR", ["no account, EUR, 2 lines, -9.00, ? to ?"],
            "2026-06-01 | -4.50 | Café “Zwölf”", "2026-06-02 | -4.50 | Café “Zwölf”")
        {
            IsOwn = true,
        },
        new("german-bank.windows-1252.csv", "EUR", ["DE89 3704 0044 0532 0130 00, EUR, 3 lines, 189.56, 1000.00 to 1189.56"],
            "2026-06-01 | -45.00 | Überweisung Büromiete Juni | Haus am Fluß KG", "2026-06-03 | -1000.00 | Überweisung Löhne")
        {
            IsOwn = true,
            Rejected =
            [
                "11: “Endsaldo” is not a date.",
            ],
        },
        new("interim.mt942.sta", "EUR", ["37040044/0532013000, EUR, 0 lines, 0.00, ? to ?, 2 not booked"],
            "2026-06-30 | -10.90 | Announced | Juniper", "2026-06-30 | 5.00 | X1")
        {
            IsOwn = true,
        },
        new("notice.camt054.v4.xml", "EUR", ["37040044/532013000, EUR, 0 lines, 0.00, ? to ?, 1 not booked"],
            "2026-06-29 | 250.00 | Returned | E-1", "2026-06-29 | 250.00 | Returned | E-1")
        {
            IsOwn = true,
        },
        new("plain.mt940.sta", "EUR", ["NL91ABNA0417164300, EUR, 2 lines, -13.50, 100.00 to 86.50"],
            "2026-06-29 | -25.50 | ORDER 77 | BLUEFIN SUPPLIES | E-77", "2026-06-30 | 12.00 | INTEREST")
        {
            IsOwn = true,
        },
        new("quicken.qif", "USD", ["Main account, USD, 2 lines, -559.50, 1000.00 to ?"],
            "2026-06-13 | -1200.00 | Office rent June | Hafenkontor Vermietung | 101", "2026-06-14 | 640.50 | Alder Freight | Alder Freight")
        {
            IsOwn = true,
            Rejected =
            [
                "53: 1 lines of an investment account are not read.",
                "38: “6/31'26” is not a date.",
                "41: “XYZ” is not an amount in USD.",
                "44: There is no date.",
                "47: There is no amount.",
            ],
        },
        new("report.camt052.v8.xml", "EUR", ["DE89370400440532013000, EUR, 0 lines, 0.00, ? to ?, 1 not booked"],
            "2026-06-30 | -13.00 | Papierhaus Elbe | Papierhaus Elbe | RF18539007547034", "2026-06-30 | -13.00 | Papierhaus Elbe | Papierhaus Elbe | RF18539007547034")
        {
            IsOwn = true,
        },
        new("sgml.windows-1252.ofx", "EUR", ["532013000, EUR, 2 lines, 987.50, ? to 2345.67"],
            "2026-06-01 | -12.50 | Café Zürich & Söhne | Café Zürich & Söhne | F1", "2026-06-30 | 1000.00 | Salary < June | Nordwind GmbH | 4711 | F2")
        {
            IsOwn = true,
        },
        new("statement.camt053.v2.xml", "EUR", ["DE89370400440532013000, EUR, 6 lines, -1012.50, 1000.00 to -12.50, 1 not booked"],
            "2026-06-01 | -1200.00 | Office rent June & July | Hafenkontor Vermietung | HB0001", "2026-06-30 | -9.90 | Account fee")
        {
            IsOwn = true,
        },
        new("statement.sta", "EUR", ["37040044/0532013000, EUR, 4 lines, -557.50, 1000.00 to 442.50", "37040044/0532013000, EUR, 0 lines, 0.00, ? to ?, 1 not booked"],
            "2025-12-31 | -1200.00 | Office rent January | Hafenkontor Vermietungs-GmbH | RENT-2026-01 | HB0001", "2026-01-04 | -9.90 | Account fee")
        {
            IsOwn = true,
            Rejected =
            [
                "16: “260230” is not a date.",
                "18: EUR has 2 decimals, so -5.555 is not an amount.",
                "19: “No such field” is not a line of a statement.",
            ],
        },
        new("tabs.utf-8.csv", "EUR", ["no account, EUR, 2 lines, -734.50, ? to ?"],
            "2026-06-30 | -1234.50", "2026-06-29 | 500.00")
        {
            IsOwn = true,
        },
        new("us-columns.csv", "USD", ["no account, USD, 3 lines, 987.16, ? to ?"],
            "2026-06-30 | -12.34 | Bluefin \"Best\" Supplies, Inc.", "2026-06-13 | -0.50 | Fee")
        {
            IsOwn = true,
        },
    ];
}
