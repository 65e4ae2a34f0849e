namespace Financbase.Domain.Workflows.Steps;

/// <summary>
/// <c>findRecords {resource, filter?, sort?, limit?}</c>: reads things as the API lists them. Its prepared input is
/// <c>{"resource","filter":{name: text},"sort","limit"}</c>, its output <c>{"records","count","more"}</c>.
/// </summary>
public sealed class FindRecordsKind : StepKind
{
    internal const int Most = 1_000;

    private static readonly ChoiceMember Resource = new("resource", "What", RecordKind.Choices(_ => true));

    private static readonly TemplatesMember Filter = new("filter", "Only those with", Max: 20)
    {
        Help = "One “name: value” a line, such as from: 2026-01-01. " + string.Join(
            " ", RecordKind.All.Select(kind => $"{char.ToUpperInvariant(kind.Word[0])}{kind.Word[1..]}: {string.Join(", ", kind.Filters)}.")),
        Optional = true,
    };

    private static readonly TextMember Sort = new("sort", "Order")
    {
        Help = "newest, oldest, highest or lowest, where there is such an order.",
        Optional = true,
        Max = 20,
    };

    private static readonly NumberMember Limit = new("limit", "At most", 1, Most, 100);

    public override string Type => "findRecords";

    public override EffectClass Effect => EffectClass.Read;

    public override StepCard Card { get; } = new()
    {
        Title = "Search the books",
        Summary = "Reads a list of things, as it is at that moment.",
        Category = StepCategory.Books,
        Icon = "search",
        Line = "{resource}",
        Outcomes = [new(Outcomes.Default, "The search was made, whether or not it found anything.")],
        Output =
        [
            new("records", "list", "The things, as the API lists them."),
            new("count", "number", "How many there are in the list."),
            new("more", "boolean", "Whether there were more than the limit."),
        ],
        Example = """{"resource":"bank_transaction","filter":{"bankAccountId":"{{ trigger.bankAccountId }}","status":"unreviewed"},"sort":"lowest","limit":200}""",
    };

    public override StepSchema Schema { get; } = new(Resource, Filter, Sort, Limit);

    public override CompiledStep Compile(StepConfig config)
    {
        var resource = RecordKind.Find(config.Read(Resource));
        var filter = config.Read(Filter);
        var sort = config.Read(Sort);
        if (resource is not null)
        {
            NamedTexts.Check(config, Filter, filter, resource.Filters, $"A search for a {resource.Word}");
            if (sort.Length > 0 && !resource.Orders.Contains(sort))
                config.Problem(Sort, "not_allowed", $"Use one of {string.Join(", ", resource.Orders)}.");
        }

        return new FindRecordsStep(resource, filter, sort.Length > 0 ? sort : resource?.Orders[0] ?? "", config.Read(Limit));
    }
}
