using Financbase.Application.Ledger;
using Financbase.Domain.Ledger;
using Financbase.Web.Access;
using Financbase.Web.Api.Description;

namespace Financbase.Web.Api;

/// <summary><c>/api/reports/tax</c>, <c>…/general-ledger</c> and <c>…/revaluation</c>, and <c>/api/revaluations</c>.</summary>
internal static class ReportEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var reports = api.MapGroup("/reports");
        reports.MapGet("/tax", (HttpContext http, TimeProvider clock, ApiSender sender, CancellationToken ct) => sender.Ok(
            new GetTaxReport(
                QueryWord.Day(http, "from"), QueryWord.Day(http, "to") ?? DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), QueryWord.Read<TaxInterval>(http, "by") ?? TaxInterval.Whole),
            ct)).Sends<GetTaxReport>().Takes(
                QueryWords.Day("from", "From this day on; without it, from the first one of the fiscal year."), QueryWords.Day("to", "Up to this day; without it, today."),
                QueryWords.Word<TaxInterval>("by", "What the days are divided into besides, at most 60 parts."));
        reports.MapGet("/revaluation", (HttpContext http, TimeProvider clock, ApiSender sender, CancellationToken ct) => sender.Ok(
            new GetRevaluation(QueryWord.Day(http, "asOf") ?? DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime)), ct)).Sends<GetRevaluation>()
            .Takes(QueryWords.Day("asOf", "At the end of this day; without it, today."));
        api.MapPost("/revaluations", (Body<Revalue> body, ApiSender sender, CancellationToken ct) => sender.Ok(body.Value, ct)).Sends<Revalue>()
            .Refuses(LedgerErrors.NothingToRevalue, LedgerErrors.PeriodIsLocked)
            .Example("""{"date":"2026-06-30"}""");
        reports.MapGet("/general-ledger", (Guid? accountId, PageParameters page, HttpContext http, ApiSender sender, CancellationToken ct) => sender.Ok(
            new GetLedgerReport(
                QueryWord.Day(http, "from"), QueryWord.Day(http, "to"), page.Value, accountId is { } account ? new AccountId(account) : null),
            ct)).Sends<GetLedgerReport>().Takes(
                QueryWords.Day("from", "From this day on."), QueryWords.Day("to", "Up to this day."), QueryWords.Id("accountId", "Only this account."));
    }
}
