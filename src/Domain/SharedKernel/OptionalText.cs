namespace Financbase.Domain.SharedKernel;

/// <summary>A text that may be left out.</summary>
internal static class OptionalText
{
    /// <returns>Without blanks around it; null where there is nothing else.</returns>
    /// <exception cref="DomainException"><c>validation_error</c>, at <paramref name="field"/>: it is too long.</exception>
    public static string? Of(string? text, int longest, string field) => string.IsNullOrWhiteSpace(text) ? null
        : text.Trim() is { } trimmed && trimmed.Length <= longest ? trimmed
        : throw new DomainException(Error.Validation(field, $"At most {longest} characters."));
}
