namespace Financbase.Web.Commands;

/// <summary>Ends a verb with one sentence for the operator.</summary>
public sealed class VerbException(string message) : Exception(message);
