using System.Globalization;
using System.Text;

namespace Financbase.Web.Commands.Demo;

/// <summary>One line of the demo’s bank account.</summary>
internal sealed record DemoLine(DateOnly Day, string Payee, string Text, decimal Amount);

/// <summary>A bank’s download of a year: the same lines for the same day and the same invoices and bills.</summary>
internal static class DemoStatement
{
    public const decimal Opening = 74_310.55m;

    public static byte[] Write(DateOnly first, DateOnly today, IEnumerable<DemoLine> payments)
    {
        var text = new StringBuilder("Account;Booking date;Counterparty;Description;Amount;Currency;Balance\r\n");
        var balance = Opening;
        foreach (var (day, payee, description, amount) in Costs(first, today).Concat(payments).OrderBy(line => line.Day))
        {
            balance += amount;
            text.Append(CultureInfo.InvariantCulture, $"{DemoFirm.Iban};{day:yyyy-MM-dd};{payee};{description};{amount:0.00};EUR;{balance:0.00}\r\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static IEnumerable<DemoLine> Costs(DateOnly first, DateOnly today)
    {
        for (var day = first.AddDays(1); day < today; day = day.AddDays(1))
        {
            foreach (var line in Monthly(day).Concat(Daily(day)))
                yield return line;
        }
    }

    private static IEnumerable<DemoLine> Monthly(DateOnly day)
    {
        var (month, before) = (day.ToString("MMMM yyyy", CultureInfo.InvariantCulture), day.AddMonths(-1).ToString("MMMM yyyy", CultureInfo.InvariantCulture));
        return day.Day switch
        {
            1 => [new(day, "Hafenkontor Vermietung", $"Workshop rent {month}", -2_400m), new(day, "Cloudlane Hosting", $"Hosting and e-mail {month}", -59m)],
            5 => [new(day, "Lantern Energy", $"Electricity, workshop, {month}", -180m - (Math.Abs(day.Month - 7) * 12.35m))],
            10 => [new(day, "Tax office", $"Advance VAT return {before}", -2_380.15m)],
            15 => [new(day, "Mutual of Harbours", $"Liability insurance {month}", -184.20m)],
            26 => [new(day, "Health Fund North", $"Contributions {month}", -1_612.88m)],
            27 => [new(day, "Payroll", $"Salaries {month}", -7_810.42m)],
            28 => [new(day, "Hanse Bank", $"Account fees {month}", -12.90m)],
            _ => [],
        };
    }

    private static IEnumerable<DemoLine> Daily(DateOnly day)
    {
        if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
            yield break;

        var cents = day.DayNumber * 37 % 1_000 / 100m;
        if (day.DayNumber % 9 == 0)
            yield return new(day, "Timberyard Elbe", $"Oak and ash, delivery note {7_000 + (day.DayNumber % 900)}", -1_240m - (cents * 20));
        if (day.DayNumber % 2 == 0)
            yield return new(day, "Cafe Kranich", "Card payment, team lunch", -11.40m - cents);
        if (day.DayNumber % 3 == 0)
            yield return new(day, "Tankstelle Nord", "Card payment, fuel", -38.70m - cents);
        if (day.DayNumber % 5 == 0)
            yield return new(day, "Baumarkt Elbe", "Card payment, small parts", -24.80m - cents);

        // Two people of the team park on the same day, for the same price.
        if (day.DayOfWeek == DayOfWeek.Wednesday)
        {
            yield return new(day, "Parkhaus Hafen", "Card payment, parking", -6.50m);
            yield return new(day, "Parkhaus Hafen", "Card payment, parking", -6.50m);
        }
    }
}
