namespace Financbase.Application.Sales.Papers;

/// <summary>Makes a PDF of a document.</summary>
public interface IPapers
{
    /// <summary>On A4, with the letters that it needs of its fonts inside. A character that no font has is shown as an empty box.</summary>
    byte[] Print(Paper paper);

    /// <summary>The PNG of a QR code with this text.</summary>
    byte[] Picture(string code);
}

/// <param name="Name">Of the file.</param>
/// <param name="Content">The PDF.</param>
public sealed record PrintedFile(string Name, byte[] Content)
{
    // A record prints its members, and this one names a customer.
    public override string ToString() => Name;
}
