using Financbase.Domain.Events;

namespace Financbase.Web.Pages.Workflows.Form;

/// <summary>The forms of every kind of step and trigger. A kind that is not listed is edited as JSON.</summary>
public static class KindForms
{
    private static readonly FieldForm Attempts = new("retry.attempts", "Attempts", FieldControl.Value)
    {
        Hint = "How often to try in all, 1 to 20.",
        Optional = true,
    };

    private static readonly FieldForm Pause = new("retry.delay", "Pause before the second attempt", FieldControl.Duration)
    {
        Hint = "For example 1 s; it doubles from then on.",
        Optional = true,
    };

    private static readonly FieldForm Timeout = new("timeout", "Give up an attempt after", FieldControl.Duration)
    {
        Hint = "For example 15 s.",
        Optional = true,
    };

    private static readonly Dictionary<string, KindForm> ByStep = new KindForm[]
    {
        new("condition", [new FieldForm("config", "Yes when", FieldControl.Condition)], ["true", "false"]),
        KindForm.Of("httpRequest",
            new FieldForm("config.method", "Method", FieldControl.Choice)
            {
                Options = [.. new[] { "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD" }.Select(method => (method, method))],
            },
            new FieldForm("config.url", "Address", FieldControl.Text) { Hint = "Begins with https:// and may hold {{ trigger.… }}." },
            new FieldForm("config.headers", "Headers", FieldControl.Lines) { Hint = "One “name: value” a line.", Optional = true },
            new FieldForm("config.body", "Body", FieldControl.Value) { Hint = "JSON or text, with {{ … }} where data goes.", Optional = true },
            new FieldForm("config.onLostResult", "If a crash hides the answer", FieldControl.Choice)
            {
                Options = [("retry", "Call again with the same idempotency key"), ("park", "Stop and ask a person")],
            },
            Attempts, Pause, Timeout),
        KindForm.Of("transform", new FieldForm("config.set", "Values", FieldControl.Lines)
        {
            Hint = "One “name: value” a line; a value may hold {{ trigger.… }} or {{ steps.….output.… }}.",
        }),
        KindForm.Of("sendEmail",
            new FieldForm("config.to", "To", FieldControl.Value) { Hint = "One address or several with commas between; may hold {{ trigger.… }}. Each gets a mail of its own." },
            new FieldForm("config.subject", "Subject", FieldControl.Text),
            new FieldForm("config.body", "Text", FieldControl.Paragraphs) { Hint = "An empty line begins a paragraph; {{ … }} where data goes." },
            Attempts, Pause),
        KindForm.Of("sendNotification",
            new FieldForm("config.to", "To", FieldControl.Text) { Hint = "“everyone”, a role such as “owner”, or a member's e-mail address." },
            new FieldForm("config.title", "Title", FieldControl.Text),
            new FieldForm("config.body", "Text", FieldControl.Paragraphs) { Optional = true },
            new FieldForm("config.link", "Page to open", FieldControl.Text) { Hint = "For example /banking.", Optional = true }),
        KindForm.Of("delay", new FieldForm("config.duration", "Wait for", FieldControl.Duration) { Hint = "For example 30 s, 2 h or 3 d." }),
    }.ToDictionary(kind => kind.Type, StringComparer.Ordinal);

    private static readonly Dictionary<string, KindForm> ByTrigger = new KindForm[]
    {
        new("manual", [], []),
        new("event",
        [
            new FieldForm("event", "Event", FieldControl.Choice)
            {
                Options = [.. EventCatalogue.All.OrderBy(type => type.Name, StringComparer.Ordinal).Select(type => (type.Name, $"{type.Name}: {type.Summary}"))],
            },
            new FieldForm("filter", "Only if", FieldControl.Condition) { Optional = true },
        ], []),
    }.ToDictionary(kind => kind.Type, StringComparer.Ordinal);

    public static IEnumerable<string> StepTypes => ByStep.Keys;

    public static IEnumerable<string> TriggerTypes => ByTrigger.Keys;

    public static KindForm Step(string type) =>
        ByStep.GetValueOrDefault(type) ?? KindForm.Of(type, new FieldForm("config", "Configuration", FieldControl.Value));

    public static KindForm Trigger(string type) => ByTrigger.GetValueOrDefault(type) ?? new KindForm(type, [], []);
}
