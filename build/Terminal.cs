using System.Diagnostics;
using System.Globalization;

namespace Financbase.Build;

/// <summary>Progress goes to standard error, so that standard output holds the result and nothing else.</summary>
internal static class Terminal
{
    private const int LinesOfDetail = 20;

    public static bool Verbose { get; set; }

    public static async Task StepAsync(string what, Func<Task> work) =>
        await StepAsync(what, async () => { await work(); return true; });

    public static async Task<T> StepAsync<T>(string what, Func<Task<T>> work)
    {
        var clock = Stopwatch.StartNew();
        Console.Error.Write($"  {what} … ");
        try
        {
            var result = await work();
            Console.Error.WriteLine(Seconds(clock.Elapsed));
            return result;
        }
        catch
        {
            Console.Error.WriteLine("not done");
            throw;
        }
    }

    public static void Note(string line) => Console.Error.WriteLine($"  {line}");

    public static void Result(string line) => Console.Out.WriteLine(line);

    public static void Fail(Failure failure)
    {
        var lines = failure.Details.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var line in Verbose ? lines : lines.TakeLast(LinesOfDetail))
            Console.Error.WriteLine($"    {line}");
        Console.Error.WriteLine(failure.Message);
    }

    public static string Seconds(TimeSpan elapsed) => elapsed.TotalSeconds.ToString("0.0 s", CultureInfo.InvariantCulture);
}
