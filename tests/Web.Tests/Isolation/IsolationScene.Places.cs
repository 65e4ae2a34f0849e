namespace Financbase.Web.Tests.Isolation;

internal sealed partial class IsolationScene
{
    /// <summary>What a field of a form names, by the page's address and the field.</summary>
    public static IReadOnlyDictionary<string, string> FormPlaces { get; } = new Dictionary<string, string>
    {
        ["attachments/{documentId} attachment"] = "attachments/{id}",
        ["attachments/{documentId} note"] = "notes/{id}",
        ["banking/{id}/statements import"] = "import",
        ["banking/{id}/reconcile reconciliation"] = "reconciliation",
        ["banking/lines/{id} account"] = "accounts/{id}",
        ["banking/lines/{id} project"] = "projects/{id}",
        ["banking/lines/{id} counterpart"] = "bank-transactions/{id}",
        ["banking/lines/{id} bill"] = "bills/{id}",
        ["banking/lines/{id} entry"] = "journal-entries/{id}",
        ["banking/lines/{id} invoice"] = "invoices/{id}",
        ["bills/{id} account"] = "accounts/{id}",
        ["bills/{id} credit"] = "vendor-credits/{id}",
        ["bills/{id} payment"] = "vendor-payments/{id}",
        ["expenses/{id} account"] = "accounts/{id}",
        ["expenses/{id} part"] = "expenses/part",
        ["import/files import"] = "file-imports/{id}",
        ["import journal"] = "journals/{id}",
        ["invoices/{id} account"] = "accounts/{id}",
        ["invoices/{id} credit"] = "credit-notes/{id}",
        ["invoices/{id} payment"] = "payments/{id}",
        ["invoices/{id} use"] = "payments/use",
        ["monitoring/jobs import"] = "imports/{import}",
        ["monitoring/jobs replay"] = "replays/{id}",
        ["payments/{id} account"] = "accounts/{id}",
        ["payments/{id} use"] = "payments/use",
        ["settings/access/exceptions id"] = "grants/{id}",
        ["settings/api-keys id"] = "api-keys/{id}",
        ["settings/exchange-rates id"] = "exchange-rates/{id}",
        ["settings/members id"] = "members/{id}",
        ["settings/members/invitations id"] = "invitations/{id}",
        ["vendor-credits/{id} account"] = "accounts/{id}",
        ["vendor-credits/{id} bill"] = "bills/{id}",
        ["vendor-credits/{id} use"] = "vendor-credits/use",
        ["workflows/executions run"] = "executions/{id}",
    };
}
