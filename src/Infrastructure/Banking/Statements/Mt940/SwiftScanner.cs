using System.Text.RegularExpressions;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Infrastructure.Banking.Statements.Mt940;

/// <summary>
/// Cuts a text into messages and fields. Banks write them bare, between headings of their own, or in SWIFT's envelope
/// (<c>{1:…}{2:…}{4:</c> to <c>-}</c>); what stands outside of a field is skipped.
/// </summary>
internal sealed partial class SwiftScanner
{
    private readonly List<SwiftMessage> _messages = [];
    private SwiftMessage? _message;
    private SwiftField? _field;
    private bool _interim;
    private bool _cutTag;
    private int _transactions;

    private SwiftScanner()
    {
    }

    public static List<SwiftMessage> Scan(string text)
    {
        var scanner = new SwiftScanner();
        foreach (var (number, line) in TextLines.Of(text))
        {
            scanner.Take(number, line.Trim('\u0001', '\u0003', '\r'));
        }

        return scanner._messages;
    }

    private void Take(int number, string line)
    {
        if (_cutTag && CutTag().IsMatch(line))
        {
            line = ":" + line;
        }

        _cutTag = line == ":";
        if (Envelope().Match(line) is { Success: true } envelope)
        {
            End();
            _interim = envelope.Groups["type"].Value == "942";
            line = envelope.Groups["text"].Value;
        }

        if (EndMark().IsMatch(line))
        {
            End();
        }
        else if (Tag().Match(line) is { Success: true } tag)
        {
            Begin(tag.Groups["tag"].Value, number, line[tag.Length..]);
        }
        else if (!_cutTag)
        {
            _field?.Lines.Add(line);
        }
    }

    private void Begin(string tag, int number, string text)
    {
        if (tag == "61" && ++_transactions > StatementReader.MostLines)
        {
            throw new DomainException(StatementFileErrors.TooManyLines(StatementReader.MostLines));
        }

        if (_message is null || (tag == "20" && _message.HasStatement))
        {
            _messages.Add(_message = new SwiftMessage());
            if (_interim)
            {
                _message.CallInterim();
            }
        }

        _field = new SwiftField(tag, number, [text]);
        _message.Fields.Add(_field);
    }

    private void End()
    {
        if (_message is not null)
        {
            _message.IsEnded = true;
        }

        (_message, _field) = (null, null);
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
