using System.Text.RegularExpressions;
using Financbase.Application.Access;
using Financbase.Application.Banking;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Application.Purchases;
using Financbase.Application.Sales;
using Financbase.Application.Search;
using Financbase.Application.Workflows;
using Financbase.Domain.SharedKernel;

namespace Financbase.Web.Pages.Access;

/// <summary>One of the texts that a field suggests.</summary>
/// <param name="Value">What the field then holds.</param>
/// <param name="Words">What tells it from the others.</param>
public sealed record Suggestion(string Value, string? Words);

/// <summary>
/// Fields that name one of many things: what they suggest, and what somebody typed means. A thing is named by what it is
/// called; where several are called so, by its id in brackets behind.
/// </summary>
internal static partial class Choices
{
    public const string Member = "member";
    public const string BankAccount = "bank_account";
    public const string Workflow = "workflow";
    public const string ApiKey = "api_key";
    public const string Customer = "customer";
    public const string Vendor = "vendor";

    private const int Most = 50;

    /// <summary>Of this kind, what contains the text; the first ones while there is none. None for whoever may not see them.</summary>
    public static async Task<IReadOnlyList<Suggestion>> OfAsync(ISender sender, string type, string? text, CancellationToken ct)
    {
        var named = Split(text).Name.Length < SearchTerm.Shortest
            ? await FirstAsync(sender, type, ct)
            : [.. (await SearchAsync(sender, type, Split(text).Name, ct)).Select(hit => (hit.Id, hit.Title, hit.Subtitle))];
        var shared = named.CountBy(one => one.Name, StringComparer.OrdinalIgnoreCase).Where(name => name.Value > 1).Select(name => name.Key)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. named.Select(one => new Suggestion(
                one.Name.Length < SearchTerm.Shortest || shared.Contains(one.Name) || IdBehind().IsMatch(one.Name) ? $"{one.Name} [{one.Id}]" : one.Name, one.Words)),
        ];
    }

    /// <summary>The id of the only thing of this kind that is called so; whether there is one by an id, the use case says.</summary>
    public static async Task<Result<Guid>> FindAsync(ISender sender, string type, string? text, string field, CancellationToken ct)
    {
        var (name, id) = Split(text);
        if (id is { } known)
            return known;
        if (name.Length == 0)
            return Error.Validation(field, "Required.");

        // What is called so comes first in the search.
        SearchHit[] same = [.. (await SearchAsync(sender, type, name, ct)).Where(hit => hit.Title.Equals(SearchTerm.Of(name).Text, StringComparison.OrdinalIgnoreCase))];
        return same switch
        {
            [var only] => Guid.Parse(only.Id),
            [] => Error.Validation(field, type == Member ? "No member has this e-mail address." : $"There is no {Word(type)} of this name that you may see."),
            _ => Error.Validation(field, $"Several {Word(type)}s are called this. Choose one from the list: the id behind the name tells them apart."),
        };
    }

    private static string Word(string type) => type switch
    {
        BankAccount => "bank account",
        Workflow => "workflow",
        Customer => "customer",
        Vendor => "vendor",
        _ => "API key",
    };

    private static async Task<IReadOnlyList<(string Id, string Name, string? Words)>> FirstAsync(ISender sender, string type, CancellationToken ct)
    {
        var first = new PageRequest(Most);
        return type switch
        {
            Member => (await sender.Send(new ListMembers(first), ct)).Match(page => page.Items.Select(one => ($"{one.Id}", one.Email, (string?)one.RoleTitle)), _ => []).ToList(),
            BankAccount => (await sender.Send(new ListBankAccounts(first), ct)).Match(page => page.Items.Select(one => ($"{one.Id.Value}", one.Name, (string?)one.Currency)), _ => []).ToList(),
            Workflow => (await sender.Send(new ListWorkflows(first with { Sort = "name" }), ct)).Match(page => page.Items.Select(one => ($"{one.Id}", one.Name, (string?)$"{one.Status}")), _ => []).ToList(),
            Customer => (await sender.Send(new ListCustomers(new(IsArchived: false), first), ct)).Match(page => page.Items.Select(one => ($"{one.Id}", one.Name, one.Address.City)), _ => []).ToList(),
            Vendor => (await sender.Send(new ListVendors(new(IsArchived: false), first), ct)).Match(page => page.Items.Select(one => ($"{one.Id}", one.Name, one.Address.City)), _ => []).ToList(),
            _ => (await sender.Send(new ListApiKeys(first), ct)).Match(
                page => page.Items.Where(one => one.RevokedAt is null).Select(one => ($"{one.Id}", one.Name, (string?)$"by {one.CreatedBy}")), _ => []).ToList(),
        };
    }

    private static async Task<IReadOnlyList<SearchHit>> SearchAsync(ISender sender, string type, string name, CancellationToken ct) =>
        (await sender.Send(new SearchOrganization(name, SearchOrganization.MaxLimit) { Type = type }, ct)).Match(hits => hits, _ => []);

    private static (string Name, Guid? Id) Split(string? text)
    {
        var trimmed = (text ?? "").Trim();
        return IdBehind().Match(trimmed) is { Success: true } found && Guid.TryParse(found.Groups[1].Value, out var id)
            ? (trimmed[..found.Index].TrimEnd(), id)
            : (trimmed, null);
    }

    [GeneratedRegex(@"\[([0-9a-fA-F-]{36})\]$")]
    private static partial Regex IdBehind();
}
