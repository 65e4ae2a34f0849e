using System.Globalization;
using Financbase.Web.Commands.Demo;
using Financbase.Web.Commands.Large;

namespace Financbase.Web.Commands;

internal sealed class SeedVerb(DemoSeed demo, LargeSeed large) : Verb
{
    private const long MostLines = 100_000_000;

    public override string Name => "seed";

    public override string Usage => "demo: makes the demo organizations and their people, with the password of Demo__Password; "
        + $"large --lines N [--organization SLUG]: makes an organization (“{LargeSeed.Slug}”) with N postings over five years, and works them out anew";

    public override IReadOnlyCollection<string> Options => ["lines", "organization"];

    public override async Task<int> RunAsync(VerbLine line, VerbOutput output, CancellationToken ct) => line.Words switch
    {
        ["demo"] => await DemoAsync(line, output, ct),
        ["large"] => await LargeAsync(line, output, ct),
        _ => throw new VerbException("Say what to seed: demo or large."),
    };

    private async Task<int> DemoAsync(VerbLine line, VerbOutput output, CancellationToken ct)
    {
        await demo.SowAsync(output, ct);
        output.Result(line, "The demo is there.", new { organizations = DemoSeed.Organizations.Select(organization => organization.Slug) });
        return Done;
    }

    private async Task<int> LargeAsync(VerbLine line, VerbOutput output, CancellationToken ct)
    {
        if (!long.TryParse(line.Get("lines"), NumberStyles.None, CultureInfo.InvariantCulture, out var lines) || lines is < 20 or > MostLines || lines % 20 != 0)
            throw new VerbException("--lines is a multiple of 20, from 20 to 100000000.");

        var slug = line.Find("organization") ?? LargeSeed.Slug;
        var found = await large.SowAsync(slug, lines, output, ct);
        output.Result(
            line, $"{found.Entries} entries, {found.Postings} postings, {found.Faults.Count} faults.", new { organization = slug, found.Entries, found.Postings, found.Faults });
        return found.Faults.Count == 0 ? Done : FaultFound;
    }
}
