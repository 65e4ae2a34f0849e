using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Organizations;

/// <summary>
/// Some rows of one list of everything that the organization holds, for its owners, also while it is closed. Whoever wants
/// it whole asks with the cursor of the last answer until there is none.
/// </summary>
/// <param name="Part">One of <see cref="ExportParts"/>.</param>
/// <param name="Cursor">Of the last answer; null begins.</param>
[RequirePermission(Permissions.Organization.Export, WhateverState = true)]
public sealed record ReadExport(string Part, string? Cursor = null) : IQuery<ExportPage>;

/// <summary>Values as text, in the order of the columns.</summary>
public sealed record ExportPage(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string?>> Rows, string? NextCursor);

/// <param name="Name">Its file's name.</param>
/// <param name="Tells">What is in it.</param>
public sealed record ExportPart(string Name, string Tells);

/// <summary>The lists of an export, in the order in which they are read.</summary>
public static class ExportParts
{
    public static IReadOnlyList<ExportPart> All { get; } =
    [
        new("organization", "the organization itself"),
        new("members", "members and their roles"),
        new("roles", "roles of your own and what they allow"),
        new("invitations", "invitations"),
        new("api-keys", "API keys, without what signs them in"),
        new("exceptions", "exceptions from the roles, for single things"),
        new("bank-accounts", "bank accounts with their numbers"),
        new("bank-imports", "imported statements"),
        new("bank-transactions", "every line of every bank account"),
        new("bank-rules", "rules for bank lines"),
        new("reconciliations", "through which days bank and books were compared"),
        new("accounts", "the chart of accounts"),
        new("books", "up to which day the books are closed"),
        new("posting-accounts", "which accounts are posted to without asking"),
        new("exchange-rates", "what other currencies are worth in the base currency"),
        new("journal-entries", "every entry with its postings; amounts in minor units of the base currency"),
        new("journal-entry-tags", "the tags of entries"),
        new("projects", "projects"),
        new("scheduled-entries", "amounts that get into the books month by month; in minor units of the base currency"),
        new("budgets", "budgets"),
        new("budget-lines", "what budgets mean by account and month; amounts in minor units of the base currency"),
        new("tax-rates", "tax rates"),
        new("customers", "customers with their addresses and tax numbers"),
        new("issuer", "what the organization says of itself on its documents"),
        new("vendors", "vendors with their addresses, tax and bank numbers"),
        new("bills", "bills of vendors; amounts in minor units of their currency"),
        new("expenses", "what members spent; amounts in minor units of their currency, what is owed in those of the base currency"),
        new("bill-lines", "the lines of bills"),
        new("files", "files at documents; each lies in the folder “files”, named by its id"),
        new("attachments", "which file is attached to what, and how it is called"),
        new("notes", "what was written at documents"),
        new("vendor-payments", "payments to vendors; amounts in minor units of their currency"),
        new("bill-allocations", "what payments to vendors were used for"),
        new("file-imports", "files that brought in records"),
        new("payment-files", "files by which the bank pays bills; amounts in cents"),
        new("payment-file-bills", "which bills those files pay; amounts in cents"),
        new("vendor-credits", "what vendors give back; amounts in minor units of their currency"),
        new("vendor-credit-lines", "the lines of what vendors give back"),
        new("vendor-refunds", "what of that came back as money"),
        new("customer-refunds", "what was paid back to customers; amounts in minor units of their currency"),
        new("items", "what is sold"),
        new("invoices", "invoices and credit notes; amounts in minor units of their currency"),
        new("invoice-lines", "the lines of invoices and credit notes"),
        new("quotes", "quotes; amounts in minor units of their currency"),
        new("quote-lines", "the lines of quotes"),
        new("reminder-policy", "when customers are reminded of what is due"),
        new("invoice-reminders", "which reminders were sent"),
        new("invoice-reminder-failures", "which reminders could not be sent, and why"),
        new("recurring-invoices", "templates of recurring invoices; amounts in minor units of their currency"),
        new("recurring-invoice-lines", "the lines of these templates"),
        new("recurring-invoice-dates", "for which days invoices were made by them"),
        new("payments", "payments of customers; amounts in minor units of their currency"),
        new("allocations", "what payments and credit notes were used for"),
        new("document-counters", "the last number of each series and fiscal year"),
        new("secrets", "names of secrets, without their values"),
        new("workflows", "workflows as they are drafted"),
        new("workflow-versions", "every published version of a workflow"),
        new("approvals", "what workflows asked, and who decided"),
        new("workflow-executions", "when workflows ran and how that ended"),
        new("workflow-statistics", "how many runs began and ended on each day, and how long they took"),
        new("jobs", "what was left to a worker, such as long imports, and how it ended"),
        new("metrics", "measurements that workflows noted"),
        new("events", "everything that happened, as events"),
        new("audit-log", "who did what"),
    ];
}

public interface IExportReads
{
    Task<ExportPage> ReadAsync(string part, string? cursor, CancellationToken ct);
}

internal sealed class ReadExportHandler(IExportReads reads) : IHandler<ReadExport, ExportPage>
{
    public async Task<Result<ExportPage>> Handle(ReadExport request, CancellationToken cancellationToken) =>
        ExportParts.All.Any(part => part.Name == request.Part)
            ? await reads.ReadAsync(request.Part, request.Cursor, cancellationToken)
            : Error.NotFound("part of the export");
}
