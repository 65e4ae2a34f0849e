using Financbase.Application.Banking;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Infrastructure.Tests.Banking;

/// <summary>All that is in a small file at once, as tests like to look at it; what the survey counted is compared with it.</summary>
internal sealed record ParsedFile(
    StatementFormat Format, IReadOnlyList<ParsedStatement> Statements, IReadOnlyList<RejectedLine> Rejected, CsvReading? Csv)
{
    public static ParsedFile Of(FileSurvey survey)
    {
        FoundLine[] lines = [.. survey.Lines()];
        survey.Lines().ShouldBe(lines, "Each look at the file gives out the same lines.");
        survey.Rejected.First.Count.ShouldBe(Math.Min(survey.Rejected.Count, StatementImport.MostRejectedKept));
        return new ParsedFile(
            survey.Format, [.. survey.Statements.Select((statement, place) => ParsedStatement.Of(statement, [.. lines.Where(line => line.Statement == place)]))],
            survey.Rejected.First, survey.Csv);
    }
}

internal sealed record ParsedStatement(
    AccountIdentification? Account, Currency Currency, Money? Opening, Money? Closing, DateOnly? From, DateOnly? To,
    IReadOnlyList<StatementLine> Lines, IReadOnlyList<StatementLine> NotBooked)
{
    public static ParsedStatement Of(StatementSurvey survey, IReadOnlyList<FoundLine> lines)
    {
        StatementLine[] booked = [.. lines.Where(line => line.IsBooked).Select(line => line.Line)];
        StatementLine[] announced = [.. lines.Where(line => !line.IsBooked).Select(line => line.Line)];
        (survey.Lines, survey.NotBooked).ShouldBe((booked.Length, announced.Length));
        return new ParsedStatement(
            survey.Account, survey.Currency, survey.Opening, survey.Closing, survey.From, survey.To, booked, announced);
    }
}
