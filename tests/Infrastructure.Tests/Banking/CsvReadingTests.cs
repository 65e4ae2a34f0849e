using Financbase.Domain.Banking;

namespace Financbase.Infrastructure.Tests.Banking;

public sealed class CsvReadingTests
{
    [Test]
    public void A_german_banks_file_in_windows_1252_with_a_preamble_and_a_footer()
    {
        var file = Statements.Read(Statements.Fixture("german-bank.windows-1252.csv"));

        file.Lines().ShouldBe(["2026-06-01 -45.00 Überweisung Büromiete Juni", "2026-06-02 1234.56 Gutschrift Rechnung 4711", "2026-06-03 -1000.00 Überweisung Löhne"]);
        file.Reasons().ShouldBe(["11: “Endsaldo” is not a date."]);
        var statement = file.Statements.ShouldHaveSingleItem();
        statement.Account!.Value.Text.ShouldBe("DE89 3704 0044 0532 0130 00");
        (statement.Opening!.Value.Minor, statement.Closing!.Value.Minor).ShouldBe((100_000, 118_956));
        file.Csv!.Profile.Encoding.ShouldBe("windows-1252");
    }

    [TestCase("excel.utf-16le.csv")]
    [TestCase("excel.utf-16be-no-mark.csv")]
    [TestCase("excel.utf-8-mark.csv")]
    public void What_excel_saves_as_unicode(string fixture) => Statements.Read(Statements.Fixture(fixture)).Lines().ShouldBe(
        ["2026-06-01 -4.50 Café “Zwölf”", "2026-06-02 -4.50 Café “Zwölf”"]);

    [Test]
    public void Money_in_and_out_in_two_columns_with_or_without_a_minus() => Statements.Read("""
        Date,Details,Paid out,Paid in
        2026-06-01,Rent,"1,200.00",
        2026-06-02,Fee,-3.00,0.00
        2026-06-03,Salary,,"2,500.00"
        2026-06-04,Both,1.00,2.00
        2026-06-05,None,,
        """).ShouldSatisfyAllConditions(
        file => file.Lines().ShouldBe(["2026-06-01 -1200.00 Rent", "2026-06-02 -3.00 Fee", "2026-06-03 2500.00 Salary"]),
        file => file.Reasons().ShouldBe(["5: There is both money in and money out.", "6: There is no amount."]));

    [Test]
    public void A_direction_beside_the_amount_in_the_usual_words_or_in_the_banks_own()
    {
        Statements.Read("Datum;Omschrijving;Af/Bij;Bedrag\n01-06-2026;Huur;Af;1.200,00\n13-06-2026;Loon;Bij;2.500,00\n")
            .Lines().ShouldBe(["2026-06-01 -1200.00 Huur", "2026-06-13 2500.00 Loon"]);

        var own = new CsvProfile { Date = "Day", Amount = "Sum", Indicator = "Way", OutWord = "gone", Description = ["What"] };
        Statements.Read("Day,What,Way,Sum\n2026-06-01,Rent,gone,5.00\n2026-06-02,Wage,come,7.00\n", own)
            .Lines().ShouldBe(["2026-06-01 -5.00 Rent", "2026-06-02 7.00 Wage"]);
        Statements.Read("Day,What,Way,Sum\n2026-06-01,Rent,odd,5.00\n", own with { OutWord = null })
            .Reasons().ShouldBe(["2: “odd” does not say whether this is money in or out."]);
    }

    [Test]
    public void A_card_statement_with_its_signs_turned_around() => Statements.Read(
        "Date,Description,Amount\n2026-06-01,Shop,12.00\n2026-06-02,Refund,-2.00\n", new CsvProfile { InvertSign = true })
        .Lines().ShouldBe(["2026-06-01 -12.00 Shop", "2026-06-02 2.00 Refund"]);

    [Test]
    public void Without_headings_columns_go_by_number()
    {
        const string text = "2026-06-01,-12.00,Coffee bar\n2026-06-02,-2.00,Bakery\n";
        Statements.Read(text).Lines().ShouldBe(["2026-06-01 -12.00 Coffee bar", "2026-06-02 -2.00 Bakery"]);
        Statements.Read(text, new CsvProfile { Date = "#1", Amount = "#2", Description = ["#3", "#1"] })
            .Lines()[0].ShouldBe("2026-06-01 -12.00 Coffee bar 2026-06-01");
    }

