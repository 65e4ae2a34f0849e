using System.Xml.Linq;

namespace Financbase.Build.Testing;

/// <summary>What one test project did.</summary>
internal sealed record TestReport(string Project, int Passed, int Skipped, IReadOnlyList<TestFailure> Failures, TimeSpan Took)
{
    private static readonly XNamespace Trx = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    public int Total => Passed + Skipped + Failures.Count;

    /// <summary>Reads the results file. The counters in its head do not count skipped tests, so the results are counted.</summary>
    public static TestReport Read(string project, string file, TimeSpan took)
    {
        var results = XDocument.Load(file).Descendants(Trx + "UnitTestResult").ToLookup(result => (string?)result.Attribute("outcome"));
        return new TestReport(project, results["Passed"].Count(), results["NotExecuted"].Count(),
            [.. results.Where(group => group.Key is not ("Passed" or "NotExecuted")).SelectMany(group => group).Select(ToFailure)], took);
    }

    /// <summary>A project that crashed or has nothing to run is a failure, however many of its tests passed before.</summary>
    public TestReport With(string name, string message) => this with { Failures = [.. Failures, new TestFailure(name, message, "")] };

    private static TestFailure ToFailure(XElement result)
    {
        var error = result.Element(Trx + "Output")?.Element(Trx + "ErrorInfo");
        return new TestFailure((string?)result.Attribute("testName") ?? "?",
            (string?)error?.Element(Trx + "Message") ?? $"Outcome: {(string?)result.Attribute("outcome")}",
            (string?)error?.Element(Trx + "StackTrace") ?? "");
    }
}

internal sealed record TestFailure(string Name, string Message, string Trace);
