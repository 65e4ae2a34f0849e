using System.Diagnostics;
using System.Globalization;
using Financbase.Domain.SharedKernel;

namespace Financbase.Infrastructure.Tests.Banking;

/// <summary>
/// Damages a file of each format in every way that occurs to it. Whatever comes of it is read or refused with a reason,
/// quickly and within little memory, and no line is without an amount that its currency can hold. The seed makes a
/// failure repeatable; FINANCBASE_FUZZ_ROUNDS makes it a longer run.
/// </summary>
public sealed class FuzzTests
{
    private const int Seed = 20260601;
    private const long MostBytes = 64 * 1024 * 1024;

    private static readonly TimeSpan Slowest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Hanging = TimeSpan.FromMinutes(1);

    private static int Rounds =>
        int.TryParse(Environment.GetEnvironmentVariable("FINANCBASE_FUZZ_ROUNDS"), CultureInfo.InvariantCulture, out var rounds) ? rounds : 2_000;

    [TestCase("csv", "german-bank.windows-1252.csv", "excel.utf-16le.csv", "us-columns.csv", "tabs.utf-8.csv")]
    [TestCase("ofx", "sgml.windows-1252.ofx", "card.ofx2.ofx")]
    [TestCase("qif", "quicken.qif", "card.us.qif")]
    [TestCase("camt", "statement.camt053.v2.xml", "report.camt052.v8.xml", "notice.camt054.v4.xml")]
    [TestCase("mt940", "statement.sta", "plain.mt940.sta", "interim.mt942.sta")]
    public async Task However_damaged_a_file_is_read_or_refused(string format, params string[] fixtures)
    {
        var (round, told) = (0, -1);
        var reading = Task.Run(() => ReadAll(format, fixtures, ref round));
        while (await Task.WhenAny(reading, Task.Delay(Hanging)) != reading)
        {
            Volatile.Read(ref round).ShouldNotBe(told, "This round does not end.");
            told = Volatile.Read(ref round);
        }

        await reading;
    }

    private static void ReadAll(string format, string[] fixtures, ref int round)
    {
        var damage = new Damage(Seed, [.. fixtures.Select(Statements.Fixture)]);
        var (read, slowest, largest) = (0, TimeSpan.Zero, 0L);
        for (; round < Rounds; Volatile.Write(ref round, round + 1))
        {
            var bytes = format == "camt" && round % 2 == 0 ? damage.NextTree() : damage.Next();
            var memory = GC.GetAllocatedBytesForCurrentThread();
            var watch = Stopwatch.StartNew();
            read += ReadOrRefuse(bytes, round) ? 1 : 0;
            slowest = watch.Elapsed > slowest ? watch.Elapsed : slowest;
            largest = Math.Max(largest, GC.GetAllocatedBytesForCurrentThread() - memory);
            slowest.ShouldBeLessThan(Slowest, $"round {round}");
            largest.ShouldBeLessThan(MostBytes, $"round {round}");
        }

        TestContext.Out.WriteLine($"{format}: {Rounds} inputs, {read} read, slowest {slowest.TotalMilliseconds:F0} ms, most {largest / 1024} KB");
        read.ShouldBeInRange(1, Rounds - 1);
    }

    /// <summary>What is refused whole damages nothing.</summary>
    [TestCase("us-columns.csv", 3, 0)]
    [TestCase("tabs.utf-8.csv", 2, 0)]
    [TestCase("card.ofx2.ofx", 3, 0)]
    [TestCase("card.us.qif", 3, 0)]
    [TestCase("report.camt052.v8.xml", 0, 1)]
    [TestCase("notice.camt054.v4.xml", 0, 1)]
    [TestCase("plain.mt940.sta", 2, 0)]
    [TestCase("interim.mt942.sta", 0, 2)]
    public void An_undamaged_file_is_read(string fixture, int lines, int notBooked)
    {
        var file = Statements.Read(Statements.Fixture(fixture), currency: fixture is "card.ofx2.ofx" ? "USD" : "EUR");

        file.Reasons().ShouldBeEmpty();
        file.Statements.Sum(statement => statement.Lines.Count).ShouldBe(lines);
        file.Statements.Sum(statement => statement.NotBooked.Count).ShouldBe(notBooked);
    }

    private static bool ReadOrRefuse(byte[] bytes, int round)
    {
        try
        {
            Check(Statements.Read(bytes));
            return true;
        }
        catch (DomainException refused)
        {
            refused.Error.Message.ShouldNotBeEmpty();
            return false;
        }
        catch (Exception crash)
        {
            throw new InvalidOperationException($"Round {round}: {Convert.ToBase64String(bytes)}", crash);
        }
    }

    private static void Check(ParsedFile file)
    {
        file.Rejected.ShouldAllBe(line => line.Line > 0 && line.Reason.Length > 0);
        foreach (var statement in file.Statements)
        {
            foreach (var line in statement.Lines.Concat(statement.NotBooked))
            {
                line.Amount.Currency.ShouldBe(statement.Currency);
                line.Number.ShouldBeGreaterThan(0);
                string?[] texts = [line.Description, line.Counterparty, line.Reference, line.BankId];
                texts.ShouldAllBe(text => text == null || !text.Any(char.IsControl));
            }
        }
    }
}
