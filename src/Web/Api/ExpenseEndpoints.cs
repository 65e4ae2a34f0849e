using Financbase.Application.Expenses;
using Financbase.Domain.Access;
using Financbase.Domain.Documents;
using Financbase.Domain.Expenses;
using Financbase.Domain.Ledger;
using Financbase.Domain.Purchases;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Access;
using Financbase.Web.Api.Description;

namespace Financbase.Web.Api;

/// <summary><c>/api/expenses</c>: what people spend for the organization, from draft to paid back.</summary>
internal static class ExpenseEndpoints
{
    private static readonly QueryWords[] Filters =
    [
        QueryWords.Search,
        QueryWords.Word<ExpenseStatus>("status", "Only those that are so far."),
        QueryWords.Word<ExpensePayer>("paidBy", "Only those that were paid with this money."),
        QueryWords.Id("personId", "Only those that this member paid."),
        QueryWords.Id("accountId", "Only those of this account."),
        QueryWords.Day("from", "Of this day or later."),
        QueryWords.Day("to", "Of this day or before."),
    ];

    private static readonly Error[] Refusals =
    [
        PurchasesErrors.VendorUnknown, PurchasesErrors.AccountNotForPurchases, DocumentsErrors.TaxRateUnknown, DocumentsErrors.OtherCurrencyAtBank,
        ExpensesErrors.AccountNotForMoney, ExpensesErrors.PaidTwice, ExpensesErrors.PersonUnknown, LedgerErrors.NoPostingAccount(PostingRole.Purchases),
    ];

    public static void Map(RouteGroupBuilder api)
    {
        var expenses = api.MapGroup("/expenses");
        expenses.MapGet("/", (Guid? personId, Guid? accountId, PageParameters page, HttpContext http, ApiSender sender, CancellationToken ct) =>
            sender.Page(new ListExpenses(Filter(http, personId, accountId), page.Value), ct)).Sends<ListExpenses>().Takes(Filters);
        expenses.MapPost("/", (Body<ExpenseBody> body, ApiSender sender, CancellationToken ct) => sender.Send(
            new CreateExpense(body.Value.ToDraft()), drafted => ApiAnswer.Created($"/api/expenses/{drafted.Id}", drafted), ct)).Sends<CreateExpense>()
            .Answers(StatusCodes.Status201Created).Refuses(Refusals)
            .Example("""
                {"payee":"Deutsche Bahn","amount":"214.00","spentOn":"2026-06-12","purpose":"Train to the trade fair",
                 "taxRateId":"0197c4a0-5e00-7000-8000-00000000000e","paidBy":"person"}
                """);
        expenses.MapGet("/{id:guid}", (Guid id, ApiSender sender, CancellationToken ct) => sender.Ok(new GetExpense(new(id)), ct)).Sends<GetExpense>();
        expenses.MapPut("/{id:guid}", (Guid id, Body<ExpenseBody> body, ApiSender sender, CancellationToken ct) => sender.Ok(
            new UpdateExpense(new(id), body.Value.ToDraft()), ct)).Sends<UpdateExpense>()
            .Refuses([ExpensesErrors.NotADraft, .. Refusals])
            .Example("""{"payee":"Deutsche Bahn","amount":"216.00","spentOn":"2026-06-12","purpose":"Train to the trade fair and back"}""");
        expenses.MapDelete("/{id:guid}", (Guid id, ApiSender sender, CancellationToken ct) => sender.Send(
            new DeleteExpense(new(id)), _ => ApiAnswer.Ok(null), ct)).Sends<DeleteExpense>().Refuses(ExpensesErrors.NotADraft);
        MapDecision(expenses.MapGroup("/{id:guid}"));
        MapMoney(expenses.MapGroup("/{id:guid}"));
    }

