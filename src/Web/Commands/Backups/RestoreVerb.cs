using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Database.Backups;

namespace Financbase.Web.Commands.Backups;

internal sealed class RestoreVerb(DatabaseOptions database, IConfiguration configuration) : Verb
{
    private const string AdminSetting = "FinancbaseAdmin";

    public override string Name => "restore";

    public override string Usage =>
        "FILE [--replace]: restores into an empty database, or drops what is there; FILE --verify: only tries it in a scratch database and compares every table";

    public override IReadOnlyCollection<string> Flags => ["verify", "replace"];

    public override async Task<int> RunAsync(VerbLine line, VerbOutput output, CancellationToken ct)
    {
        var file = BackupFile.Of(line);
        if (!File.Exists(file))
            throw new VerbException($"There is no file {file}.");
        if (line.Has("verify") && line.Has("replace"))
            throw new VerbException("--verify changes nothing and --replace drops everything: choose one.");

        var manifest = await BackupManifest.ReadAsync(file, ct);
        if (await BackupManifest.DigestAsync(file, ct) != manifest.Sha256)
            return Report(line, output, manifest, [$"{file} is not the file that was written: it is damaged or another one"]);

        var found = line.Has("verify") ? await TryAsync(file, output, ct) : await RestoreAsync(file, line.Has("replace"), output, ct);
        return Report(line, output, manifest, manifest.Differences(found));
    }

    private async Task<IReadOnlyDictionary<string, TableSum>> RestoreAsync(string file, bool replace, VerbOutput output, CancellationToken ct)
    {
        output.Progress($"Restoring {file} …");
        await Restore.IntoAsync(database.Owner, file, replace, ct);
        return await Restore.SumAsync(database.Owner, ct);
    }

    private async Task<IReadOnlyDictionary<string, TableSum>> TryAsync(string file, VerbOutput output, CancellationToken ct)
    {
        var admin = configuration.GetConnectionString(AdminSetting) ?? throw new VerbException(
            $"Set ConnectionStrings__{AdminSetting} to a role that may make databases, such as a superuser: --verify restores into a scratch database.");
        output.Progress($"Restoring {file} into a scratch database …");
        await using var scratch = await ScratchDatabase.CreateAsync(admin, database.Owner, ct);
        await Restore.IntoAsync(scratch.Owner, file, replace: false, ct);
        return await Restore.SumAsync(scratch.Owner, ct);
    }

    private static int Report(VerbLine line, VerbOutput output, BackupManifest manifest, IReadOnlyList<string> differences)
    {
        var done = line.Has("verify") ? "verified" : "restored";
        var text = differences.Count == 0
            ? $"The backup of {manifest.TakenAt:u} is {done}: {manifest.Tables.Count} tables with {manifest.Rows} rows, each as it was."
            : $"The backup of {manifest.TakenAt:u} is faulty:{string.Concat(differences.Select(difference => $"{Environment.NewLine}  {difference}"))}";
        output.Result(line, text, new { whole = differences.Count == 0, differences, tables = manifest.Tables.Count, rows = manifest.Rows });
        return differences.Count == 0 ? Done : FaultFound;
    }
}