    [Test]
    public void Lines_of_several_accounts_and_currencies_are_told_apart()
    {
        var file = Statements.Read("Date,Description,Amount,Currency,Account\n2026-06-01,A,1.00,EUR,Main\n2026-06-02,B,2,JPY,Main\n2026-06-03,C,3.00,EUR,Spare\n2026-06-04,D,1.5,JPY,Main\n");

        file.Statements.Select(statement => $"{statement.Account} {statement.Currency} {statement.Lines.Count}").ShouldBe(["Main EUR 1", "Main JPY 1", "Spare EUR 1"]);
        file.Reasons().ShouldBe(["5: JPY has 0 decimals, so 1.5 is not an amount."]);
    }

    [Test]
    public void The_order_of_day_and_month_is_asked_for_when_nothing_tells()
    {
        const string text = "Date,Description,Amount\n01/02/2026,A,1.00\n03/04/2026,B,2.00\n";
        var question = Statements.Read(text).Csv!.Questions.ShouldHaveSingleItem();

        question.Field.ShouldBe("dateFormat");
        question.Message.ShouldBe("A date like 01/02/2026 can be read in more than one way; say which: d/M/yyyy or M/d/yyyy.");
        Statements.Read(text, new CsvProfile { DateFormat = "MM/DD/YYYY" }).Lines().ShouldBe(["2026-01-02 1.00 A", "2026-03-04 2.00 B"]);
    }

    [Test]
    public void A_mapping_that_does_not_fit_names_the_column()
    {
        var mapping = new CsvProfile { Date = "Datum", Amount = "Amount", Description = ["Text"] };

        Statements.Read("Date,Description,Amount\n2026-06-01,A,1.00\n", mapping).Csv!.Questions.Select(question => (question.Field, question.Message)).ShouldBe(
        [
            ("date", "The column “Datum” is not in this file. It has: Date, Description, Amount."),
            ("description", "The column “Text” is not in this file. It has: Date, Description, Amount."),
        ]);
    }

    [Test]
    public void A_remembered_mapping_is_used_while_it_fits()
    {
        const string text = "Date,Description,Detail,Amount\n2026-06-01,A,B,1.00\n";
        var remembered = new CsvProfile { Date = "Date", Amount = "Amount", Description = ["Detail", "Description"] };

        Statements.Read(text, remembered: remembered).Lines().ShouldBe(["2026-06-01 1.00 B A"]);
        Statements.Read("My bank\n\n" + text, remembered: remembered with { HeaderLine = 1, Delimiter = ";" }).Lines().ShouldBe(["2026-06-01 1.00 B A"]);
        Statements.Read(text, remembered: remembered with { Date = "Datum" }).Lines().ShouldBe(["2026-06-01 1.00 A"]);
        Statements.Read(text, remembered: remembered with { DateFormat = "d.M.yyyy" }).Lines().ShouldBe(["2026-06-01 1.00 A"]);
    }

    [Test]
    public void Quotes_line_breaks_and_control_characters_inside_a_text_become_spaces_or_nothing() => Statements.Read(
        "Date,Description,Amount\r\n2026-06-01,\"He said \"\"hi\"\"\r\n\tand\u0007 left\",1.00\r\n").Lines().ShouldBe(["2026-06-01 1.00 He said \"hi\" and left"]);

    [Test]
    public void Excels_own_first_line_names_the_delimiter() =>
        Statements.Read("sep=|\nDate|Description|Amount\n2026-06-01|A;B|1.00\n").Lines().ShouldBe(["2026-06-01 1.00 A;B"]);

    [Test]
    public void Balances_that_do_not_follow_from_the_lines_are_not_believed()
    {
        var statement = Statements.Read("Date,Description,Amount,Balance\n2026-06-01,A,1.00,10.00\n2026-06-02,B,1.00,12.00\n2026-06-03,C,1.00,13.00\n").Statements[0];

        (statement.Opening, statement.Closing).ShouldBe((null, null));
    }

    [Test]
    public void A_text_that_is_too_long_is_rejected_with_its_line() =>
        Statements.Read($"Date,Description,Amount\n2026-06-01,{new string('x', 2001)},1.00\n2026-06-02,B,1.00\n")
            .Reasons().ShouldBe(["2: A text is longer than 2000 characters."]);
}
