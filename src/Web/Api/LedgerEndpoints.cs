using Financbase.Application.Ledger;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Access;
using Financbase.Web.Api.Description;
using Financbase.Web.Pages.Reports;

namespace Financbase.Web.Api;

/// <summary>The chart of accounts, the journal, what is posted where, exchange rates and statements.</summary>
internal static class LedgerEndpoints
{
    private static readonly QueryWords[] Days = [QueryWords.Day("from", "From this day on."), QueryWords.Day("to", "Up to this day.")];

    public static void Map(RouteGroupBuilder api)
    {
        var accounts = api.MapGroup("/accounts");
        accounts.MapGet("/", (PageParameters page, HttpContext http, ApiSender sender, CancellationToken ct) => sender.Page(
            new ListAccounts(new(QueryWord.Text(http), QueryWord.Read<AccountType>(http, "type"), State(http)), page.Value), ct)).Sends<ListAccounts>()
            .Takes(
                QueryWords.Search, QueryWords.Word<AccountType>("type", "Only accounts of this type."),
                QueryWords.Word<AccountUse>("use", "Only those in use, or only those that are archived."));
        accounts.MapPost("/", (Body<CreateAccount> body, ApiSender sender, CancellationToken ct) => sender.Send(
            body.Value, account => ApiAnswer.Created($"/api/accounts/{account.Id}", account), ct)).Sends<CreateAccount>()
            .Answers(StatusCodes.Status201Created).Refuses(LedgerErrors.CodeTaken)
            .Example("""{"code":"6120","name":"Office cleaning","subtype":"operatingExpense"}""");
        accounts.MapGet("/{id:guid}", (Guid id, ApiSender sender, CancellationToken ct) => sender.Ok(new GetAccount(new(id)), ct)).Sends<GetAccount>();
        accounts.MapPut("/{id:guid}", (Guid id, Body<AccountBody> body, ApiSender sender, CancellationToken ct) => sender.Send(
            new UpdateAccount(new(id), body.Value.Code, body.Value.Name, body.Value.Subtype, body.Value.Description, body.Value.IsArchived),
            _ => ApiAnswer.Ok(null), ct)).Sends<UpdateAccount>().Refuses(LedgerErrors.CodeTaken, LedgerErrors.AccountTypeIsFixed, LedgerErrors.AccountHasRole)
            .Example("""{"code":"6130","name":"Office cleaning and repairs","subtype":"operatingExpense"}""");
        accounts.MapGet("/{id:guid}/postings", (Guid id, PageParameters page, HttpContext http, ApiSender sender, CancellationToken ct) =>
            sender.Ok(new GetGeneralLedger(new(id), QueryWord.Day(http, "from"), QueryWord.Day(http, "to"), page.Value), ct)).Sends<GetGeneralLedger>().Takes(Days);

        api.MapPost("/chart", (Body<AdoptChart> body, ApiSender sender, CancellationToken ct) => sender.Ok(body.Value, ct)).Sends<AdoptChart>()
            .Example("""{"template":"small-business"}""");

        var entries = api.MapGroup("/journal-entries");
        entries.MapGet("/", (Guid? projectId, PageParameters page, HttpContext http, ApiSender sender, CancellationToken ct) => sender.Page(new ListJournalEntries(
            new(QueryWord.Text(http), QueryWord.Day(http, "from"), QueryWord.Day(http, "to"), QueryWord.Read<JournalEntrySource>(http, "source"),
                projectId is { } project ? new ProjectId(project) : null, QueryWord.Key(http, "tag")), page.Value), ct))
            .Sends<ListJournalEntries>()
            .Takes([
                QueryWords.Search, .. Days, QueryWords.Word<JournalEntrySource>("source", "Only those from there."), QueryWords.Id("projectId", "Only those with a posting of this project."),
                QueryWords.Text("tag", "Only those that carry it; upper and lower case are the same.")]);
        entries.MapPost("/", (Body<JournalEntryBody> body, ApiSender sender, CancellationToken ct) => sender.Send(
            body.Value.ToCommand(), posted => ApiAnswer.Created($"/api/journal-entries/{posted.Id}", posted), ct)).Sends<PostJournalEntry>()
            .Answers(StatusCodes.Status201Created).Refuses(LedgerErrors.NotWhole, LedgerErrors.CurrencyNeeded(Currency.Of("USD")), LedgerErrors.AccountNotPostable, LedgerErrors.PeriodIsLocked)
            .Example("""
                {"date":"2026-06-30","memo":"Rent for June","postings":[
                 {"accountId":"0197c4a0-5e00-7000-8000-00000000000b","debit":"1250.00"},
                 {"accountId":"0197c4a0-5e00-7000-8000-00000000000c","credit":"1250.00"}]}
                """);
        entries.MapGet("/{id:guid}", (Guid id, ApiSender sender, CancellationToken ct) => sender.Ok(new GetJournalEntry(new(id)), ct)).Sends<GetJournalEntry>();
        entries.MapPost("/{id:guid}/reverse", (Guid id, Body<ReversalBody> body, ApiSender sender, CancellationToken ct) => sender.Send(
            new ReverseJournalEntry(new(id), body.Value.Date, body.Value.Reason),
            posted => ApiAnswer.Created($"/api/journal-entries/{posted.Id}", posted), ct)).Sends<ReverseJournalEntry>()
            .Answers(StatusCodes.Status201Created).Refuses(LedgerErrors.AlreadyReversed, LedgerErrors.ReversalOfReversal, LedgerErrors.BelongsToDocument, LedgerErrors.PeriodIsLocked)
            .Example("""{"date":"2026-07-01","reason":"Paid by the other firm"}""");

        entries.MapPut("/{id:guid}/tags", (Guid id, Body<TagsBody> body, ApiSender sender, CancellationToken ct) =>
            sender.Ok(new TagJournalEntry(new(id), body.Value.Tags), ct)).Sends<TagJournalEntry>()
            .Example("""{"tags":["Trade fair","Berlin"]}""");

        api.MapGet("/periods", (ApiSender sender, CancellationToken ct) => sender.Ok(new GetPeriodLock(), ct)).Sends<GetPeriodLock>();
        api.MapPost("/periods/lock", (Body<LockPeriod> body, ApiSender sender, CancellationToken ct) => sender.Ok(body.Value, ct)).Sends<LockPeriod>()
            .Example("""{"through":"2026-06-30"}""");
        api.MapPost("/periods/unlock", (Body<UnlockPeriod>? body, ApiSender sender, CancellationToken ct) => sender.Ok(body?.Value ?? new UnlockPeriod(), ct)).Sends<UnlockPeriod>()
            .Example("""{"through":null}""");
        api.MapPost("/periods/reserve", (Body<ReservePeriod> body, ApiSender sender, CancellationToken ct) => sender.Ok(body.Value, ct)).Sends<ReservePeriod>()
            .Example("""{"through":"2026-06-30"}""");

        api.MapGet("/posting-accounts", (ApiSender sender, CancellationToken ct) => sender.Ok(new ListPostingAccounts(), ct)).Sends<ListPostingAccounts>();
        api.MapPut("/posting-accounts", (Body<ChoosePostingAccount> body, ApiSender sender, CancellationToken ct) => sender.Send(
            body.Value, _ => ApiAnswer.Ok(null), ct)).Sends<ChoosePostingAccount>().Refuses(LedgerErrors.RoleTypeDiffers, LedgerErrors.AccountNotPostable)
            .Example("""{"role":"sales","accountId":"0197c4a0-5e00-7000-8000-00000000000b"}""");

        var rates = api.MapGroup("/exchange-rates");
        rates.MapGet("/", (PageParameters page, HttpContext http, ApiSender sender, CancellationToken ct) => sender.Page(
            new ListExchangeRates(page.Value, http.Request.Query["currency"], QueryWord.Text(http)), ct)).Sends<ListExchangeRates>()
            .Takes(QueryWords.Text("currency", "Only rates of this currency."), QueryWords.Search);
        rates.MapPost("/", (Body<ExchangeRateBody> body, ApiSender sender, CancellationToken ct) => sender.Send(
            new AddExchangeRate(body.Value.Currency, body.Value.Date, body.Value.Rate.Value), rate => ApiAnswer.Created($"/api/exchange-rates/{rate.Id}", rate), ct))
            .Sends<AddExchangeRate>().Answers(StatusCodes.Status201Created).Refuses(LedgerErrors.RateTaken, LedgerErrors.RateIsFixed)
            .Example("""{"currency":"USD","date":"2026-06-30","rate":"0.8532"}""");
        rates.MapGet("/{id:guid}", (Guid id, ApiSender sender, CancellationToken ct) => sender.Ok(new GetExchangeRate(new(id)), ct)).Sends<GetExchangeRate>();
        rates.MapPut("/{id:guid}", (Guid id, Body<RateBody> body, ApiSender sender, CancellationToken ct) => sender.Send(
            new ChangeExchangeRate(new(id), body.Value.Rate.Value), _ => ApiAnswer.Ok(null), ct)).Sends<ChangeExchangeRate>()
            .Example("""{"rate":"0.8533"}""");
        rates.MapDelete("/{id:guid}", (Guid id, ApiSender sender, CancellationToken ct) => sender.Send(
            new DeleteExchangeRate(new(id)), _ => ApiAnswer.Ok(null), ct)).Sends<DeleteExchangeRate>();

        api.MapGet("/reports/trial-balance", (HttpContext http, TimeProvider clock, ApiSender sender, CancellationToken ct) =>
            sender.Report(new GetTrialBalance(Last(http, "asOf", clock), ReportFormats.Counted(http), ReportFormats.Compared(http)), ReportFiles.TrialBalance, "trial balance", ct)).Sends<GetTrialBalance>().AnswersCsv()
            .Takes(QueryWords.Day("asOf", "At the end of this day; without it, today."), ReportFormats.CompareDay, ReportFormats.Basis, ReportFormats.Words);
        MapStatements(api.MapGroup("/reports"));
    }

