using System.Xml;
using Financbase.Application.Banking;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Infrastructure.Banking.Statements.Camt;

/// <summary>
/// Streams a camt.052, camt.053 or camt.054 of any version. A document type is never read, and so no entity of the
/// document's own.
/// </summary>
internal sealed class CamtFile
{
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
        CheckCharacters = false,
        MaxCharactersInDocument = StatementFile.LargestSize,
    };

    private readonly Currency _fallback;
    private readonly List<ParsedStatement> _statements = [];
    private readonly List<RejectedLine> _rejected = [];
    private int _lines;
    private string? _root;

    private CamtFile(Currency fallback) => _fallback = fallback;

    /// <exception cref="DomainException">It is not well-formed, declares a document type, or holds no statement.</exception>
    public static ParsedFile Read(string text, Currency fallback) => new CamtFile(fallback).Read(text);

    private ParsedFile Read(string text)
    {
        XmlTags.RefuseEndless(text);
        try
        {
            using var source = new StringReader(text.TrimStart());
            using var reader = XmlReader.Create(source, Settings);
            ReadAll(reader);
        }
        catch (XmlException broken)
        {
            throw new DomainException(Refusal(broken, text));
        }

        return _statements.Count > 0
            ? new ParsedFile(StatementFormat.Camt, _statements, _rejected)
            : throw new DomainException(StatementFileErrors.NoStatement);
    }

    private void ReadAll(XmlReader reader)
    {
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            _root ??= reader.Name;
            if (reader.Depth > CamtStatement.Deepest)
            {
                throw new DomainException(StatementFileErrors.NestedTooDeeply);
            }

            if (reader.LocalName is "Stmt" or "Rpt" or "Ntfctn")
            {
                var statement = CamtStatement.Read(reader, _fallback, Count);
                _statements.Add(statement.ToParsed(_rejected));
            }
        }
    }

    private void Count()
    {
        if (++_lines > StatementReader.MostLines)
        {
            throw new DomainException(StatementFileErrors.TooManyLines(StatementReader.MostLines));
        }
    }

    private Error Refusal(XmlException broken, string text) =>
        text.Contains("<!DOCTYPE", StringComparison.OrdinalIgnoreCase) ? StatementFileErrors.DocumentType
        : _root is null || text.AsSpan().TrimEnd().EndsWith($"</{_root}>") ? StatementFileErrors.NotXml(broken.LineNumber)
        : StatementFileErrors.Truncated;
}
