using System.Globalization;
using Financbase.Application.Access;
using Financbase.Application.Banking;
using Financbase.Application.Documents;
using Financbase.Application.Ledger;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Application.Purchases;
using Financbase.Application.Sales;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.Ledger;
using Financbase.Domain.Purchases;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Access;
using Financbase.Web.Pages.Projects;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Banking;

/// <summary>One bank line: what it probably is, and what becomes of it. Whoever deals with one is led to the next that waits.</summary>
[RequirePermission(Permissions.Banking.Read)]
public sealed class LineModel(ISender sender, ICurrentPrincipal principal) : PageModel
{
    private const int MostParts = 20;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public CategoryInput Input { get; set; } = new();

    public BankTransactionView Line { get; private set; } = null!;

    public BankAccountView Account { get; private set; } = null!;

    public IReadOnlyList<LineSuggestion> Suggestions { get; private set; } = [];

    /// <summary>Those that can be chosen; none for who may not see the chart.</summary>
    public IReadOnlyList<AccountView> Accounts { get; private set; } = [];

    public IReadOnlyList<ProjectView> Projects { get; private set; } = [];

    /// <summary>What it paid, where it is a payment and whoever asks may see invoices.</summary>
    public IReadOnlyList<CreditUse> Paid { get; private set; } = [];

    /// <summary>The same of bills, where it is a payment to a vendor.</summary>
    public IReadOnlyList<VendorPaymentUse> PaidBills { get; private set; } = [];

    /// <summary>Where all of it went, for a rule that does the same; null where it went to several or to documents, and for who may not see the journal.</summary>
    public AccountName? WentTo { get; private set; }

    public bool MayMatchBills => Line.Amount.Minor < 0
        && principal.Current.Rights.MayHold(Permissions.VendorPayments.Record) && principal.Current.Rights.MayHold(Permissions.Bills.Read);

    public bool MayMatchInvoices => Line.Amount.Minor > 0
        && principal.Current.Rights.MayHold(Permissions.Payments.Record) && principal.Current.Rights.MayHold(Permissions.Invoices.Read);

    public bool MayCategorize => principal.Current.Rights.Reach(Permissions.Banking.Categorize).Contains(Account.Id.Value);

    public string? Refusal { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var shown = await sender.ReadAsync(reads => LoadAsync(reads, ct), ct);
        if (shown is PageResult)
            Input = new() { Parts = [new PartInput { Amount = Line.Amount.ToPlainString() }] };
        return shown;
    }

    public async Task<IActionResult> OnPostSplitAsync(CancellationToken ct)
    {
        Input = Input with { Parts = [.. Input.Parts, .. Input.Parts.Count < MostParts ? new[] { new PartInput() } : []] };
        ModelState.Clear();
        return await sender.ReadAsync(reads => LoadAsync(reads, ct), ct);
    }

    [Sends<CategorizeBankTransaction>]
    public async Task<IActionResult> OnPostCategorizeAsync(CancellationToken ct)
    {
        var shown = await sender.ReadAsync(reads => LoadAsync(reads, ct), ct);
        if (shown is not PageResult)
            return shown;

        var parts = await ReadPartsAsync(ct);
        if (parts.Error is { } wrong)
            return this.Invalid(wrong);

        var posted = await sender.Send(new CategorizeBankTransaction(new(Id), parts.Value), ct);
        return posted.Error is { } error ? this.Invalid(error) : await NextAsync("The line is posted.", ct);
    }

    [Sends<CategorizeBankTransaction>]
    public Task<IActionResult> OnPostAcceptAsync(Guid account, Guid? project, CancellationToken ct) =>
        DoAsync(new CategorizeBankTransaction(new(Id), [new SplitDraft(new AccountId(account), ProjectId: project is { } id ? new ProjectId(id) : null)]), "The line is posted.", ct);

    [Sends<MatchBankTransaction>]
    public Task<IActionResult> OnPostMatchAsync(Guid counterpart, CancellationToken ct) =>
        DoAsync(new MatchBankTransaction(new(Id), new(counterpart)), "Both ends of the transfer are posted.", ct);

    [Sends<MatchBankTransactionToEntry>]
    public Task<IActionResult> OnPostMatchEntryAsync(Guid entry, CancellationToken ct) =>
        DoAsync(new MatchBankTransactionToEntry(new(Id), new JournalEntryId(entry)), "The line shows what was in the books already.", ct);

