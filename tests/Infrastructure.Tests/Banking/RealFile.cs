using Financbase.Domain.Banking;

namespace Financbase.Infrastructure.Tests.Banking;

/// <summary>
/// What is in a real file, worked out by hand from it and, for CSV, from the expected parse that its authors put beside
/// it. These files are no part of the repository: they lie in a folder named by FINANCBASE_SHARED_DATA or beside it, and
/// without them the repository's own (<see cref="OwnFiles"/>) are all.
/// </summary>
public sealed record RealFile(string Path, string Currency, string[] Statements, string First, string Last)
{
    public CsvProfile? Profile { get; init; }

    /// <summary>Lines and balances that are refused, each with its reason.</summary>
    public string[] Rejected { get; init; } = [];

    /// <summary>One of this repository's own: made up, and always there.</summary>
    public bool IsOwn { get; init; }

    public string Found => System.IO.Path.Combine(IsOwn ? OwnFolder : Folder, Path);

    public static string OwnFolder { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "Banking", "Fixtures");

    public static string Folder => System.IO.Path.Combine(Root(), "bank");

    public bool Exists => File.Exists(Found);

    public static RealFile[] Readable =>
    [
        .. RealFormats.Camt,
        .. RealFormats.Mt940,
        .. RealFormats.Converted,
        new("csv/creditunion.csv", "USD", ["no account, USD, 8 lines, 465000.00, ? to ?"],
            "2015-02-08 | 50000.00 | Ằdøłƥh Noƴa | INV-1", "2015-03-25 | 50000.00 | Ƣunȡuƙi Chairman | INV-8"),
        new("csv/default.csv", "USD",
            ["Checking, USD, 6 lines, 370000.00, ? to ?", "Cash, USD, 2 lines, 95000.00, ? to ?"],
            "2015-02-08 | 50000.00 | Ằdøłƥh Noƴa | INV-1 | ff388c16e4ed0b29da271188dd9a975f",
            "2015-03-25 | 50000.00 | Ƣunȡuƙi Chairman | INV-8 | c18f9b25f4eb7202c77c1806547cc9d2")
        {
            Profile = new() { Date = "Date", Amount = "Amount", Description = ["Description"], Reference = "Num", Account = "Account", BankId = "Row" },
        },
        new("csv/gls.csv", "EUR", ["1234567890, EUR, 1 lines, -98.76, 1333.32 to 1234.56"],
            "2017-10-10 | -98.76 | SEPA-Basislastschrift B4658645 U123456789 B123456 987 SIMply Rechnung | Drillisch Online AG",
            "2017-10-10 | -98.76 | SEPA-Basislastschrift B4658645 U123456789 B123456 987 SIMply Rechnung | Drillisch Online AG"),

        // The parse beside it reads 08/04 as August, although the file's 24/03 and 31/12 put the day first.
        new("csv/ingesp.csv", "EUR", ["no account, EUR, 10 lines, 350.21, ? to ?"],
            "2022-03-24 | 2.83 | Abono por campaña Abono Shopping NARANJA:GALP", "2022-11-13 | 500.00 | Traspaso recibido Cuenta Nómina"),
        new("csv/mint.csv", "USD",
            ["Savings, USD, 1 lines, -1000.00, ? to ?", "Checking, USD, 3 lines, -2000.00, ? to ?"],
            "2015-06-12 | -1000.00 | Transfer from Checking", "2015-06-14 | -2500.00 | Transfer from Savings"),
        new("csv/n26-fr.csv", "EUR", ["Coffre fort, EUR, 2 lines, 0.00, ? to ?"],
            "2020-03-07 | 328.00 | Compte courant | Compte courant", "2020-03-07 | -328.00 | Compte courant | Compte courant"),
        new("csv/outbank.csv", "EUR", ["DE81254326973657190105, EUR, 4 lines, -35.89, ? to ?"],
            "2019-02-20 | 100.00 | Jane Doe | Jane Doe",
            "2019-01-05 | -25.00 | PP.1234.PP . STEAM GAMES, Your purchase at STEAM GAMES | PayPal Europe S.a.r.l. et Cie S.C.A | 0123456789 PP.1234."),
        new("csv/schwab-checking.csv", "USD", ["no account, USD, 4 lines, -215.27, 1093.74 to 878.47"],
            "2022-08-17 | 20.00 | Deposit Mobile Banking", "2022-08-04 | -57.27 | PAYPAL INST XFER 220803~ Tran: ACHDW"),
        new("csv/stripe-all.csv", "CAD", ["no account, CAD, 5 lines, 112.50, ? to ?"],
            "2021-02-03 | 25.00 | Entry ID: 316, Product: Big Event 2021 | ch_1IGl9SBI9JK85yVZtjcU9OLJ",
            "2021-03-16 | 10.00 | Invoice 396BEA86-0001 | Big Customer | 396BEA86-0001 | ch_1IVbR2BI9JK85yVZUofVdX4R"),

        // A journal export: the parse beside it shows the other side of each entry, hence the opposite signs there.
        new("csv/xero.csv", "USD",
            [
                "Income, USD, 5 lines, -322000.00, ? to ?", "Cash, USD, 7 lines, 113000.00, ? to ?",
                "Checking, USD, 1 lines, 209000.00, ? to ?",
            ],
            "2015-01-23 | -36000.00 | Sales | INV-0001", "2015-02-14 | 209000.00 | Transfer from Cash")
        {
            Profile = new() { Date = "JournalDate", Amount = "NetAmount", Description = ["Description"], Reference = "Reference", Account = "AccountName" },
        },

        new("ofx/anzcc.ofx", "EUR", ["1234123412341234, AUD, 1 lines, -5.50, ? to -123.45"],
            "2017-05-08 | -5.50 | SOME MEMO | 201705080001", "2017-05-08 | -5.50 | SOME MEMO | 201705080001"),
        new("ofx/bank_medium.ofx", "EUR", ["12300 000012345678, CAD, 3 lines, -345.27, ? to 382.34"],
            "2009-04-01 | -6.60 | POS MERCHANDISE;MCDONALD'S #112 | MCDONALD'S #112 | 0000123456782009040100001",
            "2009-04-03 | -22.00 | POS MERCHANDISE;CONNIE'S HAIR D | CONNIE'S HAIR D | 0000123456782009040300005"),
        new("ofx/checking.ofx", "EUR", ["1452687~7, USD, 3 lines, -59.50, ? to 100.99"],
            "2011-03-31 | 0.01 | DIVIDEND EARNED FOR PERIOD OF 03/01/2011 THROUGH 03/31/2011 ANNUAL PERCENTAGE YIELD EARNED IS 0.05%"
                + " | DIVIDEND EARNED FOR PERIOD OF 03 | 0000486",
            "2011-04-07 | -25.00 | RETURNED CHECK FEE, CHECK # 319 FOR $45.33 ON 04/07/11 | RETURNED CHECK FEE, CHECK # 319 | 319 | 0000488"),
        new("ofx/multiple_accounts.ofx", "EUR", ["9100, USD, 0 lines, 0.00, ? to 111.00", "9200, USD, 0 lines, 0.00, ? to 222.00"], "none", "none"),
        new("ofx/ofx-v102-empty-tags.ofx", "EUR", ["12345678, AUD, 1 lines, 12.34, ? to ?"],
            "2018-05-07 | 12.34 | CBA:Transfer", "2018-05-07 | 12.34 | CBA:Transfer"),
        new("ofx/suncorp.ofx", "EUR", ["123456789, AUD, 1 lines, -16.85, ? to 1234.12"],
            "2013-12-15 | -16.85 | EFTPOS WDL HANDYWAY ALDI STORE GEELONG WEST VICAU | EFTPOS WDL HANDYWAY ALDI STORE | 1",
            "2013-12-15 | -16.85 | EFTPOS WDL HANDYWAY ALDI STORE GEELONG WEST VICAU | EFTPOS WDL HANDYWAY ALDI STORE | 1"),
    ];

