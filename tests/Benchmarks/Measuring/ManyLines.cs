using System.Globalization;
using System.Text;

namespace Financbase.Benchmarks.Measuring;

/// <summary>A European bank's CSV of any length; some lines are genuine twins, as in life.</summary>
internal static class ManyLines
{
    private const int TwinEvery = 50;
    private const int LinesPerDay = 40;
    private static readonly DateOnly Start = new(2020, 1, 1);
    private static readonly string[] Counterparties = ["Cafe Kranich", "Nordwind Software GmbH", "Alder Freight", "Papierhaus Elbe", "Juniper Hotels", "Granite Peak Tools"];

    public static byte[] Csv(int count)
    {
        var text = new StringBuilder("Booking date;Counterparty;Description;Amount;Currency\r\n");
        for (var line = 0; line < count; line++)
        {
            var number = line % TwinEvery == 1 ? line - 1 : line;
            var amount = (number * 7919 % 500_000 - 250_000) / 100m;
            text.Append(CultureInfo.InvariantCulture, $"{Start.AddDays(number / LinesPerDay):dd.MM.yyyy};{Counterparties[number % Counterparties.Length]};Payment {number};{amount.ToString("0.00", CultureInfo.InvariantCulture).Replace('.', ',')};EUR\r\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
