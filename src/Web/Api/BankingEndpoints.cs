using Financbase.Application.Banking;
using Financbase.Domain.Banking;
using Financbase.Domain.Ledger;
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
            sender.Page(new ListBankAccounts(page.Value, QueryWord.Text(http)), ct)).Sends<ListBankAccounts>().Takes(QueryWords.Search);
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
            .Refuses(BankingErrors.NoMoneyAccount, BankingErrors.LedgerAccountTaken, BankingErrors.LinesInBooks)
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
