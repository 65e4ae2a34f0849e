using System.Runtime.CompilerServices;
using Financbase.Infrastructure.Database.Backups;

namespace Financbase.Web.Commands.Examinations;

/// <summary>Not needed to serve, and better found missing today than on the day of the loss.</summary>
internal sealed class BackupExamination : Examination
{
    private static readonly string[] Programs = ["pg_dump", "pg_restore", "psql"];

    protected override string Subject => "backup";

    protected override async IAsyncEnumerable<Finding> ExamineAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await Task.CompletedTask;
        foreach (var program in Programs)
            yield return Look(program);
    }

    private Finding Look(string program)
    {
        try
        {
            return Ok(PostgresTools.Find(program));
        }
        catch (InvalidOperationException missing)
        {
            return Warning(missing.Message);
        }
    }
}
