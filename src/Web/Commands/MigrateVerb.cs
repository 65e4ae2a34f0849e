using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Encryption;

namespace Financbase.Web.Commands;

internal sealed class MigrateVerb(DatabaseOptions database, PlaintextSealing plaintext, PartIndexing parts) : Verb
{
    public override string Name => "migrate";

    public override string Usage => "brings the database to this version's shape; repeating it changes nothing";

    public override async Task<int> RunAsync(VerbLine line, VerbOutput output, CancellationToken ct)
    {
        var applied = await Migrator.MigrateAsync(database.Owner, ct);
        var values = await plaintext.RunAsync(database.Owner, ct);
        if (values > 0)
            output.Progress($"{values} values that were stored in the clear are sealed now.");
        await parts.RunAsync(database.Owner, ct);
        output.Result(line, applied == 0 ? "The database is up to date." : $"{applied} migrations applied.", new { applied });
        return Done;
    }
}
