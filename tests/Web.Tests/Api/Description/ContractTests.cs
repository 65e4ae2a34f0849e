using System.Text.RegularExpressions;
using Financbase.Testing.Hosting;
using Financbase.Web.Tenancy;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Financbase.Web.Tests.Api.Description;

/// <summary>The addresses that programs and people were promised: none goes away or gets another name.</summary>
public sealed partial class ContractTests
{
    // Of an organization, below its name; reports and settings have an address each.
    private static readonly string[] OfAnOrganization =
    [
        "", "banking", "invoices", "customers", "bills", "vendors", "expenses", "journal", "accounts", "budgets", "quotes", "events", "approvals",
        "workflows", "workflows/{}", "workflows/executions/{}", "workflows/templates", "monitoring/jobs",
        .. new[] { "trial-balance", "profit-and-loss", "balance-sheet", "cash-flow", "general-ledger", "aged-receivables", "aged-payables", "tax" }.Select(name => $"reports/{name}"),
        .. new[] { "organization", "members", "roles", "api-keys", "audit", "data" }.Select(name => $"settings/{name}"),
    ];

    private static readonly string[] Elsewhere =
    [
        .. new[] { "sign-in", "sign-up", "sign-out", "forgot-password", "profile", "security", "sessions", "confirm", "reset-password" }.Select(name => $"account/{name}"),
        "organizations/new", "invitations/{}", "notifications", "development/mail", "pay/{}", "hooks/{}", "jobs/{}", "health/live", "health/ready", "health/startup", "metrics",
        "openapi/v1.json", "api/docs/{}",
    ];

    // Each with the methods that it takes; {} stands for an id, however it is called.
    private static readonly string[] Promised =
    [
        .. Whole("workflows", "GET POST", "GET PUT DELETE"), .. Acts("workflows", "publish pause resume execute test backtest"), "GET workflows/{}/versions", "GET workflows/{}/versions/{}/diff",
        "POST workflows/{}/versions/{}/restore", "GET workflows/{}/export", "GET workflows/{}/executions", "POST workflows/import", "POST workflows/bulk-replay",
        .. Whole("executions", "GET", "GET"), "GET executions/{}/logs", "GET executions/{}/stream", .. Acts("executions", "cancel retry"), "POST executions/{}/steps/{}/resolve",
        .. Whole("approvals", "GET", "GET"), .. Acts("approvals", "approve reject delegate"), "GET workflow-templates", "POST workflow-templates/{}/instantiate",
        "GET events", "GET events/{}", "GET event-types", "GET monitoring/metrics", "GET notifications", "GET search", "GET organization", "PUT organization",
        .. Whole("members", "GET", "GET PUT DELETE"), .. Whole("invitations", "GET POST", "DELETE"), .. Whole("roles", "GET POST", "GET PUT DELETE"), .. Whole("api-keys", "GET POST", "GET DELETE"), "POST api-keys/{}/rotate",
        "GET audit-logs",
        .. Whole("accounts", "GET POST", "GET"), .. Whole("journal-entries", "GET POST", "GET"), "POST journal-entries/{}/reverse",
        .. new[] { "customers", "vendors", "items", "tax-rates", "exchange-rates", "bank-rules", "budgets" }.SelectMany(name => Whole(name, "GET POST", "GET PUT DELETE")),
        .. new[] { "trial-balance", "profit-and-loss", "balance-sheet", "cash-flow", "general-ledger", "aged-receivables", "aged-payables", "tax" }.Select(name => $"GET reports/{name}"),
        .. Whole("invoices", "GET POST", "GET PUT DELETE"), .. Acts("invoices", "finalize send payments credit void"), "GET invoices/{}/pdf",
        .. Whole("quotes", "GET POST", "GET PUT DELETE"), .. Acts("quotes", "send accept decline convert"),
        .. Whole("recurring-invoices", "GET POST", "GET PUT DELETE"), .. Whole("credit-notes", "GET POST", "GET"),
        .. Whole("bills", "GET POST", "GET PUT DELETE"), .. Acts("bills", "approve reject payments"),
        .. Whole("expenses", "GET POST", "GET PUT DELETE"), .. Acts("expenses", "approve reject payments"),
        "GET periods", "POST periods/lock", "POST periods/unlock", "POST attachments", "GET attachments/{}", "DELETE attachments/{}",
        .. Whole("bank-accounts", "GET POST", "GET"), "GET bank-accounts/{}/statements", "POST bank-accounts/{}/statements", "DELETE bank-accounts/{}/statements/{}", "GET imports/{}",
        "GET bank-transactions", .. Acts("bank-transactions", "match categorize undo"), "GET reconciliations", "POST reconciliations", "POST reconciliations/{}/complete",
    ];

    [Test]
    public async Task Every_address_that_was_promised_is_described()
    {
        await using var app = await TestApp.StartAsync(("Process:Roles", "web"));
        using var http = app.CreateClient();
        var described = new DescribedApi(await http.GetStringAsync("/openapi/v1.json")).Json["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject().Select(operation => $"{operation.Key.ToUpperInvariant()} {Parameter().Replace(path.Key, "{}")["/api/".Length..]}"));

        Promised.Except(described).ShouldBeEmpty();
    }

    [Test]
    public async Task Every_page_that_was_promised_is_there()
    {
        await using var app = await TestApp.StartAsync(("Process:Roles", "web"));
        var endpoints = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .ToLookup(endpoint => endpoint.Metadata.GetMetadata<UrlScopeAttribute>()?.Scope == UrlScope.Organization, endpoint => Parameter().Replace(endpoint.RoutePattern.RawText!.Trim('/'), "{}"));

        OfAnOrganization.Except(endpoints[true]).ShouldBeEmpty();
        Elsewhere.Except(endpoints[false]).ShouldBeEmpty();
    }

    private static IEnumerable<string> Whole(string name, string list, string one) =>
        [.. list.Split(' ').Select(method => $"{method} {name}"), .. one.Split(' ').Select(method => $"{method} {name}/{{}}")];

    private static IEnumerable<string> Acts(string name, string acts) => acts.Split(' ').Select(act => $"POST {name}/{{}}/{act}");

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
