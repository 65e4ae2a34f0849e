using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using FluentValidation;

namespace Financbase.Application.Search;

/// <summary>
/// What a text leads to, of the things that the caller may see: first what is called so, then what begins so, has a word that
/// begins so, contains it, and has it elsewhere. Less than two characters find nothing, less than three no bank lines.
/// </summary>
/// <param name="Text">Upper and lower case are the same.</param>
/// <param name="Limit">The most hits.</param>
[AnyMember]
public sealed record SearchOrganization(string? Text, int Limit = SearchOrganization.DefaultLimit) : IQuery<IReadOnlyList<SearchHit>>
{
    public const int DefaultLimit = 20;
    public const int MaxLimit = 50;

    /// <summary>The most of one kind.</summary>
    public int MostOfEach { get; init; } = MaxLimit;

    /// <summary>Only this kind; null for all.</summary>
    public string? Type { get; init; }
}

/// <param name="Type">The kind of thing, e.g. <c>workflow</c>, <c>bank_account</c> or <c>bank_transaction</c>.</param>
/// <param name="Id">Its id; of an event type its name.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Subtitle">What tells it from others of that name.</param>
/// <param name="Path">The page that shows it.</param>
public sealed record SearchHit(string Type, string Id, string Title, string? Subtitle, string Path);

internal sealed class SearchOrganizationValidator : AbstractValidator<SearchOrganization>
{
    public SearchOrganizationValidator()
    {
        RuleFor(request => request.Text).MaximumLength(SearchTerm.Longest).OverridePropertyName("q");
        RuleFor(request => request.Limit).InclusiveBetween(1, SearchOrganization.MaxLimit);
    }
}

internal sealed class SearchOrganizationHandler(IEnumerable<ISearchSource> sources, ICurrentPrincipal principal, IMultiTenantContextAccessor tenant)
    : IHandler<SearchOrganization, IReadOnlyList<SearchHit>>
{
    public async Task<Result<IReadOnlyList<SearchHit>>> Handle(SearchOrganization request, CancellationToken cancellationToken)
    {
        var term = SearchTerm.Of(request.Text);
        var rights = principal.Current.Rights;
        var root = $"/o/{tenant.Tenant!.Identifier}";
        var found = new List<(SearchFit Fit, SearchHit Hit)>();
        foreach (var source in sources.Where(source => request.Type is null || request.Type == source.Kind.Type).OrderBy(source => source.Kind.Place))
        {
            if (term.Text.Length < source.Kind.Shortest || !rights.MayHold(source.Kind.Permission))
                continue;
            var things = await source.FindAsync(term, rights, Math.Min(request.Limit, request.MostOfEach), cancellationToken);
            found.AddRange(things.Select(thing => (
                thing.Fit ?? term.FitOf(thing.Title),
                new SearchHit(source.Kind.Type, thing.Id, thing.Title, thing.Subtitle, root + thing.Path))));
        }

        // Things that fit equally well stay in the order of their kinds and sources.
        SearchHit[] hits = [.. found.OrderBy(one => one.Fit).Select(one => one.Hit).Take(request.Limit)];
        return hits;
    }
}
