using Financbase.Build.Machine;
using Financbase.Build.Postgres;
using Financbase.Build.Web;

namespace Financbase.Build.Commands;

/// <summary>Hands an operator's verb to the web application and its exit code back.</summary>
internal static class Admin
{
    public static async Task<int> RunAsync(CommandLine line, CancellationToken ct)
    {
        var data = DataFolder.Open(line.Data);
        await Requirement.EnsureAsync([.. Database.Requirements, NodeJs.Requirement], ct);
        await using var database = await Database.OpenAsync(data, ct);
        var web = await WebApplication.PublishAsync(data, database, line.Configuration ?? "Release", ct);
        return await web.Verb(line.HandedOn).ShowAsync(WebServer.StopPatience, ct);
    }
}
