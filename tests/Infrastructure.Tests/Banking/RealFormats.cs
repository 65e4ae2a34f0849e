namespace Financbase.Infrastructure.Tests.Banking;

/// <summary>More of <see cref="RealFile"/>: the formats with a standard behind them, and what two converters wrote.</summary>
internal static class RealFormats
{
    public static RealFile[] Camt =>
    [
        new("camt/camt052.v6.xml", "EUR", ["CH2801234000123456789, SEK, 0 lines, 0.00, ? to ?, 1 not booked"],
            "2007-10-18 | -200000.00 | Example Remittance - 6 - V1 | UNIFITS GmbH | UXC06140000015PI00001EE00001 | ACSR160614165200001",
            "2007-10-18 | -200000.00 | Example Remittance - 6 - V1 | UNIFITS GmbH | UXC06140000015PI00001EE00001 | ACSR160614165200001"),
        new("camt/camt053.v2.all-balance-types.xml", "EUR", ["CH2801234000123456789, EUR, 1 lines, 8.85, 1.01 to 4.04"],
            "2014-12-31 | 8.85 | Transaction Description | 000000001",
            "2014-12-31 | 8.85 | Transaction Description | 000000001"),
        new("camt/camt053.v2.minimal.xml", "EUR", ["NL26VAYB8060476890, EUR, 1 lines, 8.85, 18.15 to ?"],
            "2014-12-31 | 8.85 | NAME NAME | NAME NAME | 4654654654654654",
            "2014-12-31 | 8.85 | NAME NAME | NAME NAME | 4654654654654654")
        {
            Rejected = ["54: The closing balance is in SEK, the statement in EUR."],
        },
        new("camt/camt053.v2.multi.statement.xml", "EUR",
            [
                "NL26VAYB8060476890, EUR, 1 lines, 8.85, 18.15 to 27.00",
                "NL26VAYB8060476890, EUR, 1 lines, -7.00, 27.00 to 20.00",
            ],
            "2014-12-31 | 8.85 | Transaction Description 1 | 000000001",
            "2014-12-31 | -7.00 | Transaction Description 2 | Company Name 2 | 000000002"),
        new("camt/camt053.v4.xml", "EUR", ["NL26VAYB8060476890, EUR, 1 lines, 8.85, 18.15 to ?"],
            "2014-12-31 | 8.85 | NAME NAME | NAME NAME | 4654654654654654 | AAAASESS-FP-CN_98765/01",
            "2014-12-31 | 8.85 | NAME NAME | NAME NAME | 4654654654654654 | AAAASESS-FP-CN_98765/01")
        {
            Rejected = ["74: The closing balance is in SEK, the statement in EUR."],
        },
        new("camt/camt053.v8.xml", "EUR", ["NL26VAYB8060476890, EUR, 1 lines, 8.85, 18.15 to ?"],
            "2014-12-31 | 8.85 | NAME NAME | NAME NAME | 4654654654654654 | AAAASESS-FP-CN_98765/01",
            "2014-12-31 | 8.85 | NAME NAME | NAME NAME | 4654654654654654 | AAAASESS-FP-CN_98765/01")
        {
            Rejected = ["74: The closing balance is in SEK, the statement in EUR."],
        },
        new("camt/camt054.v4.xml", "EUR", ["CH2801234000123456789, SEK, 0 lines, 0.00, ? to ?, 1 not booked"],
            "2007-10-18 | -200000.00 | Order | UXC06170000006PI00001 | ACSR160617103200001",
            "2007-10-18 | -200000.00 | Order | UXC06170000006PI00001 | ACSR160617103200001"),
    ];

