namespace Financbase.Application.Documents;

/// <param name="IsArchived">Something refers to it, so it is kept and not offered any more; else it is gone.</param>
public sealed record Removed(bool IsArchived);
