using System.Globalization;
using Financbase.Application.Workflows.Quotas;

namespace Financbase.Web.Commands;

internal sealed class QuotasSetVerb(Operator platform) : Verb
{
    public override string Name => "quotas set";

    public override string Usage =>
        "--organization SLUG [--executions-per-day N] [--unfinished N]: quotas of its workflows; 0 is none, what is left out is as the installation says";

    public override IReadOnlyCollection<string> Options => ["organization", "executions-per-day", "unfinished"];

    public override async Task<int> RunAsync(VerbLine line, VerbOutput output, CancellationToken ct)
    {
        var organization = await platform.OrganizationAsync(line.Get("organization"), ct);
        var (perDay, unfinished) = (Number(line, "executions-per-day"), Number(line, "unfinished"));
        await platform.SendAsync(new SetWorkflowQuotas(perDay, unfinished), organization, ct);
        output.Result(
            line, $"{organization.Identifier}: executions a day {Word(perDay)}, under way {Word(unfinished)}.",
            new { organization = organization.Identifier, executionsPerDay = perDay, unfinished });
        return Done;
    }

    private static long? Number(VerbLine line, string option) => line.Find(option) switch
    {
        null => null,
        var text when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
        var text => throw new VerbException($"--{option} is a whole number, not “{text}”."),
    };

    private static string Word(long? quota) => quota switch
    {
        null => "as the installation says",
        0 => "without bound",
        { } number => string.Create(CultureInfo.InvariantCulture, $"{number}"),
    };
}
