using System.Text;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Infrastructure.Banking.Statements;

/// <summary>The lines of a text, numbered from 1, whatever ends them; within a limit that no bank comes near to.</summary>
internal static class TextLines
{
    private const int Longest = 64 * 1024;
    private const int BlockSize = 16 * 1024;

    public static IEnumerable<(int Number, string Text)> Of(StatementText text)
    {
        using var reader = text.Open();
        var block = new char[BlockSize];
        var line = new StringBuilder();
        var (number, afterReturn) = (1, false);
        for (var read = reader.Read(block); read > 0; read = reader.Read(block))
        {
            var start = afterReturn && block[0] == '\n' ? 1 : 0;
            afterReturn = false;
            while (start < read)
            {
                var length = block.AsSpan(start, read - start).IndexOfAny('\r', '\n');
                line.Append(block, start, length < 0 ? read - start : length);
                if (line.Length > Longest)
                {
                    throw new DomainException(StatementFileErrors.LineTooLong(number, Longest));
                }

                if (length < 0)
                {
                    break;
                }

                yield return (number++, line.ToString());
                line.Clear();
                start += length + 1;
                if (block[start - 1] == '\r')
                {
                    afterReturn = start == read;
                    start += start < read && block[start] == '\n' ? 1 : 0;
                }
            }
        }

        if (line.Length > 0)
        {
            yield return (number, line.ToString());
        }
    }
}
