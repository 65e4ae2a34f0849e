namespace Financbase.Build;

/// <summary>What a person can mend: one sentence that says what is wrong and what to do.</summary>
/// <param name="sentence">The sentence, as it is shown.</param>
/// <param name="details">What the failing program itself said.</param>
internal sealed class Failure(string sentence, string details = "") : Exception(sentence)
{
    public string Details { get; } = details;
}
