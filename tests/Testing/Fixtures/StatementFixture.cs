namespace Financbase.Testing.Fixtures;

/// <summary>
/// June 2026 of an invented company's account, as its bank would offer it for download: one statement in two formats.
/// Written by <see cref="GeneratedStatement"/>; a test proves that the files are still what it writes.
/// </summary>
public static class StatementFixture
{
    public const string Iban = "DE89370400440532013000";
    public const string Currency = "EUR";

    /// <summary>Lines in the file.</summary>
    public const int Lines = 48;

    /// <summary>How many lines take out more than 1,000 euros.</summary>
    public const int LargePayments = 5;

    /// <summary>The description of two genuine twins: two equal payments on one day.</summary>
    public const string Twin = "Parking garage Hafenstrasse";

    public const string OpeningBalance = "18250.00";

    public static string OfxName => "june-2026.ofx";

    public static string CsvName => "june-2026.csv";

    public static byte[] Ofx => Read(OfxName);

    public static byte[] Csv => Read(CsvName);

    public static string ClosingBalance => GeneratedStatement.ClosingBalance;

    private static byte[] Read(string name)
    {
        using var stream = typeof(StatementFixture).Assembly.GetManifestResourceStream(name)
            ?? throw new FileNotFoundException($"{name} is not embedded.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
