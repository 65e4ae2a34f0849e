using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Financbase.Application.Imports;
using Financbase.Domain.Imports;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Api.Description;

namespace Financbase.Web.Api;

/// <summary>A table as <c>multipart/form-data</c>: the part <c>file</c>, and, as parts or in the address, how it is to be taken.</summary>
internal sealed record ImportForm(ImportTerms Terms) : IBindableFromHttpContext<ImportForm>
{
    /// <summary>What may stand in the address instead of a part.</summary>
    public static QueryWords[] Words { get; } =
    [
        QueryWords.Word<ImportKind>("kind", "What the rows are, if no part says so."), QueryWords.Text("columns", "Headings by field, as JSON; what it leaves out is found by the usual headings."),
        QueryWords.Flag("update", "With `true`, what is here already and says something else is changed."), QueryWords.Flag("skipFaulty", "With `true`, rows with faults are left out."),
        QueryWords.OneOf("decimalSeparator", "What parts the decimals; found out without it.", ".", ","), QueryWords.Text("dateFormat", "How days are written, such as `dd.MM.yyyy`; found out without it."),
        QueryWords.Day("day", "As of which day open documents move in."), QueryWords.Flag("quiet", "With `true`, customers are not reminded of these open invoices."),
    ];

    public static async ValueTask<ImportForm?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var form = await StatementMultipart.ReadAsync(context, ImportErrors.TooLarge);
        var file = form.File ?? throw new DomainException(Error.Validation("file", "Attach the table as the part “file”."));
        return new ImportForm(new ImportTerms(
            QueryWord.Parse<ImportKind>(Text("kind") ?? "", "kind"), file.Name, file.Content, Text("columns") is { } columns ? Read(columns) : null, Flag("update"), Flag("skipFaulty"),
            Text("decimalSeparator") switch
            {
                null => null,
                "." => '.',
                "," => ',',
                _ => throw new DomainException(Error.Validation("decimalSeparator", "Use a point or a comma.")),
            },
            Text("dateFormat"), Day("day"), !Flag("quiet")));

        string? Text(string name) =>
            new[] { form.Texts.GetValueOrDefault(name, ""), context.Request.Query[name].ToString() }.FirstOrDefault(text => text.Length > 0);

        bool Flag(string name) => Text(name) switch
        {
            null or "false" => false,
            "true" => true,
            _ => throw new DomainException(Error.Validation(name, "Use true or false.")),
        };

        DateOnly? Day(string name) => Text(name) is not { } text ? null
            : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
            : throw new DomainException(Error.Validation(name, "Use a date like 2026-06-30."));
    }

    private static Dictionary<string, string> Read(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text, StrictJson.Syntax);
            return StrictJson.Read<Dictionary<string, string>>(json.RootElement);
        }
        catch (JsonException broken)
        {
            throw StrictJson.Malformed("The part “columns”", broken);
        }
    }
}
