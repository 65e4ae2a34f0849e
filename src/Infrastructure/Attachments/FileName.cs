using Financbase.Domain.Attachments;

namespace Financbase.Infrastructure.Attachments;

/// <summary>How contents are called in the store: the file's id says nothing of what is in it.</summary>
internal static class FileName
{
    private const string Small = "-small";

    public static string Of(StoredFile file) => Of(file.OrganizationId.Value, file.Id.Value);

    public static string OfSmall(StoredFile file) => Of(file) + Small;

    /// <summary>What a file may have in the store.</summary>
    public static string[] All(Guid organization, Guid file) => [Of(organization, file), Of(organization, file) + Small];

    /// <summary>Null for what is none of ours.</summary>
    public static Guid? FileOf(string name) =>
        Guid.TryParseExact(name.Split('/')[^1].Replace(Small, "", StringComparison.Ordinal), "N", out var id) ? id : null;

    private static string Of(Guid organization, Guid file) => $"{organization:N}/{file:N}";
}
