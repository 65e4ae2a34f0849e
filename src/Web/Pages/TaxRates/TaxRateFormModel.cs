using Financbase.Application.Pipeline;
using Financbase.Domain.Documents;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.TaxRates;

/// <summary>What adding and changing a tax rate have in common.</summary>
public abstract class TaxRateFormModel(ISender sender) : PageModel
{
    [BindProperty]
    public TaxRateInput Input { get; set; } = new();

    protected ISender Sender { get; } = sender;

    /// <summary>The taxes of the form: rows that are empty are none.</summary>
    protected Result<IReadOnlyList<TaxPart>> Parts()
    {
        var parts = new List<TaxPart>();
        foreach (var part in Input.Parts.Where(part => !part.IsEmpty))
        {
            if (!Amounts.TryRead(part.Percent, out var percent) || percent is null)
                return Error.Validation("parts", "Write each percentage like 7.5.");

            parts.Add(new TaxPart(part.Name ?? "", percent.Value, part.IsCompound));
        }

        return parts;
    }

    /// <summary>One row more than are used.</summary>
    protected static List<TaxPartInput> Rows(IEnumerable<TaxPart> parts) =>
    [
        .. parts.Select(part => new TaxPartInput { Name = part.Name, Percent = Amounts.Number(part.Percent), IsCompound = part.IsCompound })
            .Append(new TaxPartInput()).Take(TaxRate.MostParts),
    ];

    protected RedirectToPageResult Done(string sentence)
    {
        this.Toast(sentence);
        return RedirectToPage("/TaxRates/Index");
    }
}

public sealed record TaxRateInput
{
    public string? Name { get; init; }

    public TaxCategory Category { get; init; }

    public bool IsInclusive { get; init; }

    public bool IsArchived { get; init; }

    public List<TaxPartInput> Parts { get; init; } = [];
}

public sealed record TaxPartInput
{
    public string? Name { get; init; }

    public string? Percent { get; init; }

    public bool IsCompound { get; init; }

    public bool IsEmpty => string.IsNullOrWhiteSpace(Name) && string.IsNullOrWhiteSpace(Percent);
}