    /// <summary>
    /// One value date is February 30, which the line's entry day makes up for. Two banks' samples do not add up, because
    /// lines were taken out of them; their balances are as written.
    /// </summary>
    public static RealFile[] Mt940 =>
    [
        new("mt940/betterplace-sepa_snippet.sta", "EUR",
            [
                "50880050/0194787400888, EUR, 4 lines, 358593.91, 766656.49 to 1125250.40",
                "50880050/0194791600888, EUR, 7 lines, -2501917.30, -1970431.87 to -4472049.09",
            ],
            "2007-09-04 | 50990.05 | Verw CTSc-01 BC-PPP TFNr 22 004 | KARL KAUFMANN | EndToEndId TFNR 22 004 00001 | 0724710333343453",
            "2007-09-04 | -3572569.03 | 0904059001"),
        new("mt940/betterplace-with_binary_character.sta", "EUR",
            [
                "51230800/0000007055, EUR, 3 lines, -180186.75, 380115.77 to 199929.02",
                "51230800/0000007304, EUR, 1 lines, 1120.00, 130073.19 to 131193.19",
            ],
            "2010-03-19 | 27.00 | QQW53T2245ZGY46J ABBUCHUNG VOM PAYPAL-KONTO 100318P3TX1433EV | PAYPAL | 100323-03-100323 | 32-P1-TCS49518",
            "2010-03-19 | 1120.00 | Belegloser Zahlungsauftrag Überweisung:19.03.2010 Anzahl Posten :7 Anw-Nr.: 69725663086"),
        new("mt940/jejik-abnamro.sta", "EUR",
            [
                "517852257, EUR, 8 lines, -321.44, 3236.28 to 876.84",
                "517852257, EUR, 2 lines, -24.49, 2876.84 to 1849.75",
            ],
            "2011-05-24 | -9.00 | GIRO 428428 KPN - DIGITENNE BETALINGSKENM. 000000042188659 5314606715 BETREFT FACTUUR D.D. 20-05-2011 INCL. 1,44 BTW",
            "2011-05-24 | -15.00 | 52.89.39.882 MYCOM DEN HAAG"),
        new("mt940/jejik-ing.sta", "EUR", ["0001234567, EUR, 7 lines, -45.59, 0.00 to 3.47"],
            "2010-07-22 | -25.03 | RC AFREKENING BETALINGSVERKEER BETREFT REKENING 4715589 PERIODE: 01-10-2010 / 31-12-2010 ING Bank N.V. tarifering ING",
            "2010-07-23 | 1.00 | 0111111111 Hr S Marechal ROSMALEN Hr S Marechal ROSMALEN Betaling transactiedatum: 22-07-2010"),
        new("mt940/jejik-rabobank-iban.sta", "EUR",
            [
                "NL71RABO0123456789, EUR, 2 lines, -35.00, 1000.00 to 965.00",
                "NL71RABO0123456789, EUR, 2 lines, -35.00, 965.00 to 930.00",
            ],
            "2013-01-01 | -25.00 | CONTRA ACCOUNT HOLDER | CONTRA ACCOUNT HOLDER | 01-01-2013 12:00 0030000987654321",
            "2013-01-09 | -10.00 | Reference 201301234 | JOHN DOE"),
        new("mt940/jejik-sns.sta", "EUR",
            [
                "0123456789, EUR, 2 lines, -25.00, 1234.56 to 1209.56",
                "0123456789, EUR, 0 lines, 0.00, 1209.56 to 1209.56",
            ],
            "2012-06-08 | -20.00 | 0987654321 marechal s dit is een test | 0987654321",
            "2012-06-08 | -5.00 | 0987654321 marechal s dit is test 2 | 0987654321"),
        new("mt940/jejik-triodos.sta", "EUR", ["TRIODOSBANK/0390123456, EUR, 2 lines, -715.70, 4975.09 to 4370.79"],
            "2011-01-01 | -15.70 | ALGEMENE TUSSENREKENING KOSTEN VAN 01-10-2010 TOT EN MET 31-12-2010",
            "2011-01-25 | -700.00 | HUUR KANTOOR - FEB 2010"),
        new("mt940/mBank-mt940.sta", "EUR", ["PL29114010810000267002001002, PLN, 3 lines, 0.03, 0.40 to 0.43"],
            "2017-01-19 | 0.01 | 911 TRANSAKCJA COLLECT; ID IPH: XX000000000001; Z RACH.: 56114010810000267002001001; OD: JAN NOWAK UL. NIJAKA 1 M 2 31-234 KRAKOW; TYT.: PRZELEW SRODKOW ; TNR: 179171073864111.010001 | MB170119012058",
            "2017-01-19 | 0.01 | 911 TRANSAKCJA COLLECT; ID IPH: XX000000000003; Z RACH.: 56114010810000267002001001; OD: JAN NOWAK UL. NIJAKA 1 M 2 31-234 KRAKOW; TYT.: PRZELEW SRODKOW ; TNR: 179171073864291.000001 | MB170119012121"),
        new("mt940/mBank-mt942.sta", "EUR", ["PL29114010810000267002001002, PLN, 0 lines, 0.00, ? to ?, 3 not booked"],
            "2017-01-19 | 0.01 | 911 TRANSAKCJA COLLECT; ID IPH: XX000000000001; Z RACH.: 56114010810000267002001001; OD: JAN NOWAK UL. NIJAKA 1 M 2 31-234 KRAKOW; TYT.: PRZELEW SRODKOW ; TNR: 179171073864111.010001 | MB170119012058",
            "2017-01-19 | 0.01 | 911 TRANSAKCJA COLLECT; ID IPH: XX000000000003; Z RACH.: 56114010810000267002001001; OD: JAN NOWAK UL. NIJAKA 1 M 2 31-234 KRAKOW; TYT.: PRZELEW SRODKOW ; TNR: 179171073864291.000001 | MB170119012121"),
        new("mt940/self-provided-february_30.sta", "EUR", ["12345678/1020304050, EUR, 1 lines, -6.00, 1200.00 to 1194.00"],
            "2016-03-01 | -6.00 | Pauschalen",
            "2016-03-01 | -6.00 | Pauschalen"),
        new("mt940/self-provided-raiffeisen-cmi.sta", "EUR", ["UBRTHUHB/123456789150ABCDEF002, HUF, 7 lines, -1012213.50, 25170637.10 to 25281687.60"],
            "2018-04-17 | 2066637.00 | CAB18D1700041116 109876543210000012345678 HUNGARY KFT. UV, napi ”sszevont ut nv‚t, 2018.04 .17, A13947109201804175000000097, X",
            "2018-04-17 | -6000.00 | OLD18D038146 HUF 1.218.882,00"),
        new("mt940/self-provided-sparkassen.sta", "EUR", ["no account, EUR, 1 lines, 30.00, ? to ?"],
            "2018-11-26 | 30.00 | Test",
            "2018-11-26 | 30.00 | Test"),
    ];

