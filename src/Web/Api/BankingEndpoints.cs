using Financbase.Application.Banking;
using Financbase.Domain.Banking;
using Financbase.Domain.Ledger;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Access;
using Financbase.Web.Api.Description;
using Financbase.Web.RateLimits;
using Microsoft.AspNetCore.Mvc;

namespace Financbase.Web.Api;

/// <summary><c>/api/bank-accounts</c> with their statements, <c>/api/imports</c>, and <c>/api/bank-transactions</c>.</summary>
internal static class BankingEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var accounts = api.MapGroup("/bank-accounts");
        accounts.MapGet("/", (PageParameters page, HttpContext http, ApiSender sender, CancellationToken ct) =>
            sender.Page(new ListBankAccounts(page.Value, QueryWord.Text(http), QueryWord.Read<BankAccountState>(http, "state")), ct)).Sends<ListBankAccounts>()
            .Takes(QueryWords.Word<BankAccountState>("state", "Only those with lines to review, or without."), QueryWords.Search);
        accounts.MapPost("/", (Body<CreateBankAccount> body, ApiSender sender, CancellationToken ct) => sender.Send(
            body.Value, account => ApiAnswer.Created($"/api/bank-accounts/{account.Id}", account), ct)).Sends<CreateBankAccount>()
            .Answers(StatusCodes.Status201Created).Refuses(BankingErrors.IbanTaken)
            .Example("""{"name":"Current account","currency":"EUR","iban":"DE89370400440532013000"}""");
        accounts.MapGet("/{id:guid}", (Guid id, ApiSender sender, CancellationToken ct) =>
            sender.Ok(new GetBankAccount(new(id)), ct)).Sends<GetBankAccount>();

        accounts.MapPut("/{id:guid}", (Guid id, Body<BankAccountBody> body, ApiSender sender, CancellationToken ct) => sender.Send(
            new RenameBankAccount(new(id), body.Value.Name), _ => ApiAnswer.Ok(null), ct)).Sends<RenameBankAccount>()
            .Example("""{"name":"Current account"}""");

        accounts.MapPut("/{id:guid}/ledger-account", (Guid id, Body<LedgerAccountBody> body, ApiSender sender, CancellationToken ct) => sender.Send(
            new ConnectBankAccount(new(id), body.Value.AccountId), _ => ApiAnswer.Ok(null), ct)).Sends<ConnectBankAccount>()
            .Refuses(BankingErrors.NoMoneyAccount, BankingErrors.LedgerAccountTaken, BankingErrors.LinesInBooks, BankingErrors.HoldsOtherMoney, LedgerErrors.AccountNotPostable)
            .Example("""{"accountId":"0197c4a0-5e00-7000-8000-00000000000b"}""");

        var statements = accounts.MapGroup("/{id:guid}/statements");
        statements.MapGet("/", (Guid id, PageParameters page, HttpContext http, ApiSender sender, CancellationToken ct) =>
            sender.Page(new ListStatementImports(new(id), page.Value, QueryWord.Text(http), QueryWord.Read<StatementImportState>(http, "state")), ct))
            .Sends<ListStatementImports>().Takes(QueryWords.Word<StatementImportState>("state", "Only those in this state."), QueryWords.Search);
        statements.MapPost("/", Import).Sends<BeginStatementImport>()
            .Answers<StatementPreview>().Answers<StatementImportView>(StatusCodes.Status201Created).Answers<ImportProgress>(StatusCodes.Status202Accepted)
            .Refuses(BankingErrors.SumTooLarge)
            .Takes(ImportWords)
            .WithMetadata(new DisableRequestSizeLimitAttribute()).Costs(RequestCost.Heavy);
        statements.MapGet("/{importId:guid}", (Guid id, Guid importId, ApiSender sender, CancellationToken ct) =>
            sender.Ok(new GetStatementImport(new(id), new(importId)), ct)).Sends<GetStatementImport>();
        statements.MapDelete("/{importId:guid}", (Guid id, Guid importId, ApiSender sender, CancellationToken ct) =>
            sender.Ok(new UndoStatementImport(new(id), new(importId)), ct)).Sends<UndoStatementImport>();

        var imports = api.MapGroup("/imports/{id:guid}");
        imports.MapGet("/", (Guid id, ApiSender sender, CancellationToken ct) =>
            sender.Ok(new GetImportProgress(new(id)), ct)).Sends<GetImportProgress>();
        imports.MapPost("/cancel", (Guid id, ApiSender sender, CancellationToken ct) =>
            sender.Ok(new CancelStatementImport(new(id)), ct)).Sends<CancelStatementImport>();

        api.MapGet("/bank-transactions", (PageParameters page, HttpContext http, ApiSender sender, CancellationToken ct) =>
            sender.Page(new ListBankTransactions(BankTransactionParameters.Read(http), page.Value, BankTransactionParameters.Order(page.Value.Sort)), ct))
            .Sends<ListBankTransactions>().Takes(BankTransactionParameters.Words);
        MapLine(api.MapGroup("/bank-transactions/{id:guid}"));
        MapRules(api.MapGroup("/bank-rules"));
        MapReconciliations(api.MapGroup("/reconciliations"));
    }

    private static void MapLine(RouteGroupBuilder line)
    {
        line.MapGet("/", (Guid id, ApiSender sender, CancellationToken ct) => sender.Ok(new GetBankTransaction(new(id)), ct)).Sends<GetBankTransaction>();
        line.MapGet("/suggestions", (Guid id, ApiSender sender, CancellationToken ct) =>
            sender.Ok(new SuggestForBankTransaction(new(id)), ct)).Sends<SuggestForBankTransaction>();
        line.MapPost("/categorize", (Guid id, Body<CategorizeBody> body, ApiSender sender, CancellationToken ct) =>
            sender.Ok(body.Value.ToCommand(new(id)), ct)).Sends<CategorizeBankTransaction>()
            .Refuses(BankingErrors.LineNotOpen, BankingErrors.NoLedgerAccount, BankingErrors.DocumentsAreOpen, LedgerErrors.AccountNotPostable, LedgerErrors.CurrencyNeeded(Currency.Of("USD")), LedgerErrors.PeriodIsLocked)
            .Example("""{"splits":[{"accountId":"0197c4a0-5e00-7000-8000-00000000000b"}],"memo":"Trade fair stand"}""");
        line.MapPost("/match", (Guid id, Body<MatchBody> body, ApiSender sender, CancellationToken ct) =>
            sender.Ok(new MatchBankTransaction(new(id), body.Value.CounterpartId), ct)).Sends<MatchBankTransaction>()
            .Refuses(BankingErrors.LineNotOpen, BankingErrors.NoTransfer, BankingErrors.NoLedgerAccount, LedgerErrors.PeriodIsLocked)
            .Example("""{"counterpartId":"0197c4a0-5e00-7000-8000-00000000000d"}""");
        line.MapPost("/match-entry", (Guid id, Body<MatchEntryBody> body, ApiSender sender, CancellationToken ct) =>
            sender.Ok(new MatchBankTransactionToEntry(new(id), body.Value.EntryId), ct)).Sends<MatchBankTransactionToEntry>()
            .Refuses(BankingErrors.LineNotOpen, BankingErrors.NoEntry)
            .Example("""{"entryId":"0197c4a0-5e00-7000-8000-000000000016"}""");
        line.MapPost("/match-bills", (Guid id, Body<MatchBillsBody> body, ApiSender sender, CancellationToken ct) =>
            sender.Ok(body.Value.ToCommand(new(id)), ct)).Sends<MatchBankTransactionToBills>()
            .Refuses(BankingErrors.LineNotOpen, BankingErrors.NoPayout, BankingErrors.NoLedgerAccount, BankingErrors.OtherCurrency)
            .Refuses(VendorPaymentEndpoints.Refusals)
            .Example("""{"bills":[{"billId":"0197c4a0-5e00-7000-8000-000000000013"}],"fee":{"amount":"1.50"}}""");
        line.MapPost("/match-invoices", (Guid id, Body<MatchInvoicesBody> body, ApiSender sender, CancellationToken ct) =>
            sender.Ok(body.Value.ToCommand(new(id)), ct)).Sends<MatchBankTransactionToInvoices>()
            .Refuses(BankingErrors.LineNotOpen, BankingErrors.NoPayment, BankingErrors.NoLedgerAccount, BankingErrors.OtherCurrency, SalesErrors.InvoiceUnknown,
                SalesErrors.NotFinalized, SalesErrors.OtherCustomer, SalesErrors.NothingOpen, SalesErrors.ExceedsOpen, SalesErrors.ExceedsCredit,
                LedgerErrors.PeriodIsLocked)
            .Example("""{"invoices":[{"invoiceId":"0197c4a0-5e00-7000-8000-000000000012"}],"fee":{"amount":"1.50"}}""");
        line.MapPost("/exclude", (Guid id, ApiSender sender, CancellationToken ct) => sender.Send(
            new ExcludeBankTransaction(new(id)), _ => ApiAnswer.Ok(null), ct)).Sends<ExcludeBankTransaction>().Refuses(BankingErrors.LineNotOpen);
        line.MapPost("/undo", (Guid id, Body<ReversalBody>? body, ApiSender sender, CancellationToken ct) => sender.Send(
            new UndoBankTransaction(new(id), body?.Value.Date, body?.Value.Reason), _ => ApiAnswer.Ok(null), ct)).Sends<UndoBankTransaction>()
            .Refuses(BankingErrors.LineNotPosted, BankingErrors.LineReconciled, LedgerErrors.PeriodIsLocked)
            .Example("""{"reason":"It was the other customer"}""");
    }

    private static void MapRules(RouteGroupBuilder rules)
    {
        rules.MapGet("/", (PageParameters page, HttpContext http, ApiSender sender, CancellationToken ct) => sender.Page(
            new ListBankRules(page.Value, QueryWord.Text(http), QueryWord.Read<RuleUse>(http, "use") is { } use ? use == RuleUse.Automatic : null), ct))
            .Sends<ListBankRules>().Takes(QueryWords.Search, QueryWords.Word<RuleUse>("use", "Only those that work by themselves, or only those that are proposed."));
        rules.MapPost("/", (Body<BankRuleBody> body, ApiSender sender, CancellationToken ct) => sender.Send(
            body.Value.ToCreate(), made => ApiAnswer.Created($"/api/bank-rules/{made.Id}", made), ct)).Sends<CreateBankRule>()
            .Answers(StatusCodes.Status201Created).Refuses(BankingErrors.RuleNameTaken, LedgerErrors.AccountNotPostable)
            .Example("""
                {"name":"Rent","conditions":{"direction":"out","words":["Harbour Estates"]},"accountId":"0197c4a0-5e00-7000-8000-00000000000b",
                 "priority":10,"isAutomatic":true}
                """);
        rules.MapGet("/proposals", (ApiSender sender, CancellationToken ct) => sender.Ok(new ProposeBankRules(), ct)).Sends<ProposeBankRules>();
        rules.MapGet("/{id:guid}", (Guid id, ApiSender sender, CancellationToken ct) => sender.Ok(new GetBankRule(new(id)), ct)).Sends<GetBankRule>();
        rules.MapPut("/{id:guid}", (Guid id, Body<BankRuleBody> body, ApiSender sender, CancellationToken ct) => sender.Send(
            body.Value.ToChange(new(id)), _ => ApiAnswer.Ok(null), ct)).Sends<ChangeBankRule>().Refuses(BankingErrors.RuleNameTaken, LedgerErrors.AccountNotPostable)
            .Example("""{"name":"Rent and parking","conditions":{"direction":"out","words":["Harbour Estates","Quay Parking"]}}""");
        rules.MapDelete("/{id:guid}", (Guid id, ApiSender sender, CancellationToken ct) => sender.Send(
            new DeleteBankRule(new(id)), _ => ApiAnswer.Ok(null), ct)).Sends<DeleteBankRule>();
    }

    private static void MapReconciliations(RouteGroupBuilder reconciliations)
    {
        reconciliations.MapGet("/", (PageParameters page, Guid? bankAccountId, HttpContext http, ApiSender sender, CancellationToken ct) => sender.Page(
            new ListReconciliations(
                page.Value, bankAccountId is { } account ? new BankAccountId(account) : null, QueryWord.Read<ReconciliationState>(http, "state")), ct))
            .Sends<ListReconciliations>()
            .Takes(QueryWords.Id("bankAccountId", "Only of this bank account."), QueryWords.Word<ReconciliationState>("state", "Only those in this state."));
        reconciliations.MapPost("/", (Body<ReconciliationBody> body, ApiSender sender, CancellationToken ct) => sender.Send(
            new StartReconciliation(body.Value.BankAccountId, body.Value.Through, body.Value.ClosingBalance.Value),
            started => ApiAnswer.Created($"/api/reconciliations/{started.Id}", started), ct)).Sends<StartReconciliation>()
            .Answers(StatusCodes.Status201Created).Refuses(BankingErrors.NoLedgerAccount, BankingErrors.ReconciliationUnderWay, BankingErrors.ReconciledAlready)
            .Example("""{"bankAccountId":"0197c4a0-5e00-7000-8000-000000000001","through":"2026-06-30","closingBalance":"18240.55"}""");
        reconciliations.MapGet("/{id:guid}", (Guid id, ApiSender sender, CancellationToken ct) => sender.Ok(new GetReconciliation(new(id)), ct)).Sends<GetReconciliation>();
        reconciliations.MapPost("/{id:guid}/complete", (Guid id, ApiSender sender, CancellationToken ct) =>
            sender.Ok(new CompleteReconciliation(new(id)), ct)).Sends<CompleteReconciliation>().Refuses(BankingErrors.ReconciliationComplete);
        reconciliations.MapPost("/{id:guid}/reopen", (Guid id, ApiSender sender, CancellationToken ct) => sender.Send(
            new ReopenReconciliation(new(id)), _ => ApiAnswer.Ok(null), ct)).Sends<ReopenReconciliation>().Refuses(BankingErrors.LaterReconciliation);
        reconciliations.MapDelete("/{id:guid}", (Guid id, ApiSender sender, CancellationToken ct) => sender.Send(
            new DeleteReconciliation(new(id)), _ => ApiAnswer.Ok(null), ct)).Sends<DeleteReconciliation>().Refuses(BankingErrors.ReconciliationComplete);
    }

    // Each may stand in a part of the upload instead.
    private static readonly QueryWords[] ImportWords =
    [
        QueryWords.Text("profile", "How to read a CSV file, as JSON."),
        QueryWords.Flag("preview", "With `true` nothing is stored, and the answer shows what an import would do."),
        QueryWords.OneOf("automations", "Which lines start automations; `new`: those dated after the last import.", "all", "all", "new", "none"),
    ];

    private static Task<IResult> Import(Guid id, StatementForm form, ApiSender sender, CancellationToken ct)
    {
        var account = new BankAccountId(id);
        return form.Preview
            ? sender.Ok(new PreviewStatement(account, form.File, form.Profile), ct)
            : sender.Send(
                new BeginStatementImport(account, form.File, form.Profile, form.Automations),
                begun => begun.Done is { } import
                    ? ApiAnswer.Created($"/api/bank-accounts/{id}/statements/{import.ImportId}", import)
                    : ApiAnswer.Accepted($"/api/imports/{begun.Job!.ImportId}", begun.Job),
                ct);
    }
}

