using System.Globalization;
using System.Text.Json;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows.Expressions;

namespace Financbase.Domain.Workflows.Steps;

/// <summary>
/// <c>waitUntil {at}</c>: waits for an instant with an offset, or a date (its first moment in UTC). What lies in the
/// past is not waited for; more than 366 days ahead is refused.
/// </summary>
public sealed class WaitUntilKind : StepKind
{
    private static readonly TemplateMember At = new("at", "Wait until") { Help = "A date such as 2026-02-01, or an instant such as 2026-02-01T09:00:00Z." };

    public override string Type => "waitUntil";

    public override EffectClass Effect => EffectClass.Waiting;

    public override StepCard Card { get; } = new()
    {
        Title = "Wait until",
        Summary = "Waits for a date or an instant; what lies in the past is not waited for.",
        Category = StepCategory.Time,
        Icon = "calendar-clock",
        Line = "until {at}",
        Outcomes = [new(Outcomes.Default, "The moment has come.")],
        Example = """{"at":"{{ trigger.dueDate }}"}""",
    };

    public override StepSchema Schema { get; } = new(At);

    public override CompiledStep Compile(StepConfig config)
    {
        var at = config.Read(At);
        if (at is Template.Literal { Value: var literal } && WaitUntilStep.Moment(literal) is null)
            config.Problem(At, "not_allowed", "This must be a date such as 2026-02-01 or an instant such as 2026-02-01T09:00:00Z.");
        return new WaitUntilStep(at ?? new Template.Literal(Json.Null));
    }
}

public sealed record WaitUntilStep(Template At) : WaitingStep
{
    private static readonly string[] Forms =
        ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    public override Wait Begin(Scope scope)
    {
        var at = Moment(At.Render(scope)) ?? throw new DomainException(Error.Rule(
            "workflows.moment_invalid", "The moment did not work out to a date or an instant with an offset."));
        if (at - scope.Now > Limits.LongestDelay)
            throw new DomainException(Error.Rule("workflows.wait_too_long", $"A step waits at most {Limits.LongestDelay.TotalDays:N0} days."));
        return new Wait(Json.Build(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("at", at.UtcDateTime);
            writer.WriteEndObject();
        }))
        { Until = at };
    }

    public override StepResult Wake(Scope scope) => StepResult.Succeed(Json.EmptyObject);

    internal static DateTimeOffset? Moment(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && value.GetString() is { } text
        && (text.Length == 10 || text.EndsWith('Z') || (text.Length > 16 && text[^6] is '+' or '-'))
        && DateTimeOffset.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment.ToUniversalTime()
            : null;
}
