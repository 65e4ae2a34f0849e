using System.Globalization;
using System.Text;

namespace Financbase.Web.Commands.Demo;

/// <summary>A bank's download for a small furniture maker: the same lines for the same day, up to the day before it.</summary>
internal static class DemoStatement
{
    public const string Iban = "DE89370400440532013000";

    private const decimal Opening = 24_310.55m;
    private const int Days = 92;

    private static readonly (string Payee, string Text, decimal Amount)[] Sales =
    [
        ("Alder Freight", "Shelving, invoice HP-{0}", 1_840.00m),
        ("Juniper Hotels", "Lobby tables, invoice HP-{0}", 3_975.50m),
        ("Cobalt Dental Supply", "Reception desk, invoice HP-{0}", 2_260.00m),
        ("Evergreen Interiors", "Oak panels, invoice HP-{0}", 1_125.75m),
        ("Hollow Oak Brewing", "Taproom benches, invoice HP-{0}", 2_980.00m),
    ];

    private static readonly (string Payee, string Text, decimal Amount)[] Purchases =
    [
        ("Granite Peak Tools", "Card payment, saw blades", -86.40m),
        ("Sawmill Birkenau", "Oak boards, delivery note 77{0}", -1_340.00m),
        ("Cafe Kranich", "Card payment, team lunch", -48.20m),
        ("Nordwind Software", "Hosting and e-mail", -59.00m),
        ("Quill & Ledger", "Card payment, office supplies", -23.95m),
        ("Lantern Energy", "Electricity, workshop", -214.30m),
    ];

    public static byte[] Write(DateOnly today)
    {
        var text = new StringBuilder("Account;Booking date;Counterparty;Description;Amount;Currency;Balance\r\n");
        var balance = Opening;
        foreach (var (day, payee, description, amount) in Enumerable.Range(-Days, Days).Select(today.AddDays).SelectMany(LinesOf))
        {
            balance += amount;
            text.Append(CultureInfo.InvariantCulture, $"{Iban};{day:yyyy-MM-dd};{payee};{description};{amount:0.00};EUR;{balance:0.00}\r\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static IEnumerable<(DateOnly Day, string Payee, string Text, decimal Amount)> LinesOf(DateOnly day)
    {
        if (day.Day == 1)
            yield return (day, "Hafenkontor Vermietung", "Workshop rent " + day.ToString("MMMM yyyy", CultureInfo.InvariantCulture), -2_400.00m);
        if (day.Day == 10)
            yield return (day, "Tax office", "Advance VAT return " + day.AddMonths(-1).ToString("MMMM yyyy", CultureInfo.InvariantCulture), -1_380.15m);
        if (day.Day == 27)
            yield return (day, "Payroll", "Salaries " + day.ToString("MMMM yyyy", CultureInfo.InvariantCulture), -7_810.42m);
        if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
            yield break;

        if (day.DayNumber % 4 == 0)
            yield return Line(day, Sales);
        if (day.DayNumber % 2 == 0)
            yield return Line(day, Purchases);

        // Two people of the team park on the same day, for the same price.
        if (day.DayOfWeek == DayOfWeek.Wednesday && day.Day <= 7)
        {
            yield return (day, "Parkhaus Hafen", "Card payment, parking", -6.50m);
            yield return (day, "Parkhaus Hafen", "Card payment, parking", -6.50m);
        }
    }

    private static (DateOnly, string, string, decimal) Line(DateOnly day, (string Payee, string Text, decimal Amount)[] kinds)
    {
        var (payee, text, amount) = kinds[day.DayNumber / 2 % kinds.Length];
        return (day, payee, string.Format(CultureInfo.InvariantCulture, text, day.DayNumber % 900 + 100), amount);
    }
}
