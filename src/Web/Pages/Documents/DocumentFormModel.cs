using Financbase.Application.Documents;
using Financbase.Application.Ledger;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Pages.Projects;
using Financbase.Web.Shell;
using Financbase.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Documents;

/// <summary>What drafting and changing documents with lines have in common. What is offered are the first ones; others are typed.</summary>
public abstract class DocumentFormModel<TInput, TLine>(ISender sender, IMultiTenantContextAccessor tenant) : PageModel
    where TInput : DocumentInput<TLine>, new()
    where TLine : LineInput, new()
{
    protected const int FirstLines = 3;
    private const int MoreLines = 5;

    /// <summary>Longer documents are written by programs.</summary>
    public const int MostLines = 200;

    [BindProperty]
    public TInput Input { get; set; } = new();

    public IReadOnlyList<TaxRateView> Rates { get; private set; } = [];

    public IReadOnlyList<ProjectView> Projects { get; private set; } = [];

    /// <summary>Whoever has no projects is not asked for one.</summary>
    public bool AsksForProjects => Projects.Count > 0 || Input.Lines.Exists(line => line.ProjectId is not null);

    protected ISender Sender { get; } = sender;

    protected Currency Base => tenant.Tenant!.BaseCurrency;

    protected static PageRequest First { get; } = new(PageRequest.MaxLimit);

    public async Task<IActionResult> OnPostMoreAsync(CancellationToken ct)
    {
        Input.Lines = [.. Input.Lines, .. Blank(Math.Min(MoreLines, MostLines - Input.Lines.Count))];
        ModelState.Clear();
        if (await PrepareAsync(ct) is { } refused)
            return refused;

        await OfferAsync(ct);
        return Page();
    }

    /// <summary>What the page itself has to know before it is drawn.</summary>
    protected virtual Task<IActionResult?> PrepareAsync(CancellationToken ct) => Task.FromResult<IActionResult?>(null);

    /// <summary>Reads what can be chosen, in one transaction.</summary>
    protected Task OfferAsync(CancellationToken ct) => Sender.ReadAsync(async reads =>
    {
        Rates = (await reads.Send(new ListTaxRates(new(IsArchived: false), First), ct)).Match(page => page.Items, _ => []);
        Projects = await OfferedProjects.ReadAsync(reads, ct);
        await OfferAsync(reads, ct);
        return true;
    }, ct);

    protected abstract Task OfferAsync(ISender reads, CancellationToken ct);

    /// <summary>The lines that are not empty; an error where a number is none.</summary>
    protected Result<IReadOnlyList<TDraft>> ReadLines<TDraft>(Func<TLine, TDraft?> read) where TDraft : class
    {
        Input.Lines = [.. Input.Lines.Where(line => !line.IsEmpty)];
        var drafts = Input.Lines.Select(read).ToList();
        if (drafts.Contains(null))
            return Error.Validation("", "Write quantities and prices like 1250.00.");

        TDraft[] lines = [.. drafts.OfType<TDraft>()];
        return lines;
    }

    protected virtual IActionResult Again(Error error) => Again(error, nameof(Input));

    protected IActionResult Again(Error error, string prefix)
    {
        Input.Lines = [.. Input.Lines, .. Blank(Math.Max(FirstLines - Input.Lines.Count, 1))];
        return this.Invalid(error, prefix);
    }

    /// <summary>Where what is saved is shown; or the form again.</summary>
    protected IActionResult After<T>(Result<T> saved, string said, string page, Func<T, Guid> id)
    {
        if (saved.Error is { } error)
            return Again(error);

        this.Toast(said);
        return RedirectToPage(page, new { id = id(saved.Value) });
    }

    /// <summary>What cannot be changed here is shown, with why.</summary>
    protected RedirectToPageResult Leave(Error why, string page, Guid id)
    {
        this.Toast(why.Message, Tone.Bad);
        return RedirectToPage(page, new { id });
    }

    protected static Error TooManyLinesHere(string address) =>
        Error.Rule("documents.too_many_lines_here", $"What has more than {MostLines} lines is changed by a program, at {address}.");

    protected static List<TLine> Blank(int count) => [.. Enumerable.Range(0, Math.Max(count, 0)).Select(_ => new TLine())];
}
