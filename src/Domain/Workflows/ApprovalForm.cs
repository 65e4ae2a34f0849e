using System.Globalization;
using System.Text.Json;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows.Expressions;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Domain.Workflows;

/// <summary>What an approver filled in, held against what was asked for.</summary>
public static class ApprovalForm
{
    public const int LongestText = 2_000;
    private const int LongestNumber = 40;

    /// <summary>The answers in the form's order, without those that were left out.</summary>
    /// <param name="fields">What is asked for.</param>
    /// <param name="answers">An object, or undefined.</param>
    /// <param name="isComplete">Whether what is required must be there: an approval needs it, a rejection does not.</param>
    /// <exception cref="DomainException">A validation error with a message for each field.</exception>
    public static JsonElement Read(IReadOnlyList<ApprovalField> fields, JsonElement answers, bool isComplete)
    {
        if (answers.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.Object))
            throw new DomainException(Error.Validation("form", "The form must be an object."));
        var given = answers.ValueKind == JsonValueKind.Object ? answers.EnumerateObject().ToList() : [];
        var problems = new Dictionary<string, string[]>();
        foreach (var stranger in given.Where(answer => fields.All(field => field.Name != answer.Name)))
            problems[Path(stranger.Name)] = ["This form has no such field."];
        var kept = new List<(ApprovalField Field, JsonElement Value)>();
        foreach (var field in fields)
        {
            var value = given.Find(answer => answer.Name == field.Name).Value;
            var isGiven = value.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null) && !(value.ValueKind == JsonValueKind.String && string.IsNullOrWhiteSpace(value.GetString()));
            if (isGiven && Problem(field, value) is { } problem)
                problems[Path(field.Name)] = [problem];
            else if (isGiven)
                kept.Add((field, value));
            else if (field.IsRequired && isComplete)
                problems[Path(field.Name)] = ["Required."];
        }

        return problems.Count > 0 ? throw new DomainException(Error.Validation(problems)) : Json.Build(writer =>
        {
            writer.WriteStartObject();
            foreach (var (field, value) in kept)
            {
                writer.WritePropertyName(field.Name);
                value.WriteTo(writer);
            }

            writer.WriteEndObject();
        });
    }

    /// <summary>Where the message about a field stands.</summary>
    public static string Path(string field) => $"form.{field}";

    private static string? Problem(ApprovalField field, JsonElement value) => field.Type switch
    {
        "number" => value.ValueKind == JsonValueKind.Number && value.GetRawText().Length <= LongestNumber && value.TryGetDecimal(out _) ? null : "This must be a number.",
        "date" => value.ValueKind == JsonValueKind.String && DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            ? null : "This must be a date such as 2026-01-31.",
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? null : "This must be true or false.",
        _ => value.ValueKind != JsonValueKind.String ? "This must be a text."
            : value.GetString()!.Length > LongestText ? $"This has at most {LongestText:N0} characters." : null,
    };
}
