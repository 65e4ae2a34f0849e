using Financbase.Infrastructure.Database;

namespace Financbase.Web.Commands;

internal sealed class MigrateVerb(DatabaseOptions database) : Verb
{
    public override string Name => "migrate";

    public override string Usage => "brings the database to this version's shape; repeating it changes nothing";

    public override async Task<int> RunAsync(VerbLine line, VerbOutput output, CancellationToken ct)
    {
        var applied = await Migrator.MigrateAsync(database.Owner, ct);
        output.Result(line, applied == 0 ? "The database is up to date." : $"{applied} migrations applied.", new { applied });
        return Done;
    }
}
