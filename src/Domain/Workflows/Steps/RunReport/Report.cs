using Financbase.Domain.Access;

namespace Financbase.Domain.Workflows.Steps;

/// <summary>A report that steps can run. Infrastructure has the use case to its name.</summary>
/// <param name="Name">In a definition.</param>
/// <param name="Title">For people.</param>
/// <param name="Permission">Without which it is not run.</param>
public sealed record Report(string Name, string Title, string Permission)
{
    /// <summary>What it must be told.</summary>
    public IReadOnlyList<string> Required { get; init; } = [];

    /// <summary>What else it can be told.</summary>
    public IReadOnlyList<string> Optional { get; init; } = [];

    public IReadOnlyList<string> Parameters => [.. Required, .. Optional];

    public static IReadOnlyList<Report> All { get; } =
    [
        new("aged_payables", "Aged payables", Permissions.Bills.Read) { Required = ["asOf"], Optional = ["compare"] },
        new("aged_receivables", "Aged receivables", Permissions.Invoices.Read) { Required = ["asOf"], Optional = ["compare"] },
        new("balance_sheet", "Balance sheet", Permissions.Ledger.Read) { Required = ["asOf"], Optional = ["compare"] },
        new("bank_balances", "Bank balances", Permissions.Banking.Read) { Optional = ["bankAccountId", "on"] },
        new("cash_movements", "Cash movements", Permissions.Banking.Read) { Required = ["from", "to"], Optional = ["bankAccountId", "by"] },
        new("profit_and_loss", "Profit and loss", Permissions.Ledger.Read) { Required = ["from", "to"], Optional = ["compare"] },
        new("trial_balance", "Trial balance", Permissions.Ledger.Read) { Required = ["asOf"], Optional = ["compare"] },
    ];

    public static Report? Find(string name) => All.FirstOrDefault(report => report.Name == name);
}
