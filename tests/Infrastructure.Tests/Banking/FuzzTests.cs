using System.Diagnostics;
using System.Globalization;
using Financbase.Application.Banking;
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

    private static int Rounds =>
        int.TryParse(Environment.GetEnvironmentVariable("FINANCBASE_FUZZ_ROUNDS"), CultureInfo.InvariantCulture, out var rounds) ? rounds : 2_000;

    [TestCase("csv", "german-bank.windows-1252.csv", "excel.utf-16le.csv")]
    [TestCase("ofx", "sgml.windows-1252.ofx")]
    [TestCase("qif", "quicken.qif")]
    [TestCase("camt", "statement.camt053.v2.xml")]
    [TestCase("mt940", "statement.sta")]
    public void However_damaged_a_file_is_read_or_refused(string format, params string[] fixtures)
    {
        var damage = new Damage(Seed, [.. fixtures.Select(Statements.Fixture)]);
        var (read, slowest, largest) = (0, TimeSpan.Zero, 0L);
        for (var round = 0; round < Rounds; round++)
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
