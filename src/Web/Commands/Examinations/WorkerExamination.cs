using System.Runtime.CompilerServices;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Workflows.Engine;
using Npgsql;

namespace Financbase.Web.Commands.Examinations;

internal sealed class WorkerExamination(DataSources dataSources, EngineOptions options) : Examination
{
    protected override string Subject => "workers";

    protected override async IAsyncEnumerable<Finding> ExamineAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await using var command = dataSources.App.CreateCommand("SELECT count(*) FROM workers WHERE seen_at > app_now() - $1");
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = options.StaleAfter });
        yield return await command.ExecuteScalarAsync(ct) is long and > 0 and var alive
            ? Ok($"{alive} running")
            : Warning("none is running now: workflows and events wait until one does");
    }
}
