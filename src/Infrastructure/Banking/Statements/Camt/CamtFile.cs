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

    private readonly StatementText _text;
    private readonly Currency _fallback;
    private readonly Rejections _rejections = new();
    private readonly List<RepeatedReferences> _references = [];
    private string? _root;

    private CamtFile(StatementText text, Currency fallback) => (_text, _fallback) = (text, fallback);

    /// <exception cref="DomainException">It is not well-formed, declares a document type, or holds no statement.</exception>
    public static FileSurvey Survey(StatementText text, Currency fallback) => new CamtFile(text, fallback).Survey();

    private FileSurvey Survey()
    {
        XmlTags.RefuseEndless(_text);
        var statements = new List<StatementSurvey>();
        try
        {
            LookThrough(statements);
        }
        catch (XmlException broken)
        {
            throw new DomainException(Refusal(broken));
        }

        return statements.Count > 0
            ? new FileSurvey(StatementFormat.Camt, statements, _rejections.ToRejected(), Lines)
            : throw new DomainException(StatementFileErrors.NoStatement);
    }

    private void LookThrough(List<StatementSurvey> statements)
    {
        var (totals, references, lines) = (new StatementTotals(), new RepeatedReferences(), 0);
        foreach (var met in Met(EndStatement))
        {
            if (++lines > StatementReader.MostLines)
            {
                throw new DomainException(StatementFileErrors.TooManyLines(StatementReader.MostLines));
            }

            if (met.AddTo(totals, _rejections) is { } line && met.IsBooked)
            {
                references.Note(line);
            }
        }

        void EndStatement(CamtStatement statement)
        {
            statements.Add(statement.ToSurvey(totals, line => _rejections.Add(line, statements.Count)));
            references.Close();
            _references.Add(references);
            (totals, references) = (new StatementTotals(), new RepeatedReferences());
        }
    }

    private IEnumerable<FoundLine> Lines() => Met(_ => { }).Found()
        .Select(found => found.IsBooked ? found with { Line = _references[found.Statement].WithoutRepeated(found.Line) } : found);

    private IEnumerable<MetLine> Met(Action<CamtStatement> end)
    {
        using var source = _text.OpenTrimmed();
        using var reader = XmlReader.Create(source, Settings);
        var place = 0;
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
                var statement = new CamtStatement(reader.LocalName != "Stmt", _fallback);
                foreach (var (reading, isBooked) in statement.Read(reader))
                {
                    yield return new MetLine(place, reading, isBooked);
                }

                end(statement);
                place++;
            }
        }
    }

    private Error Refusal(XmlException broken) =>
        _text.Contains("<!DOCTYPE") ? StatementFileErrors.DocumentType
        : _root is null || _text.EndsWith($"</{_root}>") ? StatementFileErrors.NotXml(broken.LineNumber)
        : StatementFileErrors.Truncated;
}