/// <param name="Name">What people call it.</param>
public sealed record BankAccountBody(string Name);

/// <param name="AccountId">An asset, or a liability as a card is; each bank account has its own.</param>
public sealed record LedgerAccountBody(AccountId AccountId);

/// <param name="Splits">They come to the line's amount; a single one may leave its amount out.</param>
/// <param name="Memo">What the entry is about; without it, the line's own words.</param>
public sealed record CategorizeBody(IReadOnlyList<SplitBody> Splits, string? Memo = null)
{
    internal CategorizeBankTransaction ToCommand(BankTransactionId id) => new(
        id,
        [
            .. Splits.Select(split => split is null
                ? throw new DomainException(Error.Validation("splits", "A part names an account."))
                : new SplitDraft(split.AccountId, split.Amount?.Value, split.Memo, split.ProjectId)),
        ],
        Memo);
}

/// <param name="AccountId">An account in use.</param>
/// <param name="Amount">With the line's sign and in its currency; without it, all of the line.</param>
/// <param name="Memo">What this part is about.</param>
/// <param name="ProjectId">What it is counted by: a project in use.</param>
public sealed record SplitBody(AccountId AccountId, BodyAmount? Amount = null, string? Memo = null, ProjectId? ProjectId = null);

/// <param name="CounterpartId">A line of another bank account: the other end of the transfer.</param>
public sealed record MatchBody(BankTransactionId CounterpartId);