    private static void MapStatements(RouteGroupBuilder reports)
    {
        var compare = ReportFormats.Compare;
        QueryWords[] period = [QueryWords.Day("from", "From this day on; without it, from the first one of the fiscal year."), QueryWords.Day("to", "Up to this day; without it, today."), compare, ReportFormats.Words];
        reports.MapGet("/profit-and-loss", (HttpContext http, TimeProvider clock, ApiSender sender, CancellationToken ct) =>
            sender.Report(new GetProfitAndLoss(QueryWord.Day(http, "from"), Last(http, "to", clock), ReportFormats.Compared(http), Scope(http), ReportFormats.Counted(http)), ReportFiles.Statement, "profit and loss", ct)).Sends<GetProfitAndLoss>().AnswersCsv()
            .Takes([.. period, ReportFormats.Basis, QueryWords.Text("project", "Only what is counted by the project with this id, or with “none” what is counted by none.")]);
        reports.MapGet("/profit-and-loss-by-project", (HttpContext http, TimeProvider clock, ApiSender sender, CancellationToken ct) => sender.Report(
            new GetProfitAndLossByProject(QueryWord.Day(http, "from"), Last(http, "to", clock)), ReportFiles.ByProject, "profit and loss by project", ct))
            .Sends<GetProfitAndLossByProject>().AnswersCsv().Takes([.. period.Where(word => word != compare)]);
        reports.MapGet("/cash-flow", (HttpContext http, TimeProvider clock, ApiSender sender, CancellationToken ct) =>
            sender.Report(new GetCashFlow(QueryWord.Day(http, "from"), Last(http, "to", clock), ReportFormats.Compared(http)), ReportFiles.Statement, "cash flow", ct)).Sends<GetCashFlow>().AnswersCsv().Takes(period);
        reports.MapGet("/balance-sheet", (HttpContext http, TimeProvider clock, ApiSender sender, CancellationToken ct) =>
            sender.Report(new GetBalanceSheet(Last(http, "asOf", clock), ReportFormats.Compared(http), ReportFormats.Counted(http)), ReportFiles.Statement, "balance sheet", ct)).Sends<GetBalanceSheet>().AnswersCsv()
            .Takes(QueryWords.Day("asOf", "At the end of this day; without it, today."), ReportFormats.CompareDay, ReportFormats.Basis, ReportFormats.Words);
    }

