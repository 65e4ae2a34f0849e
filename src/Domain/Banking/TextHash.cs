using System.Security.Cryptography;
using System.Text;

namespace Financbase.Domain.Banking;

/// <summary>Stands for a text where thousands of texts would take too much room: 16 bytes, equal for equal texts.</summary>
public static class TextHash
{
    private const int Size = 16;

    /// <summary>128 of SHA-256's bits: nobody gains by making two lines of their own books collide.</summary>
    public static Guid Of(string text) => new(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, Size));
}
