using System.Globalization;
using Financbase.Application.Workflows.Quotas;

namespace Financbase.Web.Commands;

internal sealed class QuotasSetVerb(Operator platform) : Verb
{
    public override string Name => "quotas set";

    public override string Usage =>
        "--organization SLUG [--executions-per-day N] [--unfinished N]: quotas of its workflows; 0 is none, 'default' as the installation says, what is left out stays";

    public override IReadOnlyCollection<string> Options => ["organization", "executions-per-day", "unfinished"];

    public override async Task<int> RunAsync(VerbLine line, VerbOutput output, CancellationToken ct)
    {
        var organization = await platform.OrganizationAsync(line.Get("organization"), ct);
        var (perDay, unfinished) = (Change(line, "executions-per-day"), Change(line, "unfinished"));
        if (!perDay.IsChange && !unfinished.IsChange)
            throw new VerbException("Say which quota: --executions-per-day or --unfinished.");
        await platform.SendAsync(new SetWorkflowQuotas(perDay, unfinished), organization, ct);
        output.Result(
            line, $"{organization.Identifier}: executions a day {Word(perDay)}, under way {Word(unfinished)}.",
            new { organization = organization.Identifier, executionsPerDay = Word(perDay), unfinished = Word(unfinished) });
        return Done;
    }

    private static QuotaChange Change(VerbLine line, string option) => line.Find(option) switch
    {
        null => QuotaChange.None,
        "default" => QuotaChange.ToInstallation,
        var text when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => QuotaChange.To(number),
        var text => throw new VerbException($"--{option} is a whole number or 'default', not “{text}”."),
    };

    private static string Word(QuotaChange change) => !change.IsChange ? "unchanged" : change.Value switch
    {
        null => "as the installation says",
        0 => "without bound",
        { } number => string.Create(CultureInfo.InvariantCulture, $"{number}"),
    };
}
