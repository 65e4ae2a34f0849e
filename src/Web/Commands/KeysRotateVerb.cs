using Financbase.Infrastructure.Encryption;

namespace Financbase.Web.Commands;

internal sealed class KeysRotateVerb(KeyRotation rotation, Operator platform) : Verb
{
    public override string Name => "keys rotate";

    public override string Usage =>
        "[--organization SLUG]: gives every organization, or the one, new data keys and seals all values anew; repeat it after an interruption";

    public override IReadOnlyCollection<string> Options => ["organization"];

    public override async Task<int> RunAsync(VerbLine line, VerbOutput output, CancellationToken ct)
    {
        var rewrapped = rotation.RewrapPlatform();
        var organizations = await platform.OrganizationsAsync(line.Find("organization"), ct);
        var count = 0;
        foreach (var organization in organizations)
        {
            var done = await rotation.RotateAsync(organization.Id, ct);
            count += done.Sealed;
            output.Progress($"{organization.Identifier}: {done.Sealed} values sealed anew{(done.IsResumed ? ", ending an earlier rotation" : "")}.");
        }

        output.Progress($"Waiting {rotation.Overlap.TotalSeconds:0} seconds, until every running process knows the new keys.");
        await Task.Delay(rotation.Overlap, ct);
        var left = 0;
        foreach (var organization in organizations)
        {
            var done = await rotation.FinishAsync(organization.Id, ct);
            (count, left) = (count + done.Sealed, left + done.Left);
            foreach (var broken in done.Broken)
                output.Progress($"{organization.Identifier}: {broken}");
        }

        output.Result(
            line, $"{organizations.Count} organizations, {count} values sealed anew, {left} left under old keys.",
            new { organizations = organizations.Count, @sealed = count, left, rewrapped });
        return left == 0 ? Done : FaultFound;
    }
}
