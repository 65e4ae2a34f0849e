namespace Financbase.Infrastructure.Banking.Statements.Mt940;

/// <summary>A field with its tag (<c>61</c>, <c>60F</c>, …); the first line without the tag, the others as they follow.</summary>
internal sealed record SwiftField(string Tag, int Line, List<string> Lines);

/// <summary>The fields from one <c>:20:</c> to the end of the statement. Announced is what the bank has not booked: MT942.</summary>
internal sealed class SwiftMessage
{
    private bool _calledInterim;

    public List<SwiftField> Fields { get; } = [];

    /// <summary>The bank's closing mark was there.</summary>
    public bool IsEnded { get; set; }

    public bool IsAnnounced => Opening is null && Closing is null && (_calledInterim || Fields.Any(part => part.Tag is "34F" or "90D" or "90C"));

    public SwiftField? Opening => Find("60F") ?? Find("60M");

    /// <summary>The last one: some banks repeat it on each page.</summary>
    public SwiftField? Closing => Fields.FindLast(part => part.Tag == "62F") ?? Fields.FindLast(part => part.Tag == "62M");

    public bool HasStatement => Fields.Any(part => part.Tag is "60F" or "60M" or "61" or "62F" or "62M" or "34F" or "90D" or "90C");

    public SwiftField? Find(string tag) => Fields.Find(part => part.Tag == tag);

    public void CallInterim() => _calledInterim = true;
}
