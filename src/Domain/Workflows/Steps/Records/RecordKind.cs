using Financbase.Domain.Access;

namespace Financbase.Domain.Workflows.Steps;

/// <summary>A kind of thing in the books that steps find, read and change. Infrastructure has the use cases to its name.</summary>
/// <param name="Name">In a definition, as events and the audit log call it.</param>
/// <param name="Word">For people.</param>
/// <param name="Permission">Without which it is not read.</param>
public sealed record RecordKind(string Name, string Word, string Permission)
{
    /// <summary>Permissions that decide how much of it is seen.</summary>
    public IReadOnlyList<string> WiderWith { get; init; } = [];

    /// <summary>What a search can ask for.</summary>
    public required IReadOnlyList<string> Filters { get; init; }

    /// <summary>The orders that a search can have; without one, the first.</summary>
    public required IReadOnlyList<string> Orders { get; init; }

    /// <summary>What can be changed of it.</summary>
    public IReadOnlyList<RecordChange> Changes { get; init; } = [];

    public static IReadOnlyList<RecordKind> All { get; } =
    [
        new("account", "account", Permissions.Ledger.Read)
        {
            Filters = ["archived", "text", "type"],
            Orders = ["code", "name"],
        },
        new("bank_account", "bank account", Permissions.Banking.Read)
        {
            Filters = ["text"],
            Orders = ["name"],
            Changes = [new("name", Permissions.Banking.Manage, Permissions.Banking.Read)],
        },
        new("bank_transaction", "bank transaction", Permissions.Banking.Read)
        {
            Filters = ["bankAccountId", "from", "importId", "maxAmount", "minAmount", "status", "text", "to"],
            Orders = ["newest", "oldest", "highest", "lowest"],
        },
        new("customer", "customer", Permissions.Customers.Read)
        {
            Filters = ["archived", "text"],
            Orders = ["name"],
        },
        new("event", "event", Permissions.Events.Read)
        {
            WiderWith = [Permissions.Banking.Read, Permissions.Workflows.Read],
            Filters = ["causedBy", "from", "to", "type"],
            Orders = ["newest"],
        },
        new("execution", "run of a workflow", Permissions.Executions.Read)
        {
            WiderWith = [Permissions.Banking.Read, Permissions.Workflows.Read],
            Filters = ["status", "workflowId"],
            Orders = ["newest", "oldest"],
            Changes = [new("status", Permissions.Executions.Manage)],
        },
        new("invoice", "invoice", Permissions.Invoices.Read)
        {
            Filters = ["customerId", "dueFrom", "dueTo", "paymentStatus", "status", "text"],
            Orders = ["newest", "due"],
        },
        new("journal_entry", "journal entry", Permissions.Ledger.Read)
        {
            Filters = ["from", "source", "text", "to"],
            Orders = ["newest"],
        },
        new("member", "member", Permissions.Members.Read)
        {
            Filters = ["text"],
            Orders = ["email"],
        },
        new("workflow", "workflow", Permissions.Workflows.Read)
        {
            Filters = ["status", "text"],
            Orders = ["newest"],
            Changes = [new("status", Permissions.Workflows.Publish), new("archived", Permissions.Workflows.Manage, Permissions.Workflows.Read)],
        },
    ];

    public static RecordKind? Find(string name) => All.FirstOrDefault(kind => kind.Name == name);

    internal static StepChoice[] Choices(Func<RecordKind, bool> those) => [.. All.Where(those).Select(kind => new StepChoice(kind.Name, kind.Word))];
}

/// <param name="Member">What is changed.</param>
/// <param name="Permissions">Without which it is not.</param>
public sealed record RecordChange(string Member, params IReadOnlyList<string> Permissions);
