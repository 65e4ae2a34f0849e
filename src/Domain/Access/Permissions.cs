namespace Financbase.Domain.Access;

/// <summary>
/// Every permission that exists, as <c>area:verb</c>. The keys are public: roles, API-key scopes and the API's
/// description use them, so one is never renamed. A key without something that enforces it does not belong here.
/// </summary>
public static partial class Permissions
{
    [PermissionArea("Organization")]
    public static class Organization
    {
        [Permission("See the organization and its dashboard")]
        public const string Read = "organization:read";

        [Permission("Change the organization's profile")]
        public const string Manage = "organization:manage";

        [Permission("Download everything that the organization holds", PeopleOnly = true, OwnersOnly = true)]
        public const string Export = "organization:export";

        [Permission("Hand over, suspend and close the organization", PeopleOnly = true, OwnersOnly = true)]
        public const string Close = "organization:close";
    }

    [PermissionArea("Members")]
    public static class Members
    {
        [Permission("See members and their roles")]
        public const string Read = "members:read";

        [Permission("Invite people", PeopleOnly = true)]
        public const string Invite = "members:invite";

        [Permission("Change members' roles, remove members and revoke invitations")]
        public const string Manage = "members:manage";
    }

    [PermissionArea("Roles")]
    public static class Roles
    {
        [Permission("See roles and what they allow")]
        public const string Read = "roles:read";

        [Permission("Create, change and delete roles")]
        public const string Manage = "roles:manage";
    }

    [PermissionArea("API keys")]
    public static class ApiKeys
    {
        [Permission("See API keys")]
        public const string Read = "api_keys:read";

        [Permission("Create, rotate and revoke API keys", PeopleOnly = true)]
        public const string Manage = "api_keys:manage";
    }

    [PermissionArea("Banking")]
    public static class Banking
    {
        [Permission("See bank accounts and transactions", Resource = ResourceTypes.BankAccount, Narrowings = Narrowings.Accounts)]
        public const string Read = "banking:read";

        [Permission("Add and change bank accounts")]
        public const string Manage = "banking:manage";

        [Permission("Import bank statements and undo imports", Resource = ResourceTypes.BankAccount, Narrowings = Narrowings.Accounts)]
        public const string Import = "banking:import";

        [Permission("Categorize, match and exclude bank lines", Resource = ResourceTypes.BankAccount, Narrowings = Narrowings.Accounts)]
        public const string Categorize = "banking:categorize";

        [Permission("Reconcile bank accounts with their statements", Resource = ResourceTypes.BankAccount, Narrowings = Narrowings.Accounts)]
        public const string Reconcile = "banking:reconcile";
    }

    [PermissionArea("Bank rules")]
    public static class BankRules
    {
        [Permission("See rules for bank lines")]
        public const string Read = "bank_rules:read";

        [Permission("Make, change and delete rules for bank lines")]
        public const string Manage = "bank_rules:manage";
    }

    [PermissionArea("Ledger")]
    public static class Ledger
    {
        [Permission("See accounts, the journal and the reports")]
        public const string Read = "ledger:read";

        [Permission("Change the chart of accounts")]
        public const string Manage = "ledger:manage";

        [Permission("Post and reverse journal entries")]
        public const string Post = "ledger:post";

        [Permission("Close and reopen periods")]
        public const string Close = "ledger:close";
    }

    [PermissionArea("Budgets")]
    public static class Budgets
    {
        [Permission("See budgets beside what is in the books")]
        public const string Read = "budgets:read";

        [Permission("Draw up, change and delete budgets")]
        public const string Manage = "budgets:manage";
    }

    [PermissionArea("Customers")]
    public static class Customers
    {
        [Permission("See customers")]
        public const string Read = "customers:read";

        [Permission("Add, change and archive customers")]
        public const string Manage = "customers:manage";
    }

