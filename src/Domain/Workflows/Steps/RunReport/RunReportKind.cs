namespace Financbase.Domain.Workflows.Steps;

/// <summary>
/// <c>runReport {report, parameters?}</c>. Its prepared input is <c>{"report","parameters":{name: text}}</c>, its output
/// <c>{"rows","count"}</c>, and <c>totals</c> where the report has them.
/// </summary>
public sealed class RunReportKind : StepKind
{
    private static readonly ChoiceMember Which = new("report", "Report", [.. Report.All.Select(report => new StepChoice(report.Name, report.Title))]);

    private static readonly TemplatesMember Parameters = new("parameters", "Of what", Max: 20)
    {
        Help = "One “name: value” a line; days are written 2026-01-31. " + string.Join(
            " ", Report.All.Select(report => $"{report.Title}: {string.Join(", ", report.Parameters)}.")) + " by is day, week or month; compare is previousPeriod or previousYear.",
        Optional = true,
    };

    public override string Type => "runReport";

    public override EffectClass Effect => EffectClass.Read;

    public override StepCard Card { get; } = new()
    {
        Title = "Run a report",
        Summary = "Works a report out and keeps its rows for later steps.",
        Category = StepCategory.Books,
        Icon = "chart-line",
        Line = "{report}",
        Outcomes = [new(Outcomes.Default, "It was worked out.")],
        Output = [new("rows", "list", "The rows of the report."), new("count", "number", "How many rows there are."), new("totals", "object", "What the rows come to: of the trial balance and of what is open by age.")],
        Example = """{"report":"cash_movements","parameters":{"from":"2026-01-01","to":"{{ trigger.day }}","by":"month"}}""",
    };

    public override StepSchema Schema { get; } = new(Which, Parameters);

    public override CompiledStep Compile(StepConfig config)
    {
        var report = Report.Find(config.Read(Which));
        var parameters = config.Read(Parameters);
        if (report is not null)
        {
            NamedTexts.Check(config, Parameters, parameters, report.Parameters, $"The report “{report.Title}”");
            foreach (var missing in report.Required.Where(name => parameters.All(given => given.Key != name)))
                config.Problem(Parameters, "required", $"The report needs “{missing}”.", "." + missing);
        }

        return new RunReportStep(report, parameters);
    }
}
