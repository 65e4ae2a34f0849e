using System.Text.Json;
using System.Text.RegularExpressions;

namespace Financbase.Web.Api.Description;

/// <summary>The names of use cases are sentences: <c>ListBankAccounts</c> lists bank accounts.</summary>
internal static partial class UseCaseWords
{
    /// <summary>“List bank accounts”.</summary>
    public static string Sentence(Type request)
    {
        var words = Word().Matches(request.Name).Select((word, place) => place == 0 ? word.Value : Written(word.Value)).ToList();
        return string.Join(' ', words);
    }

    /// <summary><c>listBankAccounts</c>.</summary>
    public static string Id(Type request) => JsonNamingPolicy.CamelCase.ConvertName(request.Name);

    /// <summary>The feature's folder.</summary>
    public static string Area(Type request) => request.Namespace![(request.Namespace!.LastIndexOf('.') + 1)..];

    private static string Written(string word) => word == "Api" ? "API" : char.ToLowerInvariant(word[0]) + word[1..];

    [GeneratedRegex("[A-Z][a-z0-9]*")]
    private static partial Regex Word();
}