    private static DateOnly Last(HttpContext http, string name, TimeProvider clock) => QueryWord.Day(http, name) ?? DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    private static ProjectScope? Scope(HttpContext http) => QueryWord.Key(http, "project") switch
    {
        null => null,
        "none" => new ProjectScope(null),
        var key => Guid.TryParseExact(key, "D", out var id)
            ? new ProjectScope(new ProjectId(id))
            : throw new DomainException(Error.Validation("project", "Use the id of a project, or “none”.")),
    };

    private static bool? State(HttpContext http) => QueryWord.Read<AccountUse>(http, "use") is { } use ? use == AccountUse.Archived : null;
}

/// <summary>Whether something can be posted to an account.</summary>
public enum AccountUse
{
    InUse,
    Archived,
}

/// <param name="Code">What accounts are sorted by.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Subtype">Of the type that the account has.</param>
/// <param name="Description">What belongs there; without it there is none.</param>
/// <param name="IsArchived">With <c>true</c> nothing is posted to it any more.</param>
public sealed record AccountBody(string Code, string Name, AccountSubtype Subtype, string? Description = null, bool IsArchived = false);

/// <param name="Date">Its day in the books.</param>
/// <param name="Postings">Two or more; debits and credits come to the same.</param>
/// <param name="Memo">What it is about.</param>
/// <param name="Tags">By which people find it; at most 20, each of at most 50 characters and without a comma.</param>
public sealed record JournalEntryBody(DateOnly Date, IReadOnlyList<PostingBody> Postings, string? Memo = null, IReadOnlyList<string>? Tags = null)
{
    internal PostJournalEntry ToCommand() => new(
        Date,
        [
            .. Postings.Select(posting => posting is null
                ? throw new DomainException(Error.Validation("postings", "A posting names an account and an amount."))
                : posting.ToDraft()),
        ],
        Memo, Tags);
}

