using Financbase.Domain.Workflows.Definitions;
using Financbase.Domain.Workflows.Expressions;

namespace Financbase.Domain.Workflows.Steps;

/// <summary>A plain text; empty when it is optional and absent.</summary>
public sealed record TextMember(string Name, string Label, int Max = Limits.NameLength) : StepMember<string>(Name, Label)
{
    public override StepMemberType Type => StepMemberType.Text;

    public override string Limit => $"At most {Max:N0} characters.";

    internal override string Read(ConfigReader config) =>
        Optional ? config.OptionalText(Name, Max) ?? "" : config.Text(Name, Max);
}

/// <summary>A program; null when it has a mistake.</summary>
public sealed record CodeMember(string Name, string Label, int Max) : StepMember<IScript?>(Name, Label)
{
    public override StepMemberType Type => StepMemberType.Code;

    public override string Limit => $"At most {Max:N0} characters.";

    internal override IScript? Read(ConfigReader config) => config.Script(Name, Max);
}

/// <summary>One of a few words.</summary>
public sealed record ChoiceMember(string Name, string Label, params StepChoice[] Of) : StepMember<string>(Name, Label)
{
    /// <summary>What an absent member means; without it one must be chosen.</summary>
    public string? Otherwise { get; init; }

    public override StepMemberType Type => StepMemberType.Choice;

    public override string? Default => Otherwise;

    public override IReadOnlyList<StepChoice> Choices => Of;

    internal override string Read(ConfigReader config) => config.Choice(Name, [.. Of.Select(choice => choice.Value)], Otherwise);
}

/// <summary>The key of another step, or null when it is optional and absent.</summary>
public sealed record StepKeyMember(string Name, string Label) : StepMember<string?>(Name, Label)
{
    public override StepMemberType Type => StepMemberType.StepKey;

    internal override string? Read(ConfigReader config) =>
        Optional ? config.OptionalText(Name, Limits.NameLength) : config.Text(Name, Limits.NameLength) is { Length: > 0 } key ? key : null;
}

/// <summary>Keys of other steps.</summary>
public sealed record StepKeysMember(string Name, string Label, int Max = Limits.Steps) : StepMember<IReadOnlyList<string>>(Name, Label)
{
    public override StepMemberType Type => StepMemberType.StepKeys;

    public override string Limit => $"At most {Max:N0}.";

    internal override IReadOnlyList<string> Read(ConfigReader config)
    {
        if (!Optional && !config.Has(Name))
            config.Problem(Name, "required", "Required.");
        return config.Texts(Name, Max);
    }
}
