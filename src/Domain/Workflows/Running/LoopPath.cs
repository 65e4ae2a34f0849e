using System.Globalization;

namespace Financbase.Domain.Workflows.Running;

/// <summary>
/// The path of a place inside loops: <c>each[3]</c> is the fourth iteration of the step <c>each</c>,
/// <c>each[3]/inner[0]</c> the first of a loop inside it. A step's address is its path, a slash and its key.
/// </summary>
internal static class LoopPath
{
    public static string Of(string loop, int iteration) => string.Create(CultureInfo.InvariantCulture, $"{loop}[{iteration}]");

    /// <summary>The address of the loop and the number of the iteration.</summary>
    public static (string Loop, int Iteration) Split(string path)
    {
        var bracket = path.LastIndexOf('[');
        return (path[..bracket], int.Parse(path.AsSpan(bracket + 1, path.Length - bracket - 2), CultureInfo.InvariantCulture));
    }

    /// <summary>Where the loop of this iteration stands.</summary>
    public static string Outer(string path) => path.LastIndexOf('/') is > 0 and var slash ? path[..slash] : "";

    public static string KeyOf(string address) => address[(address.LastIndexOf('/') + 1)..];

    public static bool IsWithin(string path, string iteration) =>
        path.StartsWith(iteration, StringComparison.Ordinal) && (path.Length == iteration.Length || path[iteration.Length] == '/');
}
