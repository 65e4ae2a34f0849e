using System.Globalization;
using System.Reflection;
using Financbase.Application.Paging;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Access;

namespace Financbase.Web.Api;

/// <summary><c>?limit=</c> (1–200) and <c>?cursor=</c> of a list, and <c>?sort=</c> where its use case is <see cref="ISorted"/>.</summary>
public sealed class PageParameters : IBindableFromHttpContext<PageParameters>
{
    private PageParameters(PageRequest value) => Value = value;

    public PageRequest Value { get; }

    public static ValueTask<PageParameters?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var limit = context.Request.Query["limit"].ToString();
        if (limit.Length == 0)
            return Page(PageRequest.DefaultLimit, context);
        return int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var wanted) && wanted is >= 1 and <= PageRequest.MaxLimit
            ? Page(wanted, context)
            : throw new DomainException(Error.Validation("limit", $"Use a whole number from 1 to {PageRequest.MaxLimit}."));
    }

    private static ValueTask<PageParameters?> Page(int limit, HttpContext context) =>
        ValueTask.FromResult<PageParameters?>(new PageParameters(new PageRequest(limit, context.Request.Query["cursor"], Sort(context))));

    private static string? Sort(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<UseCase>()?.Sorts is not { } sorts || context.Request.Query["sort"].ToString() is not { Length: > 0 } word
            ? null
            : sorts.Words.Contains(word) ? word : throw new DomainException(Error.Validation("sort", $"Use one of {string.Join(", ", sorts.Words)}."));
}
