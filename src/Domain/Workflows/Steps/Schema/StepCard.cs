using System.Text.Json.Serialization;

namespace Financbase.Domain.Workflows.Steps;

/// <summary>What a kind of step tells people about itself: in the palette, in the outline and in the documentation.</summary>
public sealed record StepCard
{
    private static readonly IReadOnlyList<StepOutcome> Done = [new(Steps.Outcomes.Default, "It is done.")];

    /// <summary>Two or three words, imperative: “Call a URL”.</summary>
    public required string Title { get; init; }

    /// <summary>One sentence.</summary>
    public required string Summary { get; init; }

    public required StepCategory Category { get; init; }

    /// <summary>A name of the icon set.</summary>
    public required string Icon { get; init; }

    /// <summary>What a step does in a line, with members in braces: <c>{method} {url}</c>; <c>{}</c> is the whole.</summary>
    public required string Line { get; init; }

    /// <summary>Without <c>error</c>, which every step has.</summary>
    public IReadOnlyList<StepOutcome> Outcomes { get; init; } = Done;

    /// <summary>The members of <c>steps.&lt;key&gt;.output</c>.</summary>
    public IReadOnlyList<StepOutput> Output { get; init; } = [];

    /// <summary>A configuration, as JSON.</summary>
    public required string Example { get; init; }
}

/// <param name="Name">In <c>next</c>; one in angle brackets stands for those that the configuration names.</param>
/// <param name="When">Half a sentence: when it is taken.</param>
public sealed record StepOutcome(string Name, string When);

/// <param name="Name">Of the member; one in angle brackets stands for those that the configuration names.</param>
/// <param name="Type">In JSON: text, number, boolean, object, list or any.</param>
/// <param name="Help">What it is.</param>
public sealed record StepOutput(string Name, string Type, string Help)
{
    /// <summary>What a test of a draft answers for it, as JSON; null for a value of the type.</summary>
    [JsonIgnore]
    public string? Sample { get; init; }
}

/// <summary>Where a kind stands in the palette.</summary>
public enum StepCategory
{
    /// <summary>Decides where to go on, or ends the execution.</summary>
    Logic,

    /// <summary>Works values out.</summary>
    Data,

    /// <summary>Waits.</summary>
    Time,

    /// <summary>Tells or asks people of the organization.</summary>
    People,

    /// <summary>Calls or writes to the outside.</summary>
    Send,

    /// <summary>Reads or changes what Financbase keeps.</summary>
    Books,
}