    /// <summary>Files with a fault: the code of the refusal, or “none” and the reason for each of their lines.</summary>
    public static (RealFile File, string Code)[] Faulty =>
    [
        // Transfers between one's own accounts, as a download never holds them.
        (new("csv/mint.expected.ofx", "USD", [], "", ""), "banking.no_statement"),
        (new("camt/camt053.v2.wrong.xml", "EUR", [], "", ""), "banking.no_statement"),
        (new("ofx/bank_small.ofx", "USD", [], "", ""), "banking.no_statement"),
        (new("ofx/error_message.ofx", "USD", [], "", ""), "banking.bank_error"),
        (new("ofx/date_missing.ofx", "USD",
            ["33: There is no date.", "40: There is no date.", "48: “20120231” is not a date."], "", ""), "none"),
        (new("ofx/decimal_error.ofx", "CAD", ["34: “201120000000” is not a date."], "", ""), "none"),
    ];

    public override string ToString() => Path;

    private static string Root()
    {
        if (Environment.GetEnvironmentVariable("FINANCBASE_SHARED_DATA") is { Length: > 0 } named)
        {
            return named;
        }

        var repository = new DirectoryInfo(AppContext.BaseDirectory);
        while (repository is not null && !File.Exists(System.IO.Path.Combine(repository.FullName, "Financbase.sln")))
        {
            repository = repository.Parent;
        }

        return System.IO.Path.Combine(repository?.Parent?.FullName ?? "", "shared", "data");
    }
}
