using Financbase.Application.Audit;
using Microsoft.AspNetCore.Mvc;

namespace Financbase.Web.Audit;

/// <summary>Where the thing that an entry of the audit log is about is shown.</summary>
internal static class AuditLinks
{
    private static readonly Dictionary<string, (string Page, string? Id)> Pages = new()
    {
        ["bank_account"] = ("/Banking/Details", "id"),
        ["workflow"] = ("/Workflows/Details", "id"),
        ["workflow_execution"] = ("/Workflows/Executions/Details", "id"),
        ["event"] = ("/Events/Details", "id"),
        ["member"] = ("/Access/Members/Index", null),
        ["role"] = ("/Access/Roles/Index", null),
        ["invitation"] = ("/Access/Members/Invitations", null),
        ["api_key"] = ("/Access/ApiKeys/Index", null),
        ["resource_grant"] = ("/Access/Exceptions/Index", null),
        ["secret"] = ("/Secrets/Index", null),
        ["organization"] = ("/Organizations/Profile", null),
    };

    /// <summary>Null for a thing that has no page.</summary>
    public static string? Of(IUrlHelper url, AuditTarget? target) => target is not null && Pages.TryGetValue(target.Kind, out var page)
        ? url.Page(page.Page, page.Id is null ? null : new Dictionary<string, string> { [page.Id] = target.Id })
        : null;
}
