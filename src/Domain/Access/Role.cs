using System.Collections.Frozen;

namespace Financbase.Domain.Access;

/// <summary>A named set of permissions that an organization gives to its members: built in, or one of its own.</summary>
/// <param name="Key">Stable, lower case; stored with a membership.</param>
/// <param name="Title">For people.</param>
/// <param name="Permissions">Keys of <see cref="PermissionCatalogue"/>.</param>
public sealed record Role(string Key, string Title, FrozenSet<string> Permissions)
{
    public static Role Owner { get; } = new("owner", "Owner", Everything());

    public static Role Admin { get; } = new("admin", "Administrator", [.. PermissionCatalogue.All
        .Where(permission => !permission.OwnersOnly).Select(permission => permission.Key)]);

    public static Role Accountant { get; } = new("accountant", "Accountant", ReadingAnd(
        Access.Permissions.Banking.Manage,
        Access.Permissions.Banking.Import,
        Access.Permissions.Banking.Categorize,
        Access.Permissions.Banking.Reconcile,
        Access.Permissions.BankRules.Read,
        Access.Permissions.BankRules.Manage,
        Access.Permissions.Ledger.Manage,
        Access.Permissions.Ledger.Post,
        Access.Permissions.Ledger.Close,
        Access.Permissions.Budgets.Manage,
        Access.Permissions.Customers.Manage,
        Access.Permissions.Invoices.Manage,
        Access.Permissions.Invoices.Finalize,
        Access.Permissions.Invoices.Send,
        Access.Permissions.Invoices.Void,
        Access.Permissions.Invoices.WriteOff,
        Access.Permissions.Payments.Record,
        Access.Permissions.CreditNotes.Issue,
        Access.Permissions.Attachments.Manage,
        Access.Permissions.Vendors.Manage,
        Access.Permissions.Bills.Manage,
        Access.Permissions.Bills.Approve,
        Access.Permissions.Bills.Void,
        Access.Permissions.Expenses.Submit,
        Access.Permissions.Expenses.Approve,
        Access.Permissions.Expenses.Reimburse,
        Access.Permissions.Expenses.Void,
        Access.Permissions.VendorCredits.Manage,
        Access.Permissions.VendorPayments.Record,
        Access.Permissions.PaymentFiles.Prepare,
        Access.Permissions.Items.Manage,
        Access.Permissions.TaxRates.Manage,
        Access.Permissions.ExchangeRates.Manage,
        Access.Permissions.Workflows.Execute,
        Access.Permissions.Executions.Manage,
        Access.Permissions.Approvals.Decide,
        Access.Permissions.Events.Read));

    public static Role Member { get; } = new("member", "Member", ReadingAnd(
        Access.Permissions.Attachments.Manage, Access.Permissions.Expenses.Submit, Access.Permissions.Workflows.Execute, Access.Permissions.Approvals.Decide));

    public static Role Approver { get; } = new("approver", "Approver", ReadingAnd(
        Access.Permissions.Attachments.Manage, Access.Permissions.Approvals.Decide, Access.Permissions.Bills.Approve, Access.Permissions.Expenses.Submit, Access.Permissions.Expenses.Approve));

    public static Role Viewer { get; } = new("viewer", "Viewer", ReadingAnd());

    public static IReadOnlyList<Role> BuiltIn { get; } = [Owner, Admin, Accountant, Member, Approver, Viewer];

    /// <summary>Null for a built-in role.</summary>
    public RoleId? Id { get; init; }

    /// <summary>The narrowed ones among <see cref="Permissions"/>.</summary>
    public IReadOnlyDictionary<string, Constraint> Constraints { get; init; } = FrozenDictionary<string, Constraint>.Empty;

    /// <summary>The built-in role with this key, or null.</summary>
    public static Role? Find(string key) => BuiltIn.FirstOrDefault(role => role.Key == key);

    public Rights RightsOf(UserId holder) => new(Permissions) { Holder = holder, Constraints = Constraints };

    private static FrozenSet<string> Everything() =>
        PermissionCatalogue.All.Select(permission => permission.Key).ToFrozenSet();

    private static FrozenSet<string> ReadingAnd(params string[] more) =>
    [
        Access.Permissions.Organization.Read,
        Access.Permissions.Members.Read,
        Access.Permissions.Roles.Read,
        Access.Permissions.Banking.Read,
        Access.Permissions.Ledger.Read,
        Access.Permissions.Budgets.Read,
        Access.Permissions.Customers.Read,
        Access.Permissions.Invoices.Read,
        Access.Permissions.Attachments.Read,
        Access.Permissions.Vendors.Read,
        Access.Permissions.Bills.Read,
        Access.Permissions.Expenses.Read,
        Access.Permissions.Items.Read,
        Access.Permissions.TaxRates.Read,
        Access.Permissions.Monitoring.Read,
        Access.Permissions.Notifications.Read,
        Access.Permissions.Workflows.Read,
        Access.Permissions.Executions.Read,
        Access.Permissions.Approvals.Read,
        .. more,
    ];
}
