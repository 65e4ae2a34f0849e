using Financbase.Application.Ledger;
using Financbase.Application.Pipeline;
using Financbase.Domain.Ledger;
using Financbase.Web.Shell;
using Financbase.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Reports;

/// <summary>A financial statement with its period, what it is compared with, and its CSV.</summary>
public abstract class StatementPage(ISender sender, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? To { get; set; }

    [BindProperty(SupportsGet = true)]
    public Comparison Compare { get; set; }

    /// <summary>What the statement can be narrowed to; none where it cannot.</summary>
    public IReadOnlyList<Choice> Scopes { get; protected set; } = [];

    /// <summary>The project that it is narrowed to, if to one.</summary>
    public virtual Guid? ProjectId => null;

    [BindProperty(SupportsGet = true)]
    public Basis Basis { get; set; }

    public StatementView Report { get; private set; } = null!;

    public abstract string Title { get; }

    public abstract string Lead { get; }

    /// <summary>Of one day, not of a period.</summary>
    public virtual bool IsOfDay => false;

    /// <summary>It can be read on either basis.</summary>
    public virtual bool HasBasis => true;

    public static IReadOnlyList<Choice> Bases { get; } = Choice.Of<Basis>(BasisWord);

    public static IReadOnlyList<Choice> Comparisons { get; } = Choice.Of<Comparison>(comparison => comparison switch
    {
        Comparison.None => "Nothing beside it",
        Comparison.PreviousPeriod => "Beside the period before",
        Comparison.PreviousYear => "Beside the year before",
    });

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var report = await sender.Send(Ask(To ?? Days.Today(clock, Appearance.Of(Request).Zone)), ct);
        if (report.Error is { } error)
            return this.Refused(error);

        Report = report.Value;
        await OfferAsync(sender, ct);
        return Page();
    }

    public async Task<IActionResult> OnGetCsvAsync(CancellationToken ct)
    {
        var shown = await OnGetAsync(ct);
        return shown is PageResult ? ReportFiles.Statement.Of(Report, $"{Title.ToLowerInvariant()}{(Report.Basis == Basis.Cash ? ", cash basis" : "")} {Report.To:O}") : shown;
    }

    protected virtual Task OfferAsync(ISender reads, CancellationToken ct) => Task.CompletedTask;

    /// <summary>As a choice, and above a report.</summary>
    public static string BasisWord(Basis basis) => basis switch
    {
        Basis.Accrual => "Accrual basis",
        Basis.Cash => "Cash basis",
    };

    protected abstract IQuery<StatementView> Ask(DateOnly to);
}