    /// <summary>What csv2ofx is expected to make of the CSV files beside them.</summary>
    public static RealFile[] Converted =>
    [
        new("csv/creditunion.expected.qif", "EUR", ["Credit Union, EUR, 8 lines, 465000.00, ? to ?"],
            "2015-02-08 | 50000.00 | Ằdøłƥh Noƴa | Ằdøłƥh Noƴa | INV-1",
            "2015-03-25 | 50000.00 | Ƣunȡuƙi Chairman | Ƣunȡuƙi Chairman | INV-8"),
        new("csv/default.expected.qif", "EUR", ["Cash, EUR, 2 lines, 95000.00, ? to ?", "Checking, EUR, 6 lines, 370000.00, ? to ?"],
            "2015-03-24 | 45000.00 | Tchênzema Tchênzema | Tchênzema Tchênzema | INV-7",
            "2015-03-09 | 75000.00 | Ȣasha Ramadhani | Ȣasha Ramadhani | INV-6"),
        new("csv/mint.expected.qif", "EUR", ["Checking, EUR, 3 lines, -2000.00, ? to ?", "Savings, EUR, 1 lines, -1000.00, ? to ?"],
            "2015-06-12 | -1500.00 | Account Transfer | Transfer from Savings",
            "2015-06-12 | -1000.00 | Account Transfer | Transfer from Checking"),
        new("csv/stripe-all.expected.qif", "EUR", ["Stripe, EUR, 5 lines, 112.50, ? to ?"],
            "2021-02-03 | 25.00 | Entry ID: 316, Product: Big Event 2021 | Charles Darwin",
            "2021-03-16 | 10.00 | Invoice 396BEA86-0001 | Big Customer"),
        new("csv/xero.expected.qif", "EUR",
            [
                "Income, EUR, 1 lines, 149000.00, ? to ?",
                "Cash, EUR, 3 lines, -173000.00, ? to ?",
                "Checking, EUR, 1 lines, -209000.00, ? to ?",
            ],
            "2015-01-23 | 149000.00 | Sales | Sales | INV-0001",
            "2015-02-14 | -209000.00 | Transfer from Cash | Transfer from Cash"),
        new("csv/default.expected.ofx", "EUR",
            [
                "069b30db06d047a398f9eb0940d3279c, USD, 2 lines, 95000.00, ? to ?",
                "195917574edc9b6bbeb5be9785b6a479, USD, 6 lines, 370000.00, ? to ?",
            ],
            "2015-03-24 | 45000.00 | Tchênzema Tchênzema | Tchênzema Tchênzema | INV-7 | 6313fd711bc8f4288a27a757a2aa1495",
            "2015-03-09 | 75000.00 | Ȣasha Ramadhani | Ȣasha Ramadhani | INV-6 | 00a385fab455b4d6f969b8411899484e"),
        new("csv/gls.expected.ofx", "EUR", ["e807f1fcf82d132f9bb018ca6738a19f, EUR, 1 lines, -98.76, ? to ?"],
            "2017-10-10 | -98.76 | SEPA-Basislastschrift | Drillisch Online AG | 5d06f9f8b0417d02d496d0e4355686b5",
            "2017-10-10 | -98.76 | SEPA-Basislastschrift | Drillisch Online AG | 5d06f9f8b0417d02d496d0e4355686b5"),
        new("csv/ingesp.expected.ofx", "EUR", ["0a81b5af663f48afea56886539f243fc, EUR, 10 lines, 350.21, ? to ?"],
            "2022-03-24 | 2.83 | Ventajas ING | Abono Shopping NARANJA:GALP | 738f9c9dbbbcf6070bbabd53e0233806c3f0f05923610a1e0fe3d279950ae329",
            "2022-11-13 | 500.00 | Movimiento sin categoría | Cuenta Nómina | a85de91ff0b8c177b83000f8f36e0c783fb6ab561fb93da896cfc27c277bdbed"),
        new("csv/n26-fr.expected.ofx", "EUR", ["57165337dd5eec7ef6c64f2b5ceb5a4d, EUR, 2 lines, 0.00, ? to ?"],
            "2020-03-07 | 328.00 | 0f784b3d076143afe1fbcf8eb9338d31a6216da00d97de878f68409a5cf0534e",
            "2020-03-07 | -328.00 | 9b7646a2be0e6aaa04a1154d7be039da00a8f0a34dd8623be4fc79ee8064cfbf"),
        new("csv/outbank.expected.ofx", "EUR", ["40250e0b5f1eb169f8fbf5d4bc28933b, EUR, 4 lines, -35.89, ? to ?"],
            "2019-02-20 | 100.00 | Jane Doe | Jane Doe | 1ae208a732bfe251b108e379721db6de",
            "2019-01-05 | -25.00 | PP.1234.PP . STEAM GAMES, Your purchase at STEAM GAMES | PayPal Europe S.a.r.l. et Cie S.C.A | 49ca63706c5b7d4adbb7e7d9788fa323"),
        new("csv/schwab-checking.expected.ofx", "EUR", ["12345, USD, 4 lines, -215.27, ? to 878.47"],
            "2022-08-17 | 20.00 | Deposit Mobile Banking | Deposit Mobile Banking | d68ff9d88e633aaf2421a50077f848fe",
            "2022-08-04 | -57.27 | PAYPAL INST XFER 220803~ Tran: ACHDW | PAYPAL INST XFER 220803~ Tran: ACHDW | a4ce828223f505323e618e1976ecc466"),
        new("csv/stripe-all.expected.ofx", "EUR", ["ce7566d1d08cc094b74cf283cf9c56a5, CAD, 5 lines, 112.50, ? to ?"],
            "2021-02-03 | 25.00 | Entry ID: 316, Product: Big Event 2021 | Charles Darwin | ch_1IGl9SBI9JK85yVZtjcU9OLJ",
            "2021-03-16 | 10.00 | Invoice 396BEA86-0001 | Big Customer | ch_1IVbR2BI9JK85yVZUofVdX4R"),
    ];
}
