using Financbase.Domain.SharedKernel;

namespace Financbase.Web.Shell;

internal static class ErrorText
{
    /// <summary>What is wrong, for people: of the fields where it names some, each thing once.</summary>
    public static string InWords(this Error error) =>
        error.Fields is { Count: > 0 } fields ? string.Join(' ', fields.Values.SelectMany(said => said).Distinct()) : error.Message;
}
