namespace Financbase.Domain.Events;

/// <summary>A kind of event under its stable public name.</summary>
/// <param name="Name">Wire name, <c>subject.past_tense</c>: webhook type and workflow trigger alike.</param>
/// <param name="Version">Raised when the data changes in a way that a reader could notice.</param>
/// <param name="Data">The record that is serialized as the event's <c>data</c>.</param>
/// <param name="Summary">One sentence for the catalogue.</param>
/// <param name="Permission">What shows its subject elsewhere, and so is needed to see such an event; null where <c>events:read</c> alone is.</param>
public sealed record EventType(string Name, int Version, Type Data, string Summary, string? Permission)
{
    /// <summary>What it is about.</summary>
    public string Subject => Name[..Name.IndexOf('.')];
}