/// <param name="EntryId">An entry that moves the line's amount in its bank account.</param>
public sealed record MatchEntryBody(JournalEntryId EntryId);

/// <param name="Invoices">Of one customer; they are paid in this order.</param>
/// <param name="Fee">What somebody on the way kept; without it, nothing.</param>
public sealed record MatchInvoicesBody(IReadOnlyList<InvoiceShareBody> Invoices, FeeBody? Fee = null)
{
    internal MatchBankTransactionToInvoices ToCommand(BankTransactionId line) => new(
        line, [.. Invoices.Select(share => share is null ? null! : new InvoiceShare(share.InvoiceId, share.Amount?.Value))], Fee?.ToDraft());
}

/// <param name="Bills">Of one vendor; they are paid in this order.</param>
/// <param name="Fee">What of the line the bank took for itself; without it, nothing.</param>
public sealed record MatchBillsBody(IReadOnlyList<BillShareBody> Bills, FeeBody? Fee = null)
{
    internal MatchBankTransactionToBills ToCommand(BankTransactionId line) => new(line, BillShareBody.ToShares(Bills), Fee?.ToDraft());
}

/// <param name="InvoiceId">A finalised invoice.</param>
/// <param name="Amount">What of the line pays it; without it, as much as is open, or left.</param>
public sealed record InvoiceShareBody(InvoiceId InvoiceId, BodyAmount? Amount = null);

