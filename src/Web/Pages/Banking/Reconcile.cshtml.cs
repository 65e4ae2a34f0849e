using System.Globalization;
using Financbase.Application.Access;
using Financbase.Application.Banking;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Financbase.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Banking;

[RequirePermission(Permissions.Banking.Read)]
public sealed class ReconcileModel(ISender sender, ICurrentPrincipal principal) : PageModel
{
    private static readonly DownloadFormat<ReconciliationView> Csv = CsvFormat.Of<ReconciliationView>(
        ("Through", row => row.Through),
        ("State", row => row.State),
        ("Bank", row => row.ClosingBalance),
        ("Books", row => row.Books),
        ("Difference", row => row.Difference),
        ("Lines", row => row.Lines),
        ("Completed", row => row.CompletedAt));

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Cursor { get; set; }

    [BindProperty]
    public ReconciliationInput Input { get; set; } = new();

    public BankAccountView Account { get; private set; } = null!;

    public Page<ReconciliationView> Rows { get; private set; } = new([], null, PageRequest.DefaultLimit);

    public ReconciliationView? Open { get; private set; }

    public IReadOnlyList<ReconciliationView> Done => [.. Rows.Items.Where(row => row.State == ReconciliationState.Completed)];

    public bool MayReconcile => principal.Current.Rights.Reach(Permissions.Banking.Reconcile).Contains(Id);

    public string? Refusal { get; private set; }

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => sender.ReadAsync(reads => LoadAsync(reads, ct), ct);

    public async Task<IActionResult> OnGetCsvAsync(CancellationToken ct)
    {
        var account = await sender.Send(new GetBankAccount(new BankAccountId(Id)), ct);
        return account.Error is { } missing
            ? this.Refused(missing)
            : new ListDownload<ReconciliationView>(sender, page => new ListReconciliations(page, new BankAccountId(Id)), Csv, "reconciliations");
    }

    [Sends<StartReconciliation>]
    public async Task<IActionResult> OnPostStartAsync(CancellationToken ct)
    {
        var shown = await sender.ReadAsync(reads => LoadAsync(reads, ct), ct);
        if (shown is not PageResult)
            return shown;
        if (Input.Through is not { } through)
            return this.Invalid(Error.Validation("through", "Choose a day."));
        if (!decimal.TryParse(Input.ClosingBalance?.Trim(), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var balance))
            return this.Invalid(Error.Validation("closingBalance", "Write a balance like 1250.00."));

        var started = await sender.Send(new StartReconciliation(new BankAccountId(Id), through, balance), ct);
        return started.Error is { } error ? this.Invalid(error) : RedirectToPage(new { Id });
    }

    [Sends<CompleteReconciliation>]
    public async Task<IActionResult> OnPostCompleteAsync(Guid reconciliation, CancellationToken ct)
    {
        var completed = await sender.Send(new CompleteReconciliation(new(reconciliation)), ct);
        if (completed.Error is { } error)
            return await RefuseAsync(error, ct);

        if (completed.Value.State == ReconciliationState.Completed)
            this.Toast($"Bank and books agree through {completed.Value.Through:O}.");
        else
            this.Toast("Bank and books do not agree yet.", Tone.Bad);
        return RedirectToPage(new { Id });
    }

    [Sends<ReopenReconciliation>]
    public Task<IActionResult> OnPostReopenAsync(Guid reconciliation, CancellationToken ct) =>
        DoAsync(new ReopenReconciliation(new(reconciliation)), "The reconciliation is open again.", ct);

    [Sends<DeleteReconciliation>]
    public Task<IActionResult> OnPostDeleteAsync(Guid reconciliation, CancellationToken ct) =>
        DoAsync(new DeleteReconciliation(new(reconciliation)), "The reconciliation is given up.", ct);

    private async Task<IActionResult> DoAsync(ICommand<Done> command, string done, CancellationToken ct)
    {
        if ((await sender.Send(command, ct)).Error is { } error)
            return await RefuseAsync(error, ct);

        this.Toast(done);
        return RedirectToPage(new { Id });
    }

    private async Task<IActionResult> RefuseAsync(Error error, CancellationToken ct)
    {
        if (error.Kind is ErrorKind.NotFound or ErrorKind.Forbidden)
            return this.Refused(error);

        var shown = await OnGetAsync(ct);
        (Refusal, Response.StatusCode) = (error.Message, StatusCodes.Status422UnprocessableEntity);
        return shown;
    }

    private async Task<IActionResult> LoadAsync(ISender reads, CancellationToken ct)
    {
        var id = new BankAccountId(Id);
        var account = await reads.Send(new GetBankAccount(id), ct);
        if (account.Error is { } missing)
            return this.Refused(missing);

        var rows = await reads.Send(new ListReconciliations(new PageRequest(Cursor: Cursor), id), ct);
        var open = await reads.Send(new ListReconciliations(new PageRequest(1), id, ReconciliationState.Open), ct);
        if ((rows.Error ?? open.Error) is { } error)
            return this.Refused(error);

        (Account, Rows, Open) = (account.Value, rows.Value, open.Value.Items is [var one] ? one : null);
        return Page();
    }
}

public sealed record ReconciliationInput
{
    public DateOnly? Through { get; init; }

    public string? ClosingBalance { get; init; }
}
