using System.Text.Json;

namespace Financbase.Domain.Workflows.Gallery;

/// <summary>A workflow to begin with: a definition that works, with places for what differs from one organization to the next.</summary>
/// <param name="Id">Stable, such as <c>large-payment-review</c>.</param>
/// <param name="Title">For people.</param>
/// <param name="Summary">What it does, and what starts it.</param>
/// <param name="Icon">Of the sprite.</param>
/// <param name="Parameters">The places, in the order in which they are asked for.</param>
/// <param name="Sample">Data with which it can be tried.</param>
/// <param name="Definition">With <c>{{ parameters.name }}</c> in the places.</param>
public sealed record WorkflowTemplate(
    string Id,
    string Title,
    string Summary,
    string Icon,
    IReadOnlyList<TemplateParameter> Parameters,
    JsonElement Sample,
    JsonElement Definition);

/// <param name="Name">As in the definition.</param>
/// <param name="Label">For people.</param>
/// <param name="Type">What its value may be.</param>
/// <param name="Default">Its value unless another one is given.</param>
public sealed record TemplateParameter(string Name, string Label, TemplateParameterType Type, string Default);

/// <summary>What a parameter's value may be.</summary>
public enum TemplateParameterType
{
    /// <summary>A number from 0.</summary>
    Number,

    /// <summary>A whole number of days.</summary>
    Days,

    /// <summary>The key of a role.</summary>
    Role,

    /// <summary>A short text.</summary>
    Text,
}
