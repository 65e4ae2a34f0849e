using Financbase.Domain.Access;

namespace Financbase.Web.Shell;

/// <summary>The sidebar. An entry is added with its page, never before it.</summary>
public static class Navigation
{
    /// <summary>Carries the number of those that wait for the reader.</summary>
    public static NavigationEntry Approvals { get; } = new("Approvals", "/approvals", "user-check", Permissions.Approvals.Read);

    public static IReadOnlyList<NavigationGroup> Groups { get; } =
    [
        new("Overview", [new("Dashboard", "/", "layout-dashboard", Permissions.Organization.Read), Approvals]),
        new("Books",
        [
            new("Banking", "/banking", "landmark", Permissions.Banking.Read),
            new("Journal", "/journal", "scroll-text", Permissions.Ledger.Read),
            new("Scheduled entries", "/journal/scheduled", "calendar-clock", Permissions.Ledger.Read),
            new("Accounts", "/accounts", "list-tree", Permissions.Ledger.Read),
            new("Projects", "/projects", "folder", Permissions.Ledger.Read),
            new("Budgets", "/budgets", "wallet", Permissions.Budgets.Read),
            new("Reports", "/reports/profit-and-loss", "chart-line", Permissions.Ledger.Read),
        ]),
        new("Sales",
        [
            new("Invoices", "/invoices", "receipt-text", Permissions.Invoices.Read),
            new("Quotes", "/quotes", "file-pen", Permissions.Invoices.Read),
            new("Recurring", "/recurring-invoices", "repeat", Permissions.Invoices.Read),
            new("Receivables", "/reports/aged-receivables", "hand-coins", Permissions.Invoices.Read),
            new("Customers", "/customers", "contact", Permissions.Customers.Read),
            new("Items", "/items", "package", Permissions.Items.Read),
        ]),
        new("Purchases",
        [
            new("Bills", "/bills", "file-text", Permissions.Bills.Read),
            new("Expenses", "/expenses", "receipt", Permissions.Expenses.Read),
            new("Vendor credits", "/vendor-credits", "undo-2", Permissions.Bills.Read),
            new("Payment files", "/payment-files", "file-down", Permissions.Bills.Read),
            new("Payables", "/reports/aged-payables", "hand-coins", Permissions.Bills.Read),
            new("Vendors", "/vendors", "truck", Permissions.Vendors.Read),
        ]),
        new("Automation",
        [
            new("Workflows", "/workflows", "workflow", Permissions.Workflows.Read),
            new("Runs", "/workflows/executions", "activity", Permissions.Executions.Read),
            new("Events", "/events", "radio", Permissions.Events.Read),
        ]),
        new("Monitoring", [new("Jobs", "/monitoring/jobs", "list", Permissions.Monitoring.Read)]),
        new("Settings",
        [
            new("Organization", "/settings/organization", "building-2", Permissions.Organization.Read),
            new("Documents", "/settings/documents", "file-text", Permissions.Invoices.Read),
            new("Reminders", "/settings/reminders", "bell", Permissions.Invoices.Read),
            new("Tax rates", "/settings/tax-rates", "percent", Permissions.TaxRates.Read),
            new("Closed periods", "/settings/periods", "calendar", Permissions.Ledger.Read),
            new("Posting accounts", "/settings/posting-accounts", "list-tree", Permissions.Ledger.Read),
            new("Bank rules", "/settings/bank-rules", "landmark", Permissions.BankRules.Read),
            new("Moving in", "/import", "upload", Permissions.Ledger.Post),
            new("Exchange rates", "/settings/exchange-rates", "refresh-cw", Permissions.Ledger.Read),
            new("Members", "/settings/members", "users", Permissions.Members.Read),
            new("Roles", "/settings/roles", "shield", Permissions.Roles.Read),
            new("API keys", "/settings/api-keys", "key-round", Permissions.ApiKeys.Read),
            new("Secrets", "/settings/secrets", "lock", Permissions.Secrets.Read),
            new("Audit log", "/settings/audit", "scroll-text", Permissions.Audit.Read),
            new("Data", "/settings/data", "download", Permissions.Organization.Export),
            new("My access", "/settings/access", "shield-check", null),
        ]),
    ];

    /// <summary>The entry that a page belongs to: the one with the longest matching path.</summary>
    public static (NavigationGroup Group, NavigationEntry Entry)? PlaceOf(PathString path) => Groups
        .SelectMany(group => group.Entries.Select(entry => (Group: group, Entry: entry)))
        .Where(place => place.Entry.Covers(path))
        .OrderByDescending(place => place.Entry.Path.Length)
        .Select(place => ((NavigationGroup, NavigationEntry)?)place)
        .FirstOrDefault();
}

public sealed record NavigationGroup(string Title, IReadOnlyList<NavigationEntry> Entries);

/// <summary>A link of the sidebar: <see cref="Path"/> below <c>/o/{slug}</c>, shown to those who have <see cref="Permission"/>.</summary>
public sealed record NavigationEntry(string Title, string Path, string Icon, string? Permission)
{
    public bool Covers(PathString path) => Path == "/" ? !path.HasValue || path == "/" : path.StartsWithSegments(Path);
}
