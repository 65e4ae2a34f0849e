using Financbase.Infrastructure.Ledger.Large;
using Financbase.Web.Commands.Backups;
using Financbase.Web.Commands.Examinations;
using Financbase.Web.Commands.Ledger;
using Financbase.Web.Composition;
using Npgsql;

namespace Financbase.Web.Commands;

/// <summary>
/// <c>Financbase.Web VERB …</c> runs one verb instead of the web server. Exit codes: 0 done, 1 failed, 2 a check found
/// a fault.
/// </summary>
internal static class Verbs
{
    public static bool Are(string[] arguments) => arguments is [var first, ..] && !first.StartsWith('-');

    public static async Task<int> RunAsync(string[] arguments, CancellationToken ct = default)
    {
        try
        {
            var builder = WebApplication.CreateBuilder();
            builder.AddFinancbase();
            builder.Services.AddVerbs();
            builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
            builder.Logging.AddFilter("Financbase", LogLevel.Warning);
            builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
            await using var app = builder.Build();
            return await RunAsync(app.Services, arguments, Console.Out, Console.Error, ct);
        }
        catch (InvalidOperationException misconfigured)
        {
            await Console.Error.WriteLineAsync(misconfigured.Message);
            return CodeOf(arguments);
        }
    }

    public static async Task<int> RunAsync(
        IServiceProvider services, string[] arguments, TextWriter result, TextWriter progress, CancellationToken ct)
    {
        try
        {
            var verb = Find(services.GetServices<Verb>(), arguments, out var rest);
            var line = VerbLine.Parse(rest, verb.Flags, verb.Options);
            return await verb.RunAsync(line, new VerbOutput(result, progress), ct);
        }
        catch (Exception fault) when (fault is VerbException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            await progress.WriteLineAsync(fault.Message);
            return CodeOf(arguments);
        }
        catch (NpgsqlException fault)
        {
            await progress.WriteLineAsync($"The database refused or did not answer: {fault.Message}");
            return Verb.Failed;
        }
    }

    public static IServiceCollection AddVerbs(this IServiceCollection services) => services
        .AddSingleton<Operator>()
        .AddSingleton<Demo.DemoBooks>()
        .AddSingleton<Demo.DemoSeed>()
        .AddSingleton<LargeBooks>()
        .AddSingleton<Large.LargeSeed>()
        .AddSingleton<Verb, MigrateVerb>()
        .AddSingleton<Verb, SeedVerb>()
        .AddSingleton<Verb, UserCreateVerb>()
        .AddSingleton<Verb, AuthzExplainVerb>()
        .AddSingleton<Verb, ApiKeyCreateVerb>()
        .AddSingleton<Verb, KeysRotateVerb>()
        .AddSingleton<Verb, QuotasSetVerb>()
        .AddSingleton<Verb, LedgerVerifyVerb>()
        .AddSingleton<Verb, LedgerExportVerb>()
        .AddSingleton<Verb, BackupVerb>()
        .AddSingleton<Verb, RestoreVerb>()
        .AddSingleton<Verb, WorkflowImportCheckVerb>()
        .AddSingleton<Verb, WorkflowRunVerb>()
        .AddDoctor();

    // A configuration that keeps the product from being put together is just what a doctor is asked for.
    private static int CodeOf(string[] arguments) => arguments is ["doctor", ..] ? Verb.FaultFound : Verb.Failed;

    private static Verb Find(IEnumerable<Verb> verbs, string[] arguments, out string[] rest)
    {
        var known = verbs.ToList();
        foreach (var verb in known)
        {
            var words = verb.Name.Split(' ');
            if (arguments.Take(words.Length).SequenceEqual(words))
            {
                rest = arguments[words.Length..];
                return verb;
            }
        }

        throw new VerbException($"There is no verb “{string.Join(' ', arguments.TakeWhile(word => !word.StartsWith('-')))}”. Known verbs:"
            + string.Concat(known.Select(verb => $"{Environment.NewLine}  {verb.Name} {verb.Usage}")));
    }
}
