using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Web.Shell;

namespace Financbase.Web.Pages.Documents;

/// <summary>What every document with lines is typed as.</summary>
public abstract record DocumentInput<TLine>
{
    public DateOnly? DueDate { get; init; }

    public string? Currency { get; init; }

    public string? Note { get; init; }

    public List<TLine> Lines { get; set; } = [];
}

/// <summary>A line as it is typed; one without a text and a price is none.</summary>
public abstract record LineInput
{
    public string? Description { get; init; }

    public string? Quantity { get; init; }

    public string? UnitPrice { get; init; }

    public string? DiscountPercent { get; init; }

    public Guid? TaxRateId { get; init; }

    public Guid? AccountId { get; init; }

    public Guid? ProjectId { get; init; }

    public bool IsEmpty => string.IsNullOrWhiteSpace(Description) && string.IsNullOrWhiteSpace(UnitPrice);

    protected TaxRateId? Rate => TaxRateId is { } rate ? new TaxRateId(rate) : null;

    protected AccountId? Account => AccountId is { } account ? new AccountId(account) : null;

    protected ProjectId? Project => ProjectId is { } project ? new ProjectId(project) : null;

    /// <summary>False where a number is none. What is left out is null.</summary>
    protected bool TryRead(out (decimal? Quantity, decimal? Price, decimal? Discount) numbers)
    {
        numbers = default;
        return Amounts.TryRead(Quantity, out numbers.Quantity) && Amounts.TryRead(UnitPrice, out numbers.Price) && Amounts.TryRead(DiscountPercent, out numbers.Discount);
    }
}