/// <param name="AccountId">An account in use.</param>
/// <param name="Debit">In the base currency, above zero; or a credit.</param>
/// <param name="Credit">In the base currency, above zero; or a debit.</param>
/// <param name="Memo">What this line is about.</param>
/// <param name="ProjectId">What it is counted by: a project in use.</param>
/// <param name="Original">The same in another currency: needed where the account stands for a bank account in that one.</param>
public sealed record PostingBody(
    AccountId AccountId, BodyAmount? Debit = null, BodyAmount? Credit = null, string? Memo = null, ProjectId? ProjectId = null, MoneyBody? Original = null)
{
    internal PostingDraft ToDraft() => new(
        AccountId, Debit?.Value, Credit?.Value, Memo, ProjectId, Original is null ? null : new ForeignAmount(Original.Value.Value, Original.Currency));
}

/// <param name="Value">Above zero, on the same side as in the base currency.</param>
/// <param name="Currency">ISO 4217, not the base currency.</param>
public sealed record MoneyBody(BodyAmount Value, string Currency);

/// <param name="Tags">All of them, at most 20, each of at most 50 characters and without a comma; none takes away what there was.</param>
public sealed record TagsBody(IReadOnlyList<string> Tags);

/// <param name="Currency">ISO 4217, not the base currency.</param>
/// <param name="Date">From this day on.</param>
/// <param name="Rate">Base units for one unit of it, above zero, with at most ten decimals.</param>
public sealed record ExchangeRateBody(string Currency, DateOnly Date, BodyAmount Rate);

/// <param name="Rate">Base units for one unit of the currency, above zero, with at most ten decimals.</param>
public sealed record RateBody(BodyAmount Rate);

/// <param name="Date">Not before the entry's own day; without it that day.</param>
/// <param name="Reason">Why.</param>
public sealed record ReversalBody(DateOnly? Date = null, string? Reason = null);
