namespace Financbase.Domain.SharedKernel;

/// <summary>
/// A fact in the past tense. It carries ids and values, never entities, because it is stored as JSON under a stable
/// public name (see <c>EventCatalogue</c>) and read by people's own programs for years.
/// </summary>
public interface IDomainEvent;
