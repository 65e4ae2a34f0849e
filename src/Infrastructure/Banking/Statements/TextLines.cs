using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Infrastructure.Banking.Statements;

/// <summary>The lines of a text, numbered from 1, whatever ends them; within a limit that no bank comes near to.</summary>
internal static class TextLines
{
    private const int Longest = 64 * 1024;

    public static IEnumerable<(int Number, string Text)> Of(string text)
    {
        using var reader = new StringReader(text);
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            yield return line.Length <= Longest
                ? (number, line)
                : throw new DomainException(StatementFileErrors.LineTooLong(number, Longest));
        }
    }
}