/// <summary>Whether a rule works by itself.</summary>
public enum RuleUse
{
    Automatic,
    Proposed,
}

/// <param name="Name">Unique in the organization.</param>
/// <param name="Conditions">Which lines it is for: at least one condition.</param>
/// <param name="AccountId">Where such lines are posted; without it they are excluded.</param>
/// <param name="Memo">What their entries are about; without it, each line's own words.</param>
/// <param name="Priority">0 to 1,000; the lowest is asked first.</param>
/// <param name="IsAutomatic">With <c>true</c> it is applied when lines are imported; otherwise it is only proposed.</param>
/// <param name="ProjectId">What they are counted by: a project in use.</param>
public sealed record BankRuleBody(
    string Name, RuleConditionsBody Conditions, AccountId? AccountId = null, string? Memo = null, int Priority = 100, bool IsAutomatic = false,
    ProjectId? ProjectId = null)
{
    internal CreateBankRule ToCreate() => new(Name, Conditions.ToConditions(), AccountId, Memo, Priority, IsAutomatic, ProjectId);

    internal ChangeBankRule ToChange(BankRuleId id) => new(id, Name, Conditions.ToConditions(), AccountId, Memo, Priority, IsAutomatic, ProjectId);
}

/// <param name="BankAccountId">Only lines of this bank account.</param>
/// <param name="Direction">Only money in, or only money out.</param>
/// <param name="Words">At least one stands in description, counterparty or reference, whatever its case.</param>
/// <param name="MinAmount">At least this much, whichever way it goes.</param>
/// <param name="MaxAmount">At most this much.</param>
public sealed record RuleConditionsBody(
    BankAccountId? BankAccountId = null, MoneyDirection Direction = MoneyDirection.Any, IReadOnlyList<string>? Words = null, BodyAmount? MinAmount = null,
    BodyAmount? MaxAmount = null)
{
    internal BankRuleConditions ToConditions() => new(BankAccountId, Direction, Words, MinAmount?.Value, MaxAmount?.Value);
}

/// <param name="BankAccountId">One that an account of the chart stands for.</param>
/// <param name="Through">The last day of the statement.</param>
/// <param name="ClosingBalance">What the bank says that the account holds at its end.</param>
public sealed record ReconciliationBody(BankAccountId BankAccountId, DateOnly Through, BodyAmount ClosingBalance);