    [PermissionArea("Invoices")]
    public static class Invoices
    {
        [Permission("See quotes, invoices, credit notes and payments")]
        public const string Read = "invoices:read";

        [Permission("Draft, change and delete quotes and invoices that are not finalised")]
        public const string Manage = "invoices:manage";

        [Permission("Finalise invoices: number them and post them")]
        public const string Finalize = "invoices:finalize";

        [Permission("Send quotes and invoices to customers")]
        public const string Send = "invoices:send";

        [Permission("Void finalised invoices and credit notes")]
        public const string Void = "invoices:void";

        [Permission("Write off what nobody expects any more", Narrowings = Narrowings.MaxAmount)]
        public const string WriteOff = "invoices:write_off";
    }

    [PermissionArea("Payments")]
    public static class Payments
    {
        [Permission("Record payments, use credits and undo payments")]
        public const string Record = "payments:record";
    }

    [PermissionArea("Credit notes")]
    public static class CreditNotes
    {
        [Permission("Issue credit notes")]
        public const string Issue = "credit_notes:issue";
    }

    [PermissionArea("Files and notes")]
    public static class Attachments
    {
        [Permission("See files and notes at documents that one may see")]
        public const string Read = "attachments:read";

        [Permission("Attach and remove files, write notes")]
        public const string Manage = "attachments:manage";
    }

    [PermissionArea("Vendors")]
    public static class Vendors
    {
        [Permission("See vendors with their bank details")]
        public const string Read = "vendors:read";

        [Permission("Add, change and archive vendors")]
        public const string Manage = "vendors:manage";
    }

    [PermissionArea("Bills")]
    public static class Bills
    {
        [Permission("See bills")]
        public const string Read = "bills:read";

        [Permission("Enter, change, hand in and delete bills that are not approved")]
        public const string Manage = "bills:manage";

        [Permission("Approve and reject bills of others", Narrowings = Narrowings.MaxAmount)]
        public const string Approve = "bills:approve";

        [Permission("Void bills")]
        public const string Void = "bills:void";
    }

    [PermissionArea("Expenses")]
    public static class Expenses
    {
        [Permission("See expenses")]
        public const string Read = "expenses:read";

        [Permission("Record, change, hand in and delete expenses that are not approved")]
        public const string Submit = "expenses:submit";

        [Permission("Approve and reject expenses of others", Narrowings = Narrowings.MaxAmount)]
        public const string Approve = "expenses:approve";

        [Permission("Record what is paid back to members, and take that back")]
        public const string Reimburse = "expenses:reimburse";

        [Permission("Void expenses")]
        public const string Void = "expenses:void";
    }

    [PermissionArea("Vendor credits")]
    public static class VendorCredits
    {
        [Permission("Enter, post and void what vendors give back")]
        public const string Manage = "vendor_credits:manage";
    }

    [PermissionArea("Payments to vendors")]
    public static class VendorPayments
    {
        [Permission("Record payments to vendors, use what is left of them and undo them", Narrowings = Narrowings.MaxAmount)]
        public const string Record = "vendor_payments:record";
    }

    [PermissionArea("Payment files")]
    public static class PaymentFiles
    {
        [Permission("Make files for the bank that pay bills which others approved, and release them")]
        public const string Prepare = "payment_files:prepare";
    }

    [PermissionArea("Items")]
    public static class Items
    {
        [Permission("See what is sold")]
        public const string Read = "items:read";

        [Permission("Add, change and archive what is sold")]
        public const string Manage = "items:manage";
    }

    [PermissionArea("Tax rates")]
    public static class TaxRates
    {
        [Permission("See tax rates")]
        public const string Read = "tax_rates:read";

        [Permission("Add, change and archive tax rates")]
        public const string Manage = "tax_rates:manage";
    }

    [PermissionArea("Exchange rates")]
    public static class ExchangeRates
    {
        [Permission("Add, correct and delete exchange rates")]
        public const string Manage = "exchange_rates:manage";
    }
}
