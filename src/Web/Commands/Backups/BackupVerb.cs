using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Database.Backups;

namespace Financbase.Web.Commands.Backups;

internal sealed class BackupVerb(DatabaseOptions database, TimeProvider clock) : Verb
{
    public override string Name => "backup";

    public override string Usage => "FILE: writes the whole database to FILE, and to FILE.json what it holds, while everything goes on";

    public override async Task<int> RunAsync(VerbLine line, VerbOutput output, CancellationToken ct)
    {
        var file = BackupFile.Of(line);
        var manifest = await Backup.TakeAsync(database.Owner, file, clock.GetUtcNow(), ct);
        output.Progress("The master key is not in it: keep a copy of that elsewhere, or the encrypted values cannot be read.");
        output.Progress("Neither are attached files: copy the folder or bucket in which they lie, now that the database is written.");
        output.Result(
            line,
            $"Backed up {manifest.Tables.Count} tables with {manifest.Rows} rows to {file}.",
            new { file, manifest.Sha256, tables = manifest.Tables.Count, rows = manifest.Rows, bytes = new FileInfo(file).Length });
        return Done;
    }
}

internal static class BackupFile
{
    public static string Of(VerbLine line) => line.Words is [var file]
        ? Path.GetFullPath(file)
        : throw new VerbException("Name one file.");
}
