namespace Financbase.Web.Commands.Examinations;

public enum Verdict
{
    Ok,

    /// <summary>It works, and something is missing that one may want.</summary>
    Warning,

    Fault,
}

/// <param name="Subject">What was looked at.</param>
/// <param name="Verdict">How it is.</param>
/// <param name="Message">What was found and, when it is no good, what to do.</param>
public sealed record Finding(string Subject, Verdict Verdict, string Message);

/// <summary>One of the things that <c>doctor</c> looks at. It changes nothing.</summary>
internal abstract class Examination
{
    protected abstract string Subject { get; }

    /// <summary>What was found; an examination that breaks off has found a fault.</summary>
    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken ct)
    {
        var findings = new List<Finding>();
        try
        {
            await foreach (var finding in ExamineAsync(ct))
                findings.Add(finding);
        }
        catch (Exception broken) when (broken is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            findings.Add(Fault(broken.Message));
        }

        return findings;
    }

    protected abstract IAsyncEnumerable<Finding> ExamineAsync(CancellationToken ct);

    protected Finding Ok(string message) => new(Subject, Verdict.Ok, message);

    protected Finding Warning(string message) => new(Subject, Verdict.Warning, message);

    protected Finding Fault(string message) => new(Subject, Verdict.Fault, message);
}
