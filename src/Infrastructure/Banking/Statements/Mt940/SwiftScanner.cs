using System.Text.RegularExpressions;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Infrastructure.Banking.Statements.Mt940;

/// <summary>
/// Cuts a text into fields, each with the number of its message. Banks write them bare, between headings of their own, or
/// in SWIFT's envelope (<c>{1:…}{2:…}{4:</c> to <c>-}</c>); what stands outside of a field is skipped.
/// </summary>
internal sealed partial class SwiftScanner
{
    // Far more than the longest text that a line may have.
    private const int LongestField = 64 * 1024;

    private SwiftField? _field;
    private int _length;
    private int _message = -1;
    private bool _isOpen;
    private bool _hasStatement;
    private bool _interim;
    private bool _cutTag;
    private int _transactions;

    private SwiftScanner()
    {
    }

    /// <param name="text">The file's.</param>
    /// <param name="ended">Is told of a message whose closing mark was there, before its last field is given out.</param>
    public static IEnumerable<SwiftField> Scan(StatementText text, Action<int>? ended = null)
    {
        var scanner = new SwiftScanner();
        foreach (var (number, line) in TextLines.Of(text))
        {
            if (scanner.Take(number, line.Trim('\u0001', '\u0003', '\r'), ended) is { } field)
            {
                yield return field;
            }
        }

        if (scanner._field is { } last)
        {
            yield return last;
        }
    }

    // Answers the field that this line ends.
    private SwiftField? Take(int number, string line, Action<int>? ended)
    {
        if (_cutTag && CutTag().IsMatch(line))
        {
            line = ":" + line;
        }

        _cutTag = line == ":";
        var before = _field;
        if (line.StartsWith('{') && Envelope().Match(line) is { Success: true } envelope)
        {
            End(ended);
            _interim = envelope.Groups["type"].Value == "942";
            line = envelope.Groups["text"].Value;
        }

        if (line.StartsWith('-') && EndMark().IsMatch(line))
        {
            End(ended);
        }
        else if (line.StartsWith(':') && Tag().Match(line) is { Success: true } tag)
        {
            Begin(tag.Groups["tag"].Value, number, line[tag.Length..]);
        }
        else if (!_cutTag)
        {
            Continue(line);
        }

        return before == _field ? null : before;
    }

    private void Begin(string tag, int number, string text)
    {
        if (tag == "61" && ++_transactions > StatementReader.MostLines)
        {
            throw new DomainException(StatementFileErrors.TooManyLines(StatementReader.MostLines));
        }

        if (!_isOpen || (tag == "20" && _hasStatement))
        {
            _message++;
            (_isOpen, _hasStatement) = (true, false);
        }

        _hasStatement |= SwiftMessage.IsOfStatement(tag);
        _length = text.Length;
        _field = new SwiftField(_message, _interim, tag, number, [text]);
    }

    private void Continue(string line)
    {
        if (_field is not null && (_length += line.Length + 1) <= LongestField)
        {
            _field.Lines.Add(line);
        }
    }

    private void End(Action<int>? ended)
    {
        if (_isOpen)
        {
            ended?.Invoke(_message);
        }

        (_isOpen, _hasStatement, _field) = (false, false, null);
    }

    [GeneratedRegex(@"^:(?<tag>\d{2}[A-Z]?|NS):")]
    private static partial Regex Tag();

    // One bank breaks its lines in the middle of a tag.
    [GeneratedRegex(@"^\d{2}[A-Z]?:")]
    private static partial Regex CutTag();

    [GeneratedRegex(@"^-(?:\}.*|X{3})?\s*$")]
    private static partial Regex EndMark();

    [GeneratedRegex(@"^\{1:[^}]*\}(?:\{2:[IO](?<type>\d{3})[^}]*\})?(?:\{3:(?:\{[^}]*\})*\})?\{4:(?<text>.*)$")]
    private static partial Regex Envelope();
}
