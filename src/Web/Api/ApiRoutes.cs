using Financbase.Web.Api.Description;

namespace Financbase.Web.Api;

/// <summary>Every resource of the REST API; each maps its own routes.</summary>
internal static class ApiRoutes
{
    public static void MapApi(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api").RequireAuthorization(ApiPolicy.Name).RefuseUnreadBodies().DescribeShapes();
        OrganizationEndpoints.Map(api);
        BankingEndpoints.Map(api);
        LedgerEndpoints.Map(api);
        ProjectEndpoints.Map(api);
        ReportEndpoints.Map(api);
        TaxRateEndpoints.Map(api);
        CustomerEndpoints.Map(api);
        ItemEndpoints.Map(api);
        InvoiceEndpoints.Map(api);
        RecurringInvoiceEndpoints.Map(api);
        QuoteEndpoints.Map(api);
        CreditNoteEndpoints.Map(api);
        PaymentEndpoints.Map(api);
        VendorEndpoints.Map(api);
        AttachmentEndpoints.Map(api);
        ScheduledEntryEndpoints.Map(api);
        BudgetEndpoints.Map(api);
        MovingInEndpoints.Map(api);
        ImportEndpoints.Map(api);
        BillEndpoints.Map(api);
        VendorPaymentEndpoints.Map(api);
        ExpenseEndpoints.Map(api);
        VendorCreditEndpoints.Map(api);
        PaymentFileEndpoints.Map(api);
        WorkflowEndpoints.Map(api);
        WorkflowTestEndpoints.Map(api);
        WorkflowTemplateEndpoints.Map(api);
        ExecutionEndpoints.Map(api);
        ReplayEndpoints.Map(api);
        ApprovalEndpoints.Map(api);
        ApiKeyEndpoints.Map(api);
        SecretEndpoints.Map(api);
        EventEndpoints.Map(api);
        MemberEndpoints.Map(api);
        RoleEndpoints.Map(api);
        GrantEndpoints.Map(api);
        InvitationEndpoints.Map(api);
        MonitoringEndpoints.Map(api);
        NotificationEndpoints.Map(api);
        AuditEndpoints.Map(api);
        SearchEndpoints.Map(api);
    }
}