    [Sends<MatchBankTransactionToInvoices>]
    public Task<IActionResult> OnPostMatchInvoiceAsync(Guid invoice, CancellationToken ct) =>
        DoAsync(new MatchBankTransactionToInvoices(new(Id), [new InvoiceShare(new InvoiceId(invoice))]), "The invoice is paid by this line.", ct);

    /// <param name="numbers">Of invoices, with commas or spaces between.</param>
    /// <param name="fee">What somebody on the way kept; empty for nothing.</param>
    /// <param name="ct">Ends the wait.</param>
    [Sends<MatchBankTransactionToInvoices>]
    public async Task<IActionResult> OnPostMatchInvoicesAsync(string? numbers, string? fee, CancellationToken ct)
    {
        var shares = new List<InvoiceShare>();
        foreach (var number in (numbers ?? "").Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(MostParts))
        {
            var found = (await sender.Send(new ListInvoices(new(InvoiceKind.Invoice, number), new PageRequest(PageRequest.MaxLimit)), ct))
                .Match(page => page.Items.FirstOrDefault(one => string.Equals(one.Number, number, StringComparison.OrdinalIgnoreCase)), _ => null);
            if (found is null)
                return await RefuseAsync(Error.Validation("", $"There is no invoice with the number {number}."), ct);
            shares.Add(new InvoiceShare(found.Id));
        }

        if (!FormAmount.TryRead(fee, out var kept))
            return await RefuseAsync(Error.Validation("", "Write the fee like 1.50."), ct);
        return await DoAsync(new MatchBankTransactionToInvoices(new(Id), shares, kept is { } amount ? new FeeDraft(amount) : null), shares.Count == 1 ? "The invoice is paid by this line." : "The invoices are paid by this line.", ct);
    }

    [Sends<MatchBankTransactionToBills>]
    public Task<IActionResult> OnPostMatchBillAsync(Guid bill, CancellationToken ct) =>
        DoAsync(new MatchBankTransactionToBills(new(Id), [new BillShare(new BillId(bill))]), "The bill is paid by this line.", ct);

    /// <param name="numbers">Of bills, with commas between: vendors' numbers may have spaces.</param>
    /// <param name="fee">What of the line the bank took for itself; empty for nothing.</param>
    /// <param name="ct">Ends the wait.</param>
    [Sends<MatchBankTransactionToBills>]
    public async Task<IActionResult> OnPostMatchBillsAsync(string? numbers, string? fee, CancellationToken ct)
    {
        var shares = new List<BillShare>();
        foreach (var number in (numbers ?? "").Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(MostParts))
        {
            // As vendors' numbers are known again, however they are typed; nothing of what is only signs.
            IReadOnlyList<BillSummary> found = BillNumber.KeyOf(number) is { Length: > 0 } key
                ? (await sender.Send(new ListBills(new(IsOpen: true, NumberKey: key), new PageRequest(2)), ct)).Match(page => page.Items, _ => [])
                : [];
            if (found is not [var bill])
                return await RefuseAsync(Error.Validation("", found.Count == 0 ? $"There is no open bill with the number {number}." : $"Several open bills have the number {number}. Pay it from its own page."), ct);
            shares.Add(new BillShare(bill.Id));
        }

        if (!FormAmount.TryRead(fee, out var kept))
            return await RefuseAsync(Error.Validation("", "Write the fee like 1.50."), ct);
        return await DoAsync(
            new MatchBankTransactionToBills(new(Id), shares, kept is { } amount ? new FeeDraft(amount) : null),
            shares.Count == 1 ? "The bill is paid by this line." : "The bills are paid by this line.", ct);
    }

    [Sends<ExcludeBankTransaction>]
    public Task<IActionResult> OnPostExcludeAsync(CancellationToken ct) => DoAsync(new ExcludeBankTransaction(new(Id)), "The line is left out of the books.", ct);

    /// <param name="date">A later day than the line's own, where that one is closed.</param>
    /// <param name="ct">Ends the wait.</param>
    [Sends<UndoBankTransaction>]
    public async Task<IActionResult> OnPostUndoAsync(DateOnly? date, CancellationToken ct)
    {
        var undone = await sender.Send(new UndoBankTransaction(new(Id), date), ct);
        if (undone.Error is { } error)
            return await RefuseAsync(error, ct);

        this.Toast("The line waits to be looked at again.");
        return RedirectToPage(new { Id });
    }

    private async Task<IActionResult> DoAsync<T>(ICommand<T> command, string done, CancellationToken ct) =>
        (await sender.Send(command, ct)).Error is { } error ? await RefuseAsync(error, ct) : await NextAsync(done, ct);

