using Financbase.Application.Ledger;
using Financbase.Domain.Ledger;
using Financbase.Web.Access;
using Financbase.Web.Api.Description;
using Financbase.Web.Pages.Reports;

namespace Financbase.Web.Api;

/// <summary><c>/api/budgets</c>, each with its report beside what is in the books.</summary>
internal static class BudgetEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var budgets = api.MapGroup("/budgets");
        budgets.MapGet("/", (PageParameters page, HttpContext http, ApiSender sender, CancellationToken ct) => sender.Page(
            new ListBudgets(new(QueryWord.Text(http)), page.Value), ct)).Sends<ListBudgets>().Takes(QueryWords.Search);
        budgets.MapPost("/", (Body<NewBudgetBody> body, ApiSender sender, CancellationToken ct) => sender.Send(
            body.Value.ToCommand(), budget => ApiAnswer.Created($"/api/budgets/{budget.Id}", budget), ct)).Sends<CreateBudget>()
            .Answers(StatusCodes.Status201Created)
            .Refuses(BudgetErrors.NameTaken, BudgetErrors.AccountNotForBudgets, BudgetErrors.AccountTwice, BudgetErrors.TooManyAccounts)
            .Example("""{"name":"Plan for 2026","fiscalYear":2026,"changePercent":"5"}""");
        budgets.MapGet("/{id:guid}", (Guid id, ApiSender sender, CancellationToken ct) => sender.Ok(new GetBudget(new(id)), ct)).Sends<GetBudget>();
        budgets.MapPut("/{id:guid}", (Guid id, Body<BudgetBody> body, ApiSender sender, CancellationToken ct) => sender.Ok(
            new UpdateBudget(new(id), body.Value.Name, BudgetRowBody.Drafts(body.Value.Rows), body.Value.ThresholdPercents), ct)).Sends<UpdateBudget>()
            .Refuses(BudgetErrors.NameTaken, BudgetErrors.AccountNotForBudgets, BudgetErrors.AccountTwice, BudgetErrors.TooManyAccounts)
            .Example("""
                {"name":"Plan","thresholdPercents":[75,100],"rows":[
                 {"accountId":"0197c4a0-5e00-7000-8000-00000000000b","amounts":["1250.00",1250,1250,1250,1250,1250,1300,1300,1300,1300,1300,1300]}]}
                """);
        budgets.MapDelete("/{id:guid}", (Guid id, ApiSender sender, CancellationToken ct) => sender.Send(
            new DeleteBudget(new(id)), _ => ApiAnswer.Ok(null), ct)).Sends<DeleteBudget>();
        budgets.MapGet("/{id:guid}/report", (Guid id, HttpContext http, TimeProvider clock, ApiSender sender, CancellationToken ct) => sender.Report(
            new GetBudgetReport(
                new(id), DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), QueryWord.Day(http, "from"), QueryWord.Day(http, "to"),
                QueryWord.Read<Comparison>(http, "compare") ?? Comparison.None),
            ReportFiles.Budget, "budget", ct)).Sends<GetBudgetReport>().AnswersCsv()
            .Takes(
                QueryWords.Day("from", "A day of the first month; without it, of the first one of the fiscal year."),
                QueryWords.Day("to", "A day of the last month; without it, of the one that is not over."),
                QueryWords.Word<Comparison>("compare", "What is put beside it."), ReportFormats.Words);
    }
}

/// <param name="Name">What people call it; no other budget is called that.</param>
/// <param name="FiscalYear">The calendar year in which the fiscal year begins.</param>
/// <param name="Rows">By account, at most 500.</param>
/// <param name="ThresholdPercents">Each is told of when so much of an expense is spent: at most five of 1 to 100; 80, 90 and 95 unless given, an empty list for none.</param>
/// <param name="ChangePercent">With it, what moved in the year before is taken where no row says otherwise, and changed by so much, -100 to 1000.</param>
public sealed record NewBudgetBody(
    string Name, int FiscalYear, IReadOnlyList<BudgetRowBody>? Rows = null, IReadOnlyList<int>? ThresholdPercents = null, BodyAmount? ChangePercent = null)
{
    internal CreateBudget ToCommand() => new(Name, FiscalYear, BudgetRowBody.Drafts(Rows), ThresholdPercents, ChangePercent?.Value);
}

/// <param name="Name">What people call it; no other budget is called that.</param>
/// <param name="Rows">By account, at most 500.</param>
/// <param name="ThresholdPercents">Each is told of when so much of an expense is spent: at most five of 1 to 100; 80, 90 and 95 unless given, an empty list for none.</param>
public sealed record BudgetBody(string Name, IReadOnlyList<BudgetRowBody> Rows, IReadOnlyList<int>? ThresholdPercents = null);

/// <param name="AccountId">A revenue or expense account.</param>
/// <param name="Amounts">Twelve in the base currency, from the first month of the fiscal year on.</param>
public sealed record BudgetRowBody(AccountId AccountId, IReadOnlyList<BodyAmount> Amounts)
{
    internal static IReadOnlyList<BudgetRowDraft> Drafts(IReadOnlyList<BudgetRowBody>? rows) =>
        [.. (rows ?? []).Select(row => row is null ? new BudgetRowDraft(default, []) : new BudgetRowDraft(row.AccountId, [.. row.Amounts.Select(amount => amount.Value)]))];
}
