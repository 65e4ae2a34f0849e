namespace Financbase.Web.Pages.Workflows.Form;

/// <summary>How a member of a definition is written in a form.</summary>
public enum FieldControl
{
    /// <summary>One line of text, which may hold <c>{{ … }}</c>.</summary>
    Text,

    /// <summary>Several lines of text, which may hold <c>{{ … }}</c>.</summary>
    Paragraphs,

    /// <summary>Anything: JSON where it reads as JSON, else text.</summary>
    Value,

    /// <summary>An object, one “name: value” a line.</summary>
    Lines,

    /// <summary>One of a list.</summary>
    Choice,

    /// <summary>“30 s”, “5 min”, “2 h”, “3 d”.</summary>
    Duration,

    /// <summary>Yes or no.</summary>
    Flag,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>A reference such as <c>trigger.lines</c>.</summary>
    Path,

    /// <summary>A program, kept to the letter.</summary>
    Code,

    /// <summary>Another step.</summary>
    StepKey,

    /// <summary>Other steps, with commas between.</summary>
    StepKeys,

    /// <summary>Rules with all or any, or JSON where rules are nested.</summary>
    Condition,
}

/// <param name="Path">Of the member within its step or trigger, e.g. <c>config.url</c>.</param>
/// <param name="Label">For people.</param>
/// <param name="Control">How it is written.</param>
public sealed record FieldForm(string Path, string Label, FieldControl Control)
{
    public string? Hint { get; init; }

    public bool Optional { get; init; }

    /// <summary>Value and word, for <see cref="FieldControl.Choice"/>.</summary>
    public IReadOnlyList<(string Value, string Word)> Options { get; init; } = [];
}

/// <summary>The form of a kind of step or trigger.</summary>
/// <param name="Type">As in a definition.</param>
/// <param name="Fields">In the order in which they are shown.</param>
/// <param name="Ports">Outcomes that can be wired, <c>error</c> not counted.</param>
public sealed record KindForm(string Type, IReadOnlyList<FieldForm> Fields, IReadOnlyList<string> Ports)
{
    private static readonly string[] Default = ["default"];

    public static KindForm Of(string type, params FieldForm[] fields) => new(type, fields, Default);
}
