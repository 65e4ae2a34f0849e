using Financbase.Web.Commands.Demo;

namespace Financbase.Web.Commands;

internal sealed class SeedVerb(DemoSeed demo) : Verb
{
    public override string Name => "seed";

    public override string Usage => "demo: makes the demo organizations and their people, with the password of Demo__Password";

    public override async Task<int> RunAsync(VerbLine line, VerbOutput output, CancellationToken ct)
    {
        if (line.Words is not ["demo"])
            throw new VerbException("Say what to seed: demo.");

        await demo.SowAsync(output, ct);
        output.Result(line, "The demo is there.", new { organizations = DemoSeed.Organizations.Select(organization => organization.Slug) });
        return Done;
    }
}
