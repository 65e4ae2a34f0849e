using Financbase.Application.Ledger;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Infrastructure.Workflows.Steps;

/// <summary>Finds accounts by what people know them by.</summary>
internal static class ChartLookUp
{
    /// <summary>The account whose id or code this is; null when none is given.</summary>
    /// <exception cref="DomainException"><c>not_found</c>: there is none with that code.</exception>
    public static async Task<AccountId?> AccountAsync(this GivenValues given, string name, ISender sender, CancellationToken ct)
    {
        if (given.Text(name)?.Trim() is not { Length: > 0 } text)
            return null;
        if (Guid.TryParse(text, out var id))
            return new AccountId(id);

        var found = await sender.Send(new ListAccounts(new AccountFilter(Codes: [text]), new PageRequest(1)), ct);
        return found.Error is { } error ? throw new DomainException(error)
            : found.Value.Items is [var account] ? account.Id
            : throw new DomainException(Error.NotFound($"account with the code “{text}”"));
    }

    /// <exception cref="DomainException"><c>workflows.text_missing</c>, <c>not_found</c>.</exception>
    public static async Task<AccountId> RequiredAccountAsync(this GivenValues given, string name, ISender sender, CancellationToken ct)
    {
        given.Required(name);
        return (await given.AccountAsync(name, sender, ct))!.Value;
    }
}
