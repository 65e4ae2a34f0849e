using Financbase.Build.Machine;
using Financbase.Build.Postgres;
using Financbase.Build.Web;

namespace Financbase.Build.Commands;

/// <summary>From a fresh clone to a page that answers, and back to silence at Ctrl-C.</summary>
internal static class Up
{
    public static async Task<int> RunAsync(CommandLine line, CancellationToken ct)
    {
        var data = DataFolder.Open(line.Data);
        using var place = RunningServer.TryClaim(data);
        if (place is null)
            return SayItRuns(RunningServer.NoteOf(data), line.Url);

        if (await place.EndOrphanAsync())
            Terminal.Note("Ended the web process that an earlier 'up' left behind.");
        WebServer.EnsureFree(line.Url);
        place.Write(line.Url);

        await Requirement.EnsureAsync([.. Database.Requirements, NodeJs.Requirement], ct);
        await using var database = await Database.OpenAsync(data, ct);
        var web = await WebApplication.PublishAsync(data, database, line.Configuration ?? "Release", ct);
        await Terminal.StepAsync("Bringing the database up to date",
            () => web.Verb("migrate").RunAsync("The database could not be brought up to date: mend what is named above, then try again.", ct));
        var demo = await DemoSeed.SowOnceAsync(data, web, line.Demo, ct);
        try
        {
            await WebServer.ServeAsync(web.Serve(line.Url), line.Url,
                process => place.Write(line.Url, web.Folder, process),
                () => Greet(line.Url, demo ? web.DemoPassword : null), ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            Terminal.Note("Stopped.");
        }

        return 0;
    }

    private static int SayItRuns(ServerNote? note, Uri url)
    {
        if (note is null)
            throw new Failure("Another 'up' is starting or stopping on this data folder: try again in a moment.");
        if (note.Url != url)
            throw new Failure($"Financbase already runs at {note.Url}: end that first, or give this one a folder of its own with --data.");
        Terminal.Result($"Financbase already runs at {note.Url}");
        return 0;
    }

    private static void Greet(Uri url, string? demoPassword)
    {
        Terminal.Result($"""

            Financbase is ready:  {url}
            """);
        if (demoPassword is not null)
        {
            Terminal.Result($"""
                Sign in as            owner@demo.test  (or accountant@demo.test, viewer@demo.test)
                Password              {demoPassword}
                """);
        }

        Terminal.Result("""
            Ctrl-C stops it.

            """);
    }
}
