using Financbase.Application.Ledger;
using Financbase.Application.Pipeline;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Access;
using Financbase.Web.Api.Description;
using Financbase.Web.Pages.Reports;
using Financbase.Web.Shell;

namespace Financbase.Web.Api;

/// <summary><c>/api/reports/tax</c>, <c>…/general-ledger</c> and <c>…/revaluation</c>, and <c>/api/revaluations</c>.</summary>
internal static class ReportEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var reports = api.MapGroup("/reports");
        reports.MapGet("/tax", (HttpContext http, TimeProvider clock, ApiSender sender, CancellationToken ct) => sender.Report(
            new GetTaxReport(
                QueryWord.Day(http, "from"), QueryWord.Day(http, "to") ?? DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), QueryWord.Read<TaxInterval>(http, "by") ?? TaxInterval.Whole,
                ReportFormats.Counted(http), ReportFormats.Compared(http)),
            ReportFiles.Tax, "tax", ct)).Sends<GetTaxReport>().AnswersCsv().Takes(
                QueryWords.Day("from", "From this day on; without it, from the first one of the fiscal year."), QueryWords.Day("to", "Up to this day; without it, today."),
                QueryWords.Word<TaxInterval>("by", "What the days are divided into besides, at most 60 parts."), ReportFormats.Basis, ReportFormats.Compare, ReportFormats.Words);
        reports.MapGet("/revaluation", (HttpContext http, TimeProvider clock, ApiSender sender, CancellationToken ct) => sender.Report(
            new GetRevaluation(QueryWord.Day(http, "asOf") ?? DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime)), ReportFiles.Revaluation, "revaluation", ct))
            .Sends<GetRevaluation>().AnswersCsv()
            .Takes(QueryWords.Day("asOf", "At the end of this day; without it, today."), ReportFormats.Words);
        api.MapPost("/revaluations", (Body<Revalue> body, ApiSender sender, CancellationToken ct) => sender.Ok(body.Value, ct)).Sends<Revalue>()
            .Refuses(LedgerErrors.NothingToRevalue, LedgerErrors.PeriodIsLocked)
            .Example("""{"date":"2026-06-30"}""");
        reports.MapGet("/general-ledger", async (Guid? accountId, Guid? projectId, PageParameters page, HttpContext http, ISender sender, ApiSender answers, CancellationToken ct) =>
        {
            var (from, to, account) = (QueryWord.Day(http, "from"), QueryWord.Day(http, "to"), accountId is { } id ? new AccountId(id) : (AccountId?)null);
            var project = projectId is { } given ? new ProjectId(given) : (ProjectId?)null;
            if (ReportFormats.Read(http) != ReportFormat.Csv || answers.Probe is not null)
                return await answers.Ok(new GetLedgerReport(from, to, page.Value, account, project), ct);

            // All of it, written past ApiSender, which would ask the same.
            return QueryWatch.Unknown(http) is { } unknown
                ? throw new DomainException(unknown)
                : new ListDownload<LedgerLine>(sender, one => new ListLedgerLines(from, to, one, account, project), ReportFiles.GeneralLedger, "general-ledger");
        }).Sends<GetLedgerReport>().AnswersCsv().Takes(
            QueryWords.Day("from", "From this day on."), QueryWords.Day("to", "Up to this day."), QueryWords.Id("accountId", "Only this account."),
            QueryWords.Id("projectId", "Only what is counted by this project, with balances of that."), ReportFormats.Words);
    }
}
