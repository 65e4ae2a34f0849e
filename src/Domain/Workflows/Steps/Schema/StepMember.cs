namespace Financbase.Domain.Workflows.Steps;

/// <summary>
/// One member of a kind's configuration. The definition is read through it, the form and the documentation are drawn
/// from it.
/// </summary>
/// <param name="Name">In the JSON; empty when the configuration itself is meant.</param>
/// <param name="Label">For people, a word or two.</param>
public abstract record StepMember(string Name, string Label)
{
    public abstract StepMemberType Type { get; }

    /// <summary>A sentence or two for who fills it in.</summary>
    public string? Help { get; init; }

    public bool Optional { get; init; }

    /// <summary>Whether <c>secrets.*</c> may stand in it: what it says is sent, not worked with.</summary>
    public bool MayHoldSecrets { get; init; }

    /// <summary>Whether it is worked out for each item of a list, so that <c>item.*</c> and <c>loop.*</c> mean something.</summary>
    public bool IsForEachItem { get; init; }

    /// <summary>What an absent member means, as it would be written; null when nothing in particular.</summary>
    public virtual string? Default => null;

    /// <summary>A sentence about what it may hold, or null.</summary>
    public virtual string? Limit => null;

    public virtual IReadOnlyList<StepChoice> Choices => [];

    /// <summary>Of each object of a list.</summary>
    public virtual StepSchema? Items => null;
}

/// <summary>A member that reads as this type.</summary>
public abstract record StepMember<T>(string Name, string Label) : StepMember(Name, Label)
{
    /// <summary>Reports what is wrong and then answers a harmless value.</summary>
    internal abstract T Read(Definitions.ConfigReader config);
}

/// <param name="Value">In the JSON.</param>
/// <param name="Word">For people.</param>
public sealed record StepChoice(string Value, string Word);

/// <summary>What a member holds, for the form, the documentation and programs.</summary>
public enum StepMemberType
{
    /// <summary>A plain text.</summary>
    Text,

    /// <summary>A value that may hold <c>{{ … }}</c>.</summary>
    Template,

    /// <summary>An object of free names with such values.</summary>
    Templates,

    Condition,

    /// <summary>A reference without braces.</summary>
    Path,

    /// <summary>ISO 8601.</summary>
    Duration,

    Number,
    Choice,
    Boolean,

    /// <summary>A program.</summary>
    Code,

    /// <summary>The key of another step.</summary>
    StepKey,

    StepKeys,

    /// <summary>A list of objects, whose members are told.</summary>
    List,
}
