using Financbase.Domain.Access;

namespace Financbase.Domain.Workflows.Steps;

/// <summary>
/// <c>postJournalEntry {date, lines, memo?}</c>: posts an entry by hand. A line is <c>{account, debit | credit, memo?, original?}</c>, with amounts in the
/// base currency; <c>original</c> is <c>{value, currency}</c>, the same in another one where the account is kept in that. Its output is <c>{"id"}</c>.
/// </summary>
public sealed class PostJournalEntryKind : StepKind
{
    private static readonly TemplateMember[] Members =
    [
        new("date", "Day in the books") { Help = "Such as 2026-01-31." },
        new("lines", "Lines", TemplateShape.Value)
        {
            Help = "Two or more, each with an account, a debit or a credit, and a memo if there is something to say; what goes through a bank account in another currency has that as its original as well, an object of value and currency. Debits and credits come to the same.",
        },
        BookMembers.Memo("What the entry is about."),
    ];

    public override string Type => "postJournalEntry";

    public override EffectClass Effect => EffectClass.Database;

    public override StepCard Card { get; } = new()
    {
        Title = "Post a journal entry",
        Summary = "Posts an entry to the ledger, once, as a person with the same rights would.",
        Category = StepCategory.Books,
        Icon = "scroll-text",
        Line = "{memo}",
        Outcomes = [new(Outcomes.Default, "It is posted.")],
        Output = [new("id", "text", "The entry.")],
        Example = """{"date":"{{ trigger.date }}","memo":"Rent","lines":[{"account":"6300","debit":"{{ trigger.amount }}"},{"account":"1200","credit":"{{ trigger.amount }}"}]}""",
    };

    public override StepSchema Schema { get; } = new(Members);

    public override CompiledStep Compile(StepConfig config) => BookStep.Compile(config, Members, Permissions.Ledger.Post, Permissions.Ledger.Read);
}
