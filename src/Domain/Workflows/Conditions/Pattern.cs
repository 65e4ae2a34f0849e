using System.Text.Json;
using System.Text.RegularExpressions;
using Financbase.Domain.Workflows.Expressions;

namespace Financbase.Domain.Workflows.Conditions;

/// <summary>
/// The right side of <c>matches</c>: a regular expression that runs in linear time, so no text can make it hang.
/// </summary>
internal static class Pattern
{
    private const int MaxLength = 1_000;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    public static Func<Located, Scope, bool>? Compile(string pattern, out string problem)
    {
        problem = $"A pattern has 1 to {MaxLength:N0} characters.";
        if (pattern.Length is 0 or > MaxLength)
            return null;
        try
        {
            var regex = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, Patience);
            return (left, _) => left.Value.ValueKind == JsonValueKind.String && IsMatch(regex, left.Value.GetString()!);
        }
        catch (ArgumentException mistake)
        {
            problem = $"This pattern is not a regular expression: {mistake.Message}";
        }
        catch (NotSupportedException)
        {
            problem = "Look-arounds, back references and atomic groups are not supported in a pattern.";
        }

        return null;
    }

    private static bool IsMatch(Regex regex, string text)
    {
        try
        {
            return regex.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            throw new SharedKernel.DomainException(WorkflowsErrors.PatternTooSlow);
        }
    }
}