    private async Task<IActionResult> RefuseAsync(Error error, CancellationToken ct)
    {
        if (error.TakesThePage())
            return this.Refused(error);

        var shown = await OnGetAsync(ct);
        (Refusal, Response.StatusCode) = (error.InWords(), StatusCodes.Status422UnprocessableEntity);
        return shown;
    }

    private async Task<IActionResult> NextAsync(string done, CancellationToken ct)
    {
        this.Toast(done);
        var line = await sender.Send(new GetBankTransaction(new(Id)), ct);
        if (line.Error is { } error)
            return this.Refused(error);

        var waiting = await sender.Send(
            new ListBankTransactions(new(line.Value.BankAccountId, Status: BankTransactionStatus.Unreviewed), new PageRequest(1), BankTransactionOrder.NewestFirst), ct);
        return waiting.Match(page => page.Items, _ => []) is [var next]
            ? RedirectToPage(new { id = next.Id.Value })
            : RedirectToPage("/Banking/Details", new { id = line.Value.BankAccountId.Value });
    }

    private async Task<Result<IReadOnlyList<SplitDraft>>> ReadPartsAsync(CancellationToken ct)
    {
        PartInput[] filled = [.. Input.Parts.Where(part => !string.IsNullOrWhiteSpace(part.Account))];
        string[] codes = [.. filled.Select(part => part.Account!.Trim()).Distinct()];
        if (codes.Length == 0)
            return Error.Validation("", "Choose an account.");

        var known = (await sender.Send(new ListAccounts(new(Codes: codes), new PageRequest(PageRequest.MaxLimit)), ct))
            .Match(page => page.Items.ToDictionary(account => account.Code, account => account.Id), _ => []);
        if (codes.FirstOrDefault(code => !known.ContainsKey(code)) is { } unknown)
            return Error.Validation("", $"There is no account with the code {unknown}.");

        var drafts = new List<SplitDraft>();
        foreach (var part in filled)
        {
            decimal amount = 0;
            var isWhole = filled.Length == 1 && string.IsNullOrWhiteSpace(part.Amount);
            if (!isWhole && !decimal.TryParse(part.Amount?.Trim(), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out amount))
                return Error.Validation("", "Write amounts like -1250.00.");

            drafts.Add(new SplitDraft(known[part.Account!.Trim()], isWhole ? null : amount, part.Memo, part.Project is { } project ? new ProjectId(project) : null));
        }

        return drafts;
    }

    private async Task<IActionResult> LoadAsync(ISender reads, CancellationToken ct)
    {
        var line = await reads.Send(new GetBankTransaction(new(Id)), ct);
        if (line.Error is { } missing)
            return this.Refused(missing);

        var account = await reads.Send(new GetBankAccount(line.Value.BankAccountId), ct);
        if (account.Error is { } error)
            return this.Refused(error);

        (Line, Account) = (line.Value, account.Value);
        if (Line.PaymentId is { } payment)
            Paid = (await reads.Send(new GetPayment(payment), ct)).Match(found => found.Uses, _ => []);
        if (Line.VendorPaymentId is { } paid)
            PaidBills = (await reads.Send(new GetVendorPayment(paid), ct)).Match(found => found.Bills, _ => []);
        if (Line is { EntryId: { } entry, CounterpartId: null })
            WentTo = (await reads.Send(new GetJournalEntry(entry), ct)).Match(OnlyOther, _ => null);
        if (MayCategorize && Line.Status == BankTransactionStatus.Unreviewed)
        {
            Suggestions = (await reads.Send(new SuggestForBankTransaction(new(Id)), ct)).Match(found => found, _ => []);
            Projects = await OfferedProjects.ReadAsync(reads, ct);
            Accounts = (await reads.Send(new ListAccounts(new(IsArchived: false), new PageRequest(PageRequest.MaxLimit)), ct)).Match(page => page.Items, _ => []);
        }

        return Page();
    }

    // What a payment settled is no account that a rule may post to.
    private AccountName? OnlyOther(JournalEntryView entry) =>
        Line is { PaymentId: null, VendorPaymentId: null } && entry.Source is JournalEntrySource.BankTransaction or JournalEntrySource.Manual
            && entry.Postings.Select(posting => posting.Account).Where(account => account.Id != Account.LedgerAccount?.Id).Distinct().ToArray() is [var other] ? other : null;
}

public sealed record CategoryInput
{
    public List<PartInput> Parts { get; init; } = [];
}

public sealed record PartInput
{
    /// <summary>Its code.</summary>
    public string? Account { get; init; }

    public string? Amount { get; init; }

    public string? Memo { get; init; }

    public Guid? Project { get; init; }
}
