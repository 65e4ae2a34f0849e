using System.Runtime.CompilerServices;
using Financbase.Infrastructure.Database;

namespace Financbase.Web.Commands.Examinations;

/// <summary>Business dates come from this machine's clock and leases from the database's: they must agree.</summary>
internal sealed class ClockExamination(DataSources dataSources, TimeProvider clock) : Examination
{
    private static readonly TimeSpan Tolerated = TimeSpan.FromSeconds(2);

    protected override string Subject => "clock";

    protected override async IAsyncEnumerable<Finding> ExamineAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await using var command = dataSources.App.CreateCommand("SELECT clock_timestamp()");
        await command.ExecuteScalarAsync(ct);
        var before = clock.GetUtcNow();
        var there = new DateTimeOffset((DateTime)(await command.ExecuteScalarAsync(ct))!);
        var here = before + (clock.GetUtcNow() - before) / 2;
        var apart = (there - here).Duration();
        yield return apart <= Tolerated
            ? Ok($"this machine and the database are {apart.TotalMilliseconds:0} ms apart")
            : Fault($"This machine and the database are {apart.TotalSeconds:0.0} s apart: let both follow a time server.");
    }
}