    private static void MapDecision(RouteGroupBuilder expense)
    {
        expense.MapPost("/submit", (Guid id, ApiSender sender, CancellationToken ct) => sender.Ok(new SubmitExpense(new(id)), ct)).Sends<SubmitExpense>()
            .Refuses(ExpensesErrors.NotADraft, DocumentsErrors.TaxRateUnknown);
        expense.MapPost("/approve", (Guid id, Body<ApproveBody>? body, ApiSender sender, CancellationToken ct) => sender.Ok(
            new ApproveExpense(new(id), body?.Value.PostedOn), ct)).Sends<ApproveExpense>()
            .Refuses(
                ExpensesErrors.NotSubmitted, AccessErrors.DutiesApart(Duty.Approve, Duty.Submit), LedgerErrors.PeriodIsLocked,
                LedgerErrors.NoPostingAccount(PostingRole.OwedToStaff))
            .Example("""{"postedOn":"2026-07-01"}""");
        expense.MapPost("/reject", (Guid id, Body<RejectBody>? body, ApiSender sender, CancellationToken ct) => sender.Ok(
            new RejectExpense(new(id), body?.Value.Reason), ct)).Sends<RejectExpense>()
            .Refuses(ExpensesErrors.NotSubmitted)
            .Example("""{"reason":"The receipt is missing"}""");
        expense.MapPost("/void", (Guid id, Body<VoidBody>? body, ApiSender sender, CancellationToken ct) => sender.Send(
            new VoidExpense(new(id), body?.Value.Date, body?.Value.Reason), _ => ApiAnswer.Ok(null), ct)).Sends<VoidExpense>()
            .Refuses(ExpensesErrors.NotToVoid, ExpensesErrors.IsReimbursed, LedgerErrors.PeriodIsLocked)
            .Example("""{"reason":"Entered twice"}""");
    }

    private static void MapMoney(RouteGroupBuilder expense)
    {
        expense.MapGet("/payments", (Guid id, PageParameters page, ApiSender sender, CancellationToken ct) =>
            sender.Page(new ListReimbursements(new(id), page.Value), ct)).Sends<ListReimbursements>();
        expense.MapPost("/payments", (Guid id, Body<ReimburseBody>? body, ApiSender sender, CancellationToken ct) => sender.Send(
            new ReimburseExpense(new(id), body?.Value.Date, body?.Value.BankAccountId, body?.Value.AccountId, body?.Value.Amount?.Value),
            paid => ApiAnswer.Created($"/api/expenses/{paid.Id}", paid), ct)).Sends<ReimburseExpense>()
            .Answers(StatusCodes.Status201Created).WithMetadata(new ChangesResource("/api/expenses/{id:guid}"))
            .Refuses(
                ExpensesErrors.NotOwed, ExpensesErrors.MoreThanOwed, ExpensesErrors.TooManyParts, ExpensesErrors.AccountNotForMoney, DocumentsErrors.OtherCurrencyAtBank,
                LedgerErrors.PeriodIsLocked, LedgerErrors.NoPostingAccount(PostingRole.Bank), AccessErrors.PaysThemselves)
            .Example("""{"amount":"10.00","date":"2026-07-31"}""");
        expense.MapPost("/undo-reimbursement", (Guid id, Body<UndoReimbursementBody>? body, ApiSender sender, CancellationToken ct) => sender.Send(
            new UndoReimbursement(new(id), body?.Value.Date, body?.Value.ReimbursementId), _ => ApiAnswer.Ok(null), ct)).Sends<UndoReimbursement>()
            .Refuses(ExpensesErrors.NotReimbursed, LedgerErrors.PeriodIsLocked)
            .Example("""{"date":"2026-08-01"}""");
    }

    private static ExpenseFilter Filter(HttpContext http, Guid? personId, Guid? accountId) => new(
        QueryWord.Text(http), QueryWord.Read<ExpenseStatus>(http, "status"), QueryWord.Read<ExpensePayer>(http, "paidBy"),
        personId is { } person ? new UserId(person) : null, accountId is { } account ? new AccountId(account) : null, QueryWord.Day(http, "from"), QueryWord.Day(http, "to"));
}
